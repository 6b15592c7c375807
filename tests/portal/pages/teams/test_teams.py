"""A need that takes more than one is split on a page, and a team is suggested for it."""

from http import HTTPStatus
from typing import Any

import pytest

from services.matching.teams.schemas import SuggestionList, TeamDraft, TeamRead
from tests.portal.pages.supply.conftest import fit
from tests.portal.pages.test_needs import posted
from tests.portal.pages.world import Similar, World

PARTS = [
    {
        "name": "铸造与压铸",
        "text": "压铸件气孔多",
        "terms": ["压铸"],
        "remedies": ["真空压铸"],
        "independent": False,
    },
    {
        "name": "计量与检测",
        "text": "要工业CT检测",
        "terms": ["工业CT"],
        "remedies": [],
        "independent": True,
    },
]
"""What matching says."""


def person(title: str) -> dict[str, Any]:
    return {
        "kind": "expert",
        "id": "019fa9b4-0c5e-7c30-b6c6-6f5b0a4c8f11",
        "title": title,
        "organization": "铸造研究所",
        "summary": None,
        "region_code": None,
        "region_name": None,
    }


def match() -> dict[str, Any]:
    """Return how somebody fits a part."""
    shown = fit("019fa9b4-0c5e-7c30-b6c6-6f5b0a4c8f11", "何铸")
    told: dict[str, Any] = {
        "weight": 0.5,
        "name": "topical_fit",
        "evidence": [],
        "missing": [],
        "known": True,
    }
    return {
        **person("何铸"),
        **shown,
        "kind": "expert",
        "position": 1,
        "given_place": False,
        "factors": [{**told, **factor} for factor in shown["factors"]],
        "terms": [{**term, "share": 1.0} for term in shown["terms"]],
        "need_places": [],
        "entry_places": [{"field": "entry.text", "text": "真空压铸", "spans": [[0, 4]]}],
    }


def team() -> TeamRead:
    """Return a team in which one part is covered and one is not."""
    member = {
        **person("何铸"),
        "packages": [0],
        "capacity_status": None,
        "price_min": None,
        "substitute": {"loss": 0.12, "joining": [person("李工")], "uncovered": []},
    }
    answer = {
        "packages": [
            {"name": "铸造与压铸", "qualified": 3, "match": match()},
            {"name": "液氢轴承", "qualified": 0, "match": None},
        ],
        "members": [member],
        "contacts": 1,
        "cost": 2.4,
        "gap": 0.0,
        "remarks": ["何铸 没有标明价格，费用未知。"],
        "considered": 812,
        "pending_changes": 0,
    }
    return TeamRead.model_validate(answer)


@pytest.fixture
def matching(world: World) -> Similar:
    """Matching, which splits needs into parts and finds a team."""

    def found(said: object) -> TeamRead:
        TeamDraft.model_validate(said)
        return team()

    parts = SuggestionList.model_validate({"items": PARTS})
    world.similar.told |= {"POST /teams/packages": parts, "POST /teams/preview": found}
    return world.similar


async def test_a_need_is_split_the_parts_are_edited_and_a_team_is_shown(
    world: World, matching: Similar
) -> None:
    owner = await world.firm("li@firm.cn")
    need = await posted(owner)

    form = await owner.get(f"/teams?need={need}")
    split = await owner.send(form, "/teams", do="split")
    found = await owner.send(
        split, "/teams", do="choose", packages__1__name="", packages__2__name="液氢轴承"
    )

    assert "压铸" in form.text
    assert 'value="铸造与压铸"' in split.text
    draft = TeamDraft.model_validate(matching.asked[-1])
    assert [(part.name, part.independent) for part in draft.packages] == [
        ("铸造与压铸", False),
        ("液氢轴承", False),
    ]
    for words in ("推荐 1 位成员", "何铸", "李工 接替", "没有找到能做这一部分的人", "费用未知"):
        assert words in found.text


async def test_what_is_wrong_with_a_part_is_said_at_its_field_and_nothing_typed_is_lost(
    world: World, matching: Similar
) -> None:
    owner = await world.firm("li@firm.cn")

    split = await owner.post("/teams", do="split", text="压铸")
    page = await owner.send(split, "/teams", do="choose", budget_max="很多")

    assert [said.get("budget_max") for said in matching.asked] == [None, "很多"]
    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert 'value="很多"' in page.text
    assert 'id="budget_max-error"' in page.text
    assert 'value="铸造与压铸"' in page.text


async def test_who_has_no_account_is_led_to_the_sign_in(world: World) -> None:
    page = await world.browser().get("/teams")

    assert page.url.path == "/sign-in"
