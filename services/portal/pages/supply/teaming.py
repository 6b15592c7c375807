"""Who takes part in a response: asked by its author, and only with their own consent."""

from typing import Final
from uuid import UUID

from fastapi import APIRouter, Request, Response

from services.portal.pages.forms import FORM_ERRORS, Form, trouble_of, typed_into
from services.portal.pages.rendering import Pages
from services.portal.pages.routing import PageRoute, PagesDep, see
from services.portal.pages.supply.dependencies import Supply, SupplyDep
from services.portal.pages.supply.responding import written
from services.portal.pages.visit import Visit, VisitDep
from shared.errors import PlatformError
from shared.types import new_id

router = APIRouter(include_in_schema=False, route_class=PageRoute)

WANTED: Final = ("expert", "provider", "facility")
"""Who is looked for: people, bodies, and equipment with whoever runs it."""


@router.get("/supply/responses/{answer_id}/members")
async def look_for_members(
    answer_id: UUID, visit: VisitDep, pages: PagesDep, supply: SupplyDep, q: str = ""
) -> Response:
    """Show who could take part in one's response, found by words."""
    return await _search(pages, visit, supply, answer_id, Form({"q": q}))


@router.post("/supply/responses/{answer_id}/members")
async def ask_member(
    answer_id: UUID, request: Request, visit: VisitDep, pages: PagesDep, supply: SupplyDep
) -> Response:
    """Ask whoever answers for an entry to take part."""
    typed = await typed_into(request, ("key", "q", "entry", "role", "task"))
    kind, _, entry_id = typed.get("entry", "").partition(":")
    said = {
        "entry": {"kind": kind, "id": entry_id},
        "role": typed.get("role", ""),
        "task": typed.get("task", "").strip() or None,
    }
    try:
        await supply.answers.ask_member(answer_id, said, typed.get("key", ""))
    except FORM_ERRORS as error:
        form = Form(typed, trouble_of(error))
        return await _search(pages, visit, supply, answer_id, form)
    return see(f"/supply/responses/{answer_id}/edit?done=asked#team")


@router.post("/supply/responses/{answer_id}/members/{member_id}/dismiss")
async def dismiss_member(
    answer_id: UUID, member_id: UUID, visit: VisitDep, pages: PagesDep, supply: SupplyDep
) -> Response:
    """Take somebody out of one's team."""
    try:
        await supply.answers.dismiss(answer_id, member_id)
    except FORM_ERRORS as error:
        answer = await supply.answers.read(answer_id)
        return await written(pages, visit, supply, answer, form=Form({}, trouble_of(error)))
    return see(f"/supply/responses/{answer_id}/edit?done=dismissed#team")


@router.post("/supply/responses/{answer_id}/members/{member_id}/consent")
async def answer_as_member(
    answer_id: UUID, member_id: UUID, request: Request, supply: SupplyDep
) -> Response:
    """Agree to take part in somebody's response, or not."""
    typed = await typed_into(request, ("consent", "note"))
    said = {
        "consent": typed.get("consent", ""),
        "note": typed.get("note", "").strip() or None,
    }
    await supply.answers.consent(answer_id, member_id, said)
    return see("/supply/responses?part=member&done=answered")


async def _search(
    pages: Pages, visit: Visit, supply: Supply, answer_id: UUID, form: Form
) -> Response:
    answer = await supply.answers.read(answer_id)
    words, hits, away = form.value("q").strip(), None, False
    if words:
        try:
            found = (await supply.fits.find(words, WANTED)).items
        except PlatformError:
            away = True
        else:
            there = {member.entry.id for member in answer.members}
            there |= {answer.entry.id} if answer.entry else set()
            hits = [hit for hit in found if hit.id not in there]
    return pages.render(
        "supply/members.html",
        visit,
        status=form.status,
        form=form,
        answer=answer,
        hits=hits,
        away=away,
        key=str(new_id()),
        labels={"role": "supply_role", "task": "supply_task", "q": "supply_look_for"},
    )
