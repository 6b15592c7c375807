"""Writing a need in steps, each of which is kept; also across registering and signing in."""

import asyncio
from collections.abc import Mapping
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response

from services.portal.dependencies import Resources, ResourcesDep, VisitorDep
from services.portal.drafts.domain import VISITORS_KEEP, title_from
from services.portal.drafts.models import NeedDraft
from services.portal.drafts.repository import Writer, begin_draft, draft_of
from services.portal.opaque import new_token
from services.portal.pages.cases.dependencies import Ways, WaysDep
from services.portal.pages.content import (
    FIELDS_OF,
    LAST,
    METRICS,
    kept,
    payload,
    shown_metrics,
    step_of,
)
from services.portal.pages.dependencies import RequestsDep
from services.portal.pages.examples import EXAMPLES
from services.portal.pages.forms import FORM_ERRORS, Form, Trouble, trouble_of, typed_into
from services.portal.pages.gateways import MatchListSnapshot, RequestsGateway
from services.portal.pages.rendering import Pages
from services.portal.pages.routing import PageRoute, PagesDep, see
from services.portal.pages.snapshots import CheckSnapshot
from services.portal.pages.visit import DRAFT_COOKIE, Visit, VisitDep
from services.portal.pages.visitors.forgiving import if_it_answers
from services.portal.pages.writing import checked
from services.portal.sessions.cookies import leave_cookie
from shared.clock import utc_now

router = APIRouter(include_in_schema=False, route_class=PageRoute)

DRAFT_TOKEN: Final = "kqd_"  # noqa: S105 - what our draft cookies begin with
FROM_THE_START: Final = ("text", "region_code", "budget_max", "deadline", "required_qualifications")
MATCHED: Final = (
    "title",
    "region_code",
    "budget_min",
    "budget_max",
    "deadline",
    "required_qualifications",
)
"""What matching is told of a need besides its text."""

LIKELY: Final = 3
"""How many of those who could help are shown before a need is posted."""

Step = Annotated[int, Query(ge=1, le=LAST)]


@router.get("/needs/new")
async def show_first_step(visit: VisitDep, pages: PagesDep, example: str = "") -> Response:
    """Show the first step, of which nothing is kept yet; one may begin from an example."""
    begun = EXAMPLES[example].typed(visit.language) if example in EXAMPLES else {}
    return _page(pages, visit, None, 1, Form(begun))


@router.post("/needs/new")
async def begin(
    request: Request, visit: VisitDep, resources: ResourcesDep, visitor: VisitorDep
) -> Response:
    """Keep what was typed, on the start page or in the first step, and go on from there."""
    names = ("go", *FIELDS_OF[1], *FROM_THE_START)
    typed = await typed_into(request, names)
    await resources.rates.spend("drafts", visitor.address)
    token = visit.draft_token or new_token(DRAFT_TOKEN)
    writer = Writer(visit.me.person_id if visit.me else None, token)
    async with resources.database.transaction() as session:
        draft = await begin_draft(session, writer, _first_words(typed))
    step = 1 if typed.get("go") == "start" else 2
    answer = see(_place(draft.id, step))
    if visit.me is None:
        seconds = int(VISITORS_KEEP.total_seconds())
        leave_cookie(answer, request.scope, DRAFT_COOKIE, token, seconds=seconds)
    return answer


@router.get("/needs/new/{draft_id}")
async def show_step(  # noqa: PLR0913 - all provided by name
    *,
    draft_id: UUID,
    visit: VisitDep,
    pages: PagesDep,
    resources: ResourcesDep,
    requests: RequestsDep,
    ways: WaysDep,
    step: Step = 1,
) -> Response:
    """Show a step with what is kept, and what the quality check says of it."""
    async with resources.database.snapshot() as session:
        draft = await draft_of(session, visit.writer, draft_id)
    if step < LAST and not draft.content.get("title"):
        return _page(pages, visit, draft, step, Form(_filled(visit, draft.content, step)))
    if step < LAST:
        check, _ = await checked(requests, draft.content)
        form = Form(_filled(visit, draft.content, step))
        return _page(pages, visit, draft, step, form, check=check)
    (check, trouble), likely = await asyncio.gather(
        checked(requests, draft.content),
        _likely(ways, draft.content, resources.settings.match_timeout),
    )
    form = Form(_filled(visit, draft.content, step), trouble)
    return _page(pages, visit, draft, step, form, check=check, likely=likely)


@router.post("/needs/new/{draft_id}")
async def keep_step(  # noqa: PLR0913 - all provided by name
    *,
    draft_id: UUID,
    request: Request,
    visit: VisitDep,
    pages: PagesDep,
    resources: ResourcesDep,
    requests: RequestsDep,
    step: Step = 1,
) -> Response:
    """Keep what was typed; go on if this step has no mistakes, or wherever else one wants."""
    typed = await typed_into(request, ("go", *FIELDS_OF.get(step, ())))
    draft = await _keep(resources, visit, draft_id, step, typed)
    going = typed.get("go", "next")
    if going == "later":
        return see("/needs" if visit.me else f"/sign-in?next=/needs/new/{draft_id}")
    if going == "back":
        return see(_place(draft_id, max(step - 1, 1)))
    _, trouble = await checked(requests, draft.content)
    here = _in_step(trouble, step)
    if here is not None:
        return _page(pages, visit, draft, step, Form(draft.content, here))
    return see(_place(draft_id, min(step + 1, LAST)))


@router.post("/needs/new/{draft_id}/discard")
async def discard(draft_id: UUID, visit: VisitDep, resources: ResourcesDep) -> Response:
    """Erase what was typed."""
    async with resources.database.transaction() as session:
        await session.delete(await draft_of(session, visit.writer, draft_id))
    return see("/needs" if visit.me else "/")


@router.post("/needs/new/{draft_id}/post")
async def post_need(
    draft_id: UUID,
    visit: VisitDep,
    pages: PagesDep,
    resources: ResourcesDep,
    requests: RequestsDep,
) -> Response:
    """Post the need; then what was kept is erased."""
    visit.required()
    async with resources.database.snapshot() as session:
        draft = await draft_of(session, visit.writer, draft_id)
    try:
        need_id = await _posted(resources, requests, visit, draft)
    except FORM_ERRORS as error:
        check, _ = await checked(requests, draft.content)
        form = Form(draft.content, trouble_of(error))
        return _page(pages, visit, draft, LAST, form, check=check)
    return see(f"/needs/{need_id}?done=submitted")


async def _posted(
    resources: Resources, requests: RequestsGateway, visit: Visit, draft: NeedDraft
) -> UUID:
    """Hand a need over and submit it; of a second attempt it is still the same need.

    Raises:
        PlatformError: The requests service does not take it, or not so.
    """
    me = visit.required()
    need = payload(_filled(visit, draft.content, LAST))
    if draft.demand_id is None:
        told = {**need, "organization_name": me.organization}
        stored = await requests.draft(told, f"{draft.id}-{draft.updated_at:%Y%m%dT%H%M%S%f}")
    else:
        stored = await requests.rewrite(draft.demand_id, need, draft.etag or "")
    etag = f'"v{stored.version}"'
    async with resources.database.transaction() as session:
        known = await draft_of(session, visit.writer, draft.id)
        known.demand_id, known.etag = stored.id, etag
    await requests.move(stored.id, {"action": "submit"}, etag)
    async with resources.database.transaction() as session:
        await session.delete(await draft_of(session, visit.writer, draft.id))
    return stored.id


async def _keep(
    resources: Resources, visit: Visit, draft_id: UUID, step: int, typed: Mapping[str, str]
) -> NeedDraft:
    """Keep what was typed in a step; a box that is not ticked is not sent, so it is not kept."""
    names = FIELDS_OF.get(step, ())
    async with resources.database.transaction() as session:
        draft = await draft_of(session, visit.writer, draft_id)
        others = {name: said for name, said in draft.content.items() if name not in names}
        fresh = {name: kept(name, typed[name]) for name in names if name in typed}
        if {**others, **fresh} != draft.content:
            draft.content = {**others, **fresh}
            draft.updated_at = utc_now()
    return draft


async def _likely(
    ways: Ways, content: Mapping[str, str], seconds: float
) -> MatchListSnapshot | None:
    """Return the first few who could help; nothing, if matching does not answer."""
    need = payload(content)
    said = {name: need[name] for name in MATCHED if need.get(name)}
    text = need.get("description") or need["title"]
    asked = {**said, "text": text, "limit": LIKELY}
    return await if_it_answers(ways.matches.preview(asked, seconds))


def _in_step(trouble: Trouble | None, step: int) -> Trouble | None:
    """Return what is wrong in this step; what is wrong elsewhere is told there and at the end."""
    problems = [one for one in (trouble.problems if trouble else ()) if step_of(one.field) == step]
    return Trouble(problems=problems) if problems else None


def _first_words(typed: Mapping[str, str]) -> dict[str, str]:
    """Return the content of a need that begins with what was typed."""
    said = {name: kept(name, value) for name, value in typed.items() if name not in {"go", "text"}}
    if text := typed.get("text", "").strip():
        said = {"title": title_from(text), "description": kept("description", text), **said}
    return said


def _filled(visit: Visit, content: Mapping[str, str], step: int) -> Mapping[str, str]:
    """Return what stands in the fields, and is posted: what we know of somebody saves typing."""
    if visit.me is None or step not in {3, LAST}:
        return content
    if any(name in content for name in FIELDS_OF[3]):
        return content
    return {**content, "contact_name": visit.me.name, "contact_email": visit.me.email}


def _place(draft_id: UUID, step: int) -> str:
    return f"/needs/new/{draft_id}?step={step}"


def _page(  # noqa: PLR0913 - what a page is made of
    pages: Pages,
    visit: Visit,
    draft: NeedDraft | None,
    step: int,
    form: Form,
    *,
    check: CheckSnapshot | None = None,
    likely: MatchListSnapshot | None = None,
) -> Response:
    shown: dict[str, Any] = {"draft": draft, "step": step, "form": form, "check": check}
    shown |= {"likely": likely, "examples": EXAMPLES}
    if step == LAST and draft is not None:
        shown["place_of"] = lambda name: f"{_place(draft.id, step_of(name))}#{name}"
    return pages.render(
        f"step_{step}.html",
        visit,
        status=form.status,
        last=LAST,
        metrics=METRICS,
        need={**payload(form.typed), "metric_targets": shown_metrics(form.typed)},
        **shown,
    )
