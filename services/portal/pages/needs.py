"""One's needs, and the page of a need: what it says, what happened to it, what one can do."""

import asyncio
from typing import Any, Final
from uuid import UUID

from fastapi import APIRouter, Request, Response

from services.portal.dependencies import Resources, ResourcesDep
from services.portal.drafts.models import NeedDraft
from services.portal.drafts.repository import begin_draft, drafts_of
from services.portal.pages.cases.board import board_of
from services.portal.pages.cases.dependencies import Ways, WaysDep
from services.portal.pages.content import content_of
from services.portal.pages.dependencies import RequestsDep
from services.portal.pages.forms import FORM_ERRORS, Form, trouble_of, typed_into
from services.portal.pages.gateways import RequestsGateway
from services.portal.pages.rendering import Pages
from services.portal.pages.routing import PageRoute, PagesDep, see
from services.portal.pages.snapshots import NeedSnapshot, ReasonSnapshot, StepSnapshot
from services.portal.pages.visit import Visit, VisitDep
from services.portal.pages.visitors.forgiving import if_it_answers
from shared.errors import ForbiddenError, PlatformError

router = APIRouter(include_in_schema=False, route_class=PageRoute)

NEWS: Final = {
    "submitted": "submitted_news",
    "moved": "moved_news",
    "joined": "joined",
    "left": "left_need",
    "reached": "contact_changed",
}

CARD: Final = ("contact_name", "contact_phone", "contact_email")

ELSEWHERE: Final = frozenset({"merge", "transfer"})
"""Steps that name another need or person: they are taken at the operators' desk."""


@router.get("/needs")
async def list_my_needs(  # noqa: PLR0913 - all provided by name
    *,
    visit: VisitDep,
    pages: PagesDep,
    resources: ResourcesDep,
    requests: RequestsDep,
    ways: WaysDep,
    cursor: str = "",
) -> Response:
    """Show where one's needs stand, and what to do next with each."""
    visit.required()
    async with resources.database.snapshot() as session:
        drafts = [] if cursor else await drafts_of(session, visit.writer)
    found, responses, engagements = await asyncio.gather(
        requests.own(cursor),
        if_it_answers(ways.responses.to_the_firm()),
        if_it_answers(ways.engagements.mine()),
    )
    board = board_of(found.items, responses or [], engagements or [])
    return pages.render("needs.html", visit, drafts=drafts, needs=found, board=board)


@router.get("/needs/{need_id}")
async def show_need(
    need_id: UUID, visit: VisitDep, pages: PagesDep, ways: WaysDep, done: str = ""
) -> Response:
    """Show a need as far as the visitor may see it."""
    return await _need(pages, visit, ways, need_id, news=NEWS.get(done, ""))


@router.post("/needs/{need_id}/steps/{action}")
async def take_step(  # noqa: PLR0913 - all provided by name
    *,
    need_id: UUID,
    action: str,
    request: Request,
    visit: VisitDep,
    pages: PagesDep,
    ways: WaysDep,
) -> Response:
    """Take a step in a need's life, with its reason."""
    visit.required()
    typed = await typed_into(request, ("etag", "reason_code", "note"))
    said = {name: typed[name] for name in ("reason_code", "note") if typed.get(name, "").strip()}
    try:
        await ways.needs.move(need_id, {"action": action, **said}, typed.get("etag", ""))
    except FORM_ERRORS as error:
        form = Form(typed, trouble_of(error))
        return await _need(pages, visit, ways, need_id, form=form, tried=action)
    return see(f"/needs/{need_id}?done=moved")


@router.post("/needs/{need_id}/join")
async def join(need_id: UUID, visit: VisitDep, pages: PagesDep, ways: WaysDep) -> Response:
    """Say that one's organization has the same need."""
    visit.required()
    try:
        await ways.needs.join(need_id)
    except FORM_ERRORS as error:
        form = Form({}, trouble_of(error))
        return await _need(pages, visit, ways, need_id, form=form)
    return see(f"/needs/{need_id}?done=joined")


@router.post("/needs/{need_id}/leave")
async def leave(need_id: UUID, visit: VisitDep, pages: PagesDep, ways: WaysDep) -> Response:
    """Take back that one's organization has the same need."""
    visit.required()
    try:
        await ways.needs.leave(need_id)
    except FORM_ERRORS as error:
        form = Form({}, trouble_of(error))
        return await _need(pages, visit, ways, need_id, form=form)
    return see(f"/needs/{need_id}?done=left")


@router.post("/needs/{need_id}/edit")
async def edit(
    need_id: UUID, visit: VisitDep, resources: ResourcesDep, requests: RequestsDep
) -> Response:
    """Take up what a need says, to change it in the same steps and post it again."""
    visit.required()
    need = await requests.read(need_id)
    if not need.editable:
        raise ForbiddenError
    return see(f"/needs/new/{(await _opened(resources, visit, requests, need)).id}")


@router.post("/needs/{need_id}/contact")
async def change_contact(
    need_id: UUID, request: Request, visit: VisitDep, pages: PagesDep, ways: WaysDep
) -> Response:
    """Say whom to reach about a need from now on; what it says stays as it is."""
    visit.required()
    typed = await typed_into(request, ("etag", *CARD))
    card = {name: typed.get(name, "").strip() or None for name in CARD}
    try:
        await ways.needs.rewrite(need_id, card, typed.get("etag", ""))
    except FORM_ERRORS as error:
        form = Form(typed, trouble_of(error))
        return await _need(pages, visit, ways, need_id, form=form, tried="contact")
    return see(f"/needs/{need_id}?done=reached")


async def _opened(
    resources: Resources, visit: Visit, requests: RequestsGateway, need: NeedSnapshot
) -> NeedDraft:
    """Return the draft in which a need is being changed: one for each need and its version."""
    text, etag = await requests.text(need.id), f'"v{need.version}"'
    async with resources.database.transaction() as session:
        for draft in await drafts_of(session, visit.writer):
            if draft.demand_id == need.id and draft.etag == etag:
                return draft
        content = content_of(text)
        return await begin_draft(session, visit.writer, content, demand_id=need.id, etag=etag)


async def _need(  # noqa: PLR0913 - what a page is made of
    pages: Pages,
    visit: Visit,
    ways: Ways,
    need_id: UUID,
    *,
    form: Form | None = None,
    tried: str = "",
    news: str = "",
) -> Response:
    need = await ways.needs.read(need_id)
    filled = form or Form()
    return pages.render(
        "need.html",
        visit,
        status=filled.status,
        form=filled,
        tried=tried,
        news=news,
        need=need,
        **await _besides(ways.needs, need),
        **await _meetings(visit, ways, need),
    )


async def _meetings(visit: Visit, ways: Ways, need: NeedSnapshot) -> dict[str, Any]:
    """Return what has come of a need: one's own response to it, and the work that is done."""
    if visit.me is None:
        return {"answer": None, "engagements": [], "waiting": 0}
    responses, engagements = await asyncio.gather(
        if_it_answers(ways.responses.of_need(need.id)),
        if_it_answers(ways.engagements.of_need(need.id)),
    )
    mine = [one for one in responses or [] if one.seen_as in {"author", "member"}]
    return {
        "answer": mine[0] if mine else None,
        "engagements": engagements or [],
        "waiting": sum(one.waiting_for == one.seen_as == "firm" for one in responses or []),
    }


async def _besides(requests: RequestsGateway, need: NeedSnapshot) -> dict[str, Any]:
    """Return what only those are shown who have a part in the need."""
    steps: list[StepSnapshot] = []
    reasons: list[ReasonSnapshot] = []
    joiners = 0
    if need.version is not None:
        try:
            steps, reasons, joiners = await asyncio.gather(
                requests.history(need.id), requests.reasons(), requests.joiners(need.id)
            )
        except PlatformError:
            # What the need says is shown all the same.
            steps = []
    return {
        "steps": steps[::-1],
        "labels_of_reasons": {one.code: one.label for one in reasons},
        "reasons_for": {
            action: [one for one in reasons if action in one.actions] for action in need.actions
        },
        "joiners": joiners,
        "actions": [action for action in need.actions if action not in ELSEWHERE],
    }
