"""Operators propose terms for the vocabulary, approve them, and refuse them with a reason."""

from http import HTTPStatus
from typing import Any, Final

from services.matching.proposals.domain import ProposalAction, ProposalStatus
from services.matching.proposals.schemas import (
    ProposalDraft,
    ProposalRead,
    ProposalStepDraft,
    ProposalStepRead,
)
from services.matching.understanding.schemas import FieldRead
from shared.clock import utc_now
from shared.pagination import Page
from tests.portal.pages.outline import Outline
from tests.portal.pages.world import Browser, World

ID: Final = "019fa9b4-0c5e-7c30-b6c6-6f5b0a4c8f11"
PLACE: Final = f"/desk/terms/{ID}"
TERM: Final[dict[str, Any]] = {
    "id": ID,
    "version": 1,
    "status": "proposed",
    "status_label": "待审核",
    "term": "哒哒机",
    "english": ["yoyo toy"],
    "synonyms": ["溜溜球"],
    "kind": "product",
    "field": "consumer",
    "broader": "玩具",
    "discipline": "",
    "industries": ["C24"],
    "reason": "一批需求这样写",
    "proposed_by": "op",
    "proposed_at": utc_now(),
    "actions": ["approve", "reject", "withdraw"],
}


def matching_holds(world: World) -> None:
    """Let matching have a proposal, and take others."""
    term, told = ProposalRead.model_validate(TERM), world.similar.told
    step = ProposalStepRead(
        action=ProposalAction.WITHDRAW,
        from_status=ProposalStatus.PROPOSED,
        to_status=ProposalStatus.WITHDRAWN,
        actor="op",
        at=utc_now(),
        note="再想想",
    )
    field = FieldRead(name="consumer", zh="日用消费品", en="Consumer goods", chain="轻工")
    told["GET /terms/fields"] = [field]
    told["GET /terms/proposals"] = Page[ProposalRead](items=[term], next_cursor=None)
    told[f"GET /terms/proposals/{ID}"] = term
    told[f"GET /terms/proposals/{ID}/history"] = [step]
    told["POST /terms/proposals"] = lambda said: (ProposalDraft.model_validate(said), term)[1]
    told[f"PUT /terms/proposals/{ID}/status"] = ProposalStepDraft.model_validate


async def test_a_term_is_proposed_and_refused_with_a_reason(
    world: World, operator: Browser
) -> None:
    matching_holds(world)

    listed = await operator.get("/desk/terms")
    form = await operator.get("/desk/terms/new?term=哒哒机")
    wrong = await operator.send(form, "/desk/terms/new", english="yoyo", industries="C24，玩具")
    proposed = await operator.send(wrong, "/desk/terms/new", english="a，b", industries="C24")
    silent = await operator.send(proposed, f"{PLACE}/steps/reject")
    refused = await operator.send(silent, f"{PLACE}/steps/reject", note="已有同义词")

    assert f'href="{PLACE}"' in listed.text
    assert 'value="哒哒机"' in form.text
    assert wrong.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert 'id="industries-error"' in wrong.text
    for words in ("日用消费品", "产品", "玩具", "再想想", "文教、工美、体育和娱乐用品制造业"):
        assert words in proposed.text
    assert silent.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "没有说明为什么不采用" in silent.text
    assert refused.url.params["done"] == "yes"
    assert {"action": "reject", "note": "已有同义词"} in world.similar.asked
    pages = (listed, form, wrong, proposed, silent)
    assert [fault for page in pages for fault in Outline(page.text).faults()] == []


async def test_operators_come_to_it_from_what_a_text_is_understood_as(
    world: World, operator: Browser
) -> None:
    assert "/desk/terms/new" in (await operator.get("/understanding")).text
    assert "/desk/terms" not in (await world.browser().get("/understanding")).text
