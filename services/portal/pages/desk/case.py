"""A need at the desk: what it says, what it lacks, what it is like, and what to decide."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from fastapi import APIRouter, Request, Response

from services.portal.pages.desk.dependencies import Desk, DeskDep
from services.portal.pages.desk.gateways import reasons_of
from services.portal.pages.desk.marking import (
    FIELDS,
    PARTS,
    PASSAGES,
    marked,
    passage_field,
    plain,
)
from services.portal.pages.desk.snapshots import CaseSnapshot
from services.portal.pages.forms import FORM_ERRORS, Form, own_path, trouble_of, typed_into
from services.portal.pages.routing import PageRoute, see
from services.portal.pages.schemas import SEPARATORS
from shared.errors import FieldProblem, InvalidError
from shared.language import Text

router = APIRouter(include_in_schema=False, route_class=PageRoute)

MARKS: Final = tuple(passage_field(number, part) for number in range(PASSAGES) for part in PARTS)
STEP_FIELDS: Final = ("reason_code", "note", "public_summary", "into", "to")
EDITED: Final = ("public_summary", "industry_code", "region_code", "keywords")
"""What an operator may put right while judging, of what the page has a field for."""

BESIDE: Final = (
    "public_summary",
    "description",
    "budget_band",
    "deadline",
    "industry_code",
    "region_code",
    "organization_name",
    "contact_name",
)
"""What two needs are compared by."""


@router.get("/desk/needs/{need_id}")
async def show_case(need_id: UUID, desk: DeskDep, done: str = "") -> Response:
    """Show a need with all that is needed to decide about it."""
    return await _case(desk, need_id, done=bool(done))


@router.post("/desk/needs/{need_id}/steps/{action}")
async def take_step(need_id: UUID, action: str, request: Request, desk: DeskDep) -> Response:
    """Take a step at the desk, with what belongs to it."""
    typed = await typed_into(request, ("etag", "back", *STEP_FIELDS, *MARKS))
    try:
        step = await _step(desk, need_id, action, typed)
        await desk.requests.move(need_id, step, typed.get("etag", ""))
    except FORM_ERRORS as error:
        form = Form(typed, trouble_of(error))
        return await _case(desk, need_id, form=form, tried=action)
    return see(own_path(typed.get("back", ""), f"/desk/needs/{need_id}?done=yes"))


@router.post("/desk/needs/{need_id}/filing")
async def refile(need_id: UUID, request: Request, desk: DeskDep) -> Response:
    """Put right how a need is filed and summed up, while judging it."""
    typed = await typed_into(request, ("etag", *EDITED))
    said: dict[str, Any] = {name: typed.get(name, "").strip() or None for name in EDITED}
    words = (one.strip() for one in typed.get("keywords", "").translate(SEPARATORS).split(","))
    said["keywords"] = list(dict.fromkeys(one for one in words if one))
    try:
        await desk.requests.refile(need_id, said, typed.get("etag", ""))
    except FORM_ERRORS as error:
        form = Form(typed, trouble_of(error))
        return await _case(desk, need_id, form=form, tried="filing")
    return see(f"/desk/needs/{need_id}?done=yes")


@router.get("/desk/needs/{need_id}/beside/{other_id}")
async def compare(need_id: UUID, other_id: UUID, desk: DeskDep) -> Response:
    """Show two needs side by side, to see whether they are the same."""
    need, other = await desk.requests.case(need_id), await desk.requests.case(other_id)
    rows = [(name, getattr(need, name), getattr(other, name)) for name in BESIDE]
    return desk.page("beside.html", need=need, compared=other, rows=rows)


async def _step(desk: Desk, need_id: UUID, action: str, typed: Mapping[str, str]) -> dict[str, Any]:
    """Return the step as the requests service takes it: only what belongs to the action."""
    step: dict[str, Any] = {"action": action}
    step |= {name: typed[name] for name in ("reason_code", "note") if typed.get(name, "").strip()}
    if action == "merge":
        step["into"] = await _named(desk, typed.get("into", ""))
    elif action == "transfer":
        step["to"] = typed.get("to", "")
    elif action in {"return", "publish"}:
        step |= _about_the_text(await desk.requests.case(need_id), action, typed)
    return step


def _about_the_text(need: CaseSnapshot, action: str, typed: Mapping[str, str]) -> dict[str, Any]:
    if action == "return":
        return {"passages": marked(need, typed)}
    summary = typed.get("public_summary", "").strip()
    return {"public_summary": summary} if summary and summary != need.public_summary else {}


async def _named(desk: Desk, said: str) -> str:
    """Return the id of a need by its number.

    Raises:
        InvalidError: There is none of this number.
    """
    number = plain(said)
    found = await desk.requests.numbered(number) if number else None
    if found is None:
        problem = FieldProblem(
            "into",
            Text("没有这个编号的需求。", "There is no need of this number."),
            Text("例如 KQ-2026-000123", "such as KQ-2026-000123"),
        )
        raise InvalidError(problems=[problem])
    return str(found.id)


async def _case(
    desk: Desk, need_id: UUID, *, form: Form | None = None, tried: str = "", done: bool = False
) -> Response:
    found = await desk.requests.file(need_id)
    reasons, colleagues = await desk.requests.reasons(), await desk.colleagues()
    if not colleagues.keys() - {desk.me.caller.subject}:
        found.need.actions = [action for action in found.need.actions if action != "transfer"]
    filled = form or Form()
    return desk.page(
        "case.html",
        status=filled.status,
        labels={"into": "desk_into", "to": "desk_to", "industry_code": "desk_industry"},
        form=filled,
        tried=tried,
        done=done,
        file=found,
        need=found.need,
        labels_of_reasons={one.code: one.label for one in reasons},
        reasons=reasons_of(reasons, found.need.actions),
        colleagues=colleagues,
        passages=range(PASSAGES),
        markable=[name for name in FIELDS if getattr(found.need, name)],
    )
