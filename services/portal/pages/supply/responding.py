"""Writing a response to a need: of one's own accord, when invited, or when more is asked for."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

from fastapi import APIRouter, Request, Response

from services.portal.pages.forms import FORM_ERRORS, Form, trouble_of, typed_into
from services.portal.pages.rendering import Pages
from services.portal.pages.routing import PageRoute, PagesDep, see
from services.portal.pages.snapshots import NeedSnapshot
from services.portal.pages.supply.dependencies import Supply, SupplyDep
from services.portal.pages.supply.fitting import chosen_of
from services.portal.pages.supply.snapshots import AnswerSnapshot
from services.portal.pages.visit import Visit, VisitDep
from shared.errors import ConflictError, PlatformError
from shared.types import new_id

router = APIRouter(include_in_schema=False, route_class=PageRoute)

CONTENT: Final = (
    "approach",
    "experience",
    "available_from",
    "contact_name",
    "contact_phone",
    "contact_email",
)
STEPS: Final = ("express", "supply_info", "decline", "discard", "withdraw", "revise")
"""The steps that are taken on the page of writing; all others on the response's own."""

SENDING: Final[Mapping[str, str]] = {
    "invited": "express",
    "draft": "express",
    "info_requested": "supply_info",
}
NEWS: Final[Mapping[str, str]] = {
    "kept": "supply_kept",
    "there": "supply_there",
    "asked": "supply_member_asked",
    "dismissed": "supply_member_dismissed",
}
LABELS: Final[Mapping[str, str]] = {
    "approach": "supply_approach",
    "experience": "supply_experience",
    "available_from": "supply_available_from",
    "entry": "supply_entry",
    "note": "supply_note",
    "reason_code": "reason_code",
}


@router.get("/supply/respond/{need_id}")
async def show_blank_response(
    need_id: UUID, visit: VisitDep, pages: PagesDep, supply: SupplyDep, entry: str = ""
) -> Response:
    """Show the form for a response; what we know of somebody saves typing."""
    me = supply.me
    known = {"entry": entry, "contact_name": me.name, "contact_email": me.email}
    return await _blank(pages, visit, supply, need_id, Form({**known, "key": str(new_id())}))


@router.post("/supply/respond/{need_id}")
async def write_response(
    need_id: UUID, request: Request, visit: VisitDep, pages: PagesDep, supply: SupplyDep
) -> Response:
    """Keep a response, and send it if that is what was pressed."""
    typed = await typed_into(request, ("go", "key", "entry", *CONTENT))
    try:
        answer = await supply.answers.draft(need_id, _drafted(typed), typed.get("key", ""))
    except FORM_ERRORS as error:
        present = error.facts.get("response_id") if isinstance(error, ConflictError) else None
        if present:
            return see(f"/supply/responses/{present}/edit?done=there")
        return await _blank(pages, visit, supply, need_id, Form(typed, trouble_of(error)))
    if typed.get("go") == "send":
        return await _send(pages, visit, supply, answer, {})
    return see(f"/supply/responses/{answer.id}/edit?done=kept")


@router.get("/supply/responses/{answer_id}/edit")
async def show_response_form(
    answer_id: UUID, visit: VisitDep, pages: PagesDep, supply: SupplyDep, done: str = ""
) -> Response:
    """Show what one's response says, to change it, send it, or gather a team for it."""
    answer = await supply.answers.read(answer_id)
    if not answer.editable:
        return see(f"/responses/{answer_id}")
    return await written(pages, visit, supply, answer, news=NEWS.get(done, ""))


@router.post("/supply/responses/{answer_id}/edit")
async def rewrite_response(
    answer_id: UUID, request: Request, visit: VisitDep, pages: PagesDep, supply: SupplyDep
) -> Response:
    """Keep what was changed, and send it if that is what was pressed."""
    typed = await typed_into(request, ("go", "etag", "note", *CONTENT))
    try:
        answer = await supply.answers.rewrite(answer_id, _content(typed), typed.get("etag", ""))
    except FORM_ERRORS as error:
        answer = await supply.answers.read(answer_id)
        return await written(pages, visit, supply, answer, form=Form(typed, trouble_of(error)))
    if typed.get("go") == "send":
        return await _send(pages, visit, supply, answer, typed)
    return see(f"/supply/responses/{answer_id}/edit?done=kept")


@router.post("/supply/responses/{answer_id}/steps/{action}")
async def take_response_step(  # noqa: PLR0913 - all provided by name
    *,
    answer_id: UUID,
    action: str,
    request: Request,
    visit: VisitDep,
    pages: PagesDep,
    supply: SupplyDep,
) -> Response:
    """Decline an invitation, discard a draft, withdraw, or take up what had ended."""
    typed = await typed_into(request, ("etag", "reason_code", "note"))
    said = {name: typed[name] for name in ("reason_code", "note") if typed.get(name, "").strip()}
    try:
        step = {"action": action, **said}
        answer = await supply.answers.move(answer_id, step, typed.get("etag", ""))
    except FORM_ERRORS as error:
        answer = await supply.answers.read(answer_id)
        form = Form(typed, trouble_of(error))
        return await written(pages, visit, supply, answer, form=form, tried=action)
    if answer.editable:
        return see(f"/supply/responses/{answer_id}/edit")
    return see("/supply/responses?done=moved")


async def _send(
    pages: Pages,
    visit: Visit,
    supply: Supply,
    answer: AnswerSnapshot,
    typed: Mapping[str, str],
) -> Response:
    """Send what was kept; what it lacks is said where it can be mended."""
    said = {"note": typed["note"]} if typed.get("note", "").strip() else {}
    try:
        step = {"action": SENDING.get(answer.status, "express"), **said}
        await supply.answers.move(answer.id, step, answer.etag)
    except FORM_ERRORS as error:
        form = Form({**typed, **_typed(answer)}, trouble_of(error))
        return await written(pages, visit, supply, answer, form=form)
    return see("/supply/responses?done=sent")


async def _blank(pages: Pages, visit: Visit, supply: Supply, need_id: UUID, form: Form) -> Response:
    need = await supply.answers.need(need_id)
    entries = await supply.entries.mine(supply.kinds)
    chosen = chosen_of(entries, form.value("entry"))
    return pages.render(
        "supply/respond.html",
        visit,
        status=form.status,
        form=form,
        need=need,
        entries=[(one.key, one.entry.title) for one in entries],
        chosen=chosen.key if chosen else "",
        may_respond=bool(supply.kinds),
        labels=LABELS,
    )


async def written(  # noqa: PLR0913 - what a page is made of
    pages: Pages,
    visit: Visit,
    supply: Supply,
    answer: AnswerSnapshot,
    *,
    form: Form | None = None,
    tried: str = "",
    news: str = "",
) -> Response:
    """Return the page of writing a response that is there already."""
    filled = form or Form(_typed(answer))
    reasons = await supply.answers.reasons()
    return pages.render(
        "supply/writing.html",
        visit,
        status=filled.status if filled.trouble else HTTPStatus.OK,
        form=filled,
        answer=answer,
        need=await _need(supply, answer.demand_id),
        sending=SENDING.get(answer.status, ""),
        steps=[one for one in answer.actions if one in STEPS and one not in SENDING.values()],
        reasons_for={
            action: [one for one in reasons if action in one.actions] for action in answer.actions
        },
        reason_labels={one.code: one.label for one in reasons},
        tried=tried,
        news=news,
        labels=LABELS,
    )


async def _need(supply: Supply, need_id: UUID) -> NeedSnapshot | None:
    try:
        return await supply.answers.need(need_id)
    except PlatformError:
        return None


def _content(typed: Mapping[str, str]) -> dict[str, Any]:
    """Return what was written; null is what was not."""
    return {name: typed.get(name, "").strip() or None for name in CONTENT if name in typed}


def _drafted(typed: Mapping[str, str]) -> dict[str, Any]:
    kind, _, entry_id = typed.get("entry", "").partition(":")
    entry = {"kind": kind, "id": entry_id} if entry_id else None
    return {**_content(typed), "entry": entry}


def _typed(answer: AnswerSnapshot) -> dict[str, str]:
    contact = answer.contact
    return {
        "approach": answer.approach or "",
        "experience": answer.experience or "",
        "available_from": answer.available_from.isoformat() if answer.available_from else "",
        "contact_name": (contact and contact.name) or "",
        "contact_phone": (contact and contact.phone) or "",
        "contact_email": (contact and contact.email) or "",
    }
