"""The pages of an engagement, and the forms on them."""

from typing import Literal
from uuid import UUID

from fastapi import APIRouter, Request, Response

from services.portal.pages.attempts import attempted, body_of, typed_for
from services.portal.pages.cases.dependencies import WaysDep
from services.portal.pages.engagements.deeds import DEEDS, FOLLOW_UP, MOVING, WHY, Tab
from services.portal.pages.engagements.showing import shown
from services.portal.pages.routing import PageRoute, PagesDep, see
from services.portal.pages.visit import VisitDep
from shared.errors import NotFoundError

router = APIRouter(include_in_schema=False, route_class=PageRoute)

Parts = Literal[Tab.WORK, Tab.OUTCOME, Tab.DISPUTE, Tab.RECORD]


@router.get("/engagements/{engagement_id}")
async def show_overview(
    engagement_id: UUID, visit: VisitDep, pages: PagesDep, ways: WaysDep, done: str = ""
) -> Response:
    """Show where an engagement stands, what was agreed, and what to do next."""
    visit.required()
    return await shown(pages, visit, ways, engagement_id, Tab.OVERVIEW, done=done)


@router.get("/engagements/{engagement_id}/{tab}")
async def show_tab(  # noqa: PLR0913 - all provided by name
    *,
    engagement_id: UUID,
    tab: Parts,
    visit: VisitDep,
    pages: PagesDep,
    ways: WaysDep,
    done: str = "",
) -> Response:
    """Show the work, what came of it, a dispute, or what has happened."""
    visit.required()
    return await shown(pages, visit, ways, engagement_id, tab, done=done)


@router.post("/engagements/{engagement_id}/steps/{action}")
async def take_step(  # noqa: PLR0913 - all provided by name
    *,
    engagement_id: UUID,
    action: str,
    request: Request,
    visit: VisitDep,
    pages: PagesDep,
    ways: WaysDep,
) -> Response:
    """Take a step in an engagement's life, with its reason."""
    visit.required()
    typed = await typed_for(request, WHY)
    step = {"action": action, **body_of(typed, WHY)}
    doing = ways.engagements.change(engagement_id, ("PUT", "status"), step, typed.get("etag", ""))
    attempt = await attempted(action, typed, doing)
    if attempt.name:
        return await shown(pages, visit, ways, engagement_id, Tab.OVERVIEW, attempt=attempt)
    return see(place_of(engagement_id, Tab.OVERVIEW))


@router.post("/engagements/{engagement_id}/deeds/{name}")
async def do_deed(  # noqa: PLR0913 - all provided by name
    *,
    engagement_id: UUID,
    name: str,
    request: Request,
    visit: VisitDep,
    pages: PagesDep,
    ways: WaysDep,
) -> Response:
    """Sign, draft, plan, propose, state, accept or review."""
    visit.required()
    deed = DEEDS.get(name)
    if deed is None:
        raise NotFoundError
    typed = await typed_for(request, deed.fields)
    doing = ways.engagements.change(
        engagement_id, deed.way, deed.body(typed), typed.get("etag", "")
    )
    attempt = await attempted(name, typed, doing)
    if attempt.name:
        return await shown(pages, visit, ways, engagement_id, deed.tab, attempt=attempt)
    return see(place_of(engagement_id, deed.tab))


@router.post("/engagements/{engagement_id}/milestones/{milestone_id}/steps/{action}")
async def move_milestone(  # noqa: PLR0913 - all provided by name
    *,
    engagement_id: UUID,
    milestone_id: UUID,
    action: str,
    request: Request,
    visit: VisitDep,
    pages: PagesDep,
    ways: WaysDep,
) -> Response:
    """Begin, delay, complete or reopen a milestone."""
    visit.required()
    typed = await typed_for(request, MOVING)
    step = {"action": action, **body_of(typed, MOVING)}
    way = "PUT", f"milestones/{milestone_id}/status"
    doing = ways.engagements.change(engagement_id, way, step, typed.get("etag", ""))
    attempt = await attempted(f"{action}-{milestone_id}", typed, doing)
    if attempt.name:
        return await shown(pages, visit, ways, engagement_id, Tab.WORK, attempt=attempt)
    return see(place_of(engagement_id, Tab.WORK))


@router.post("/engagements/{engagement_id}/amendments/{amendment_id}/steps/{action}")
async def answer_amendment(  # noqa: PLR0913 - all provided by name
    *,
    engagement_id: UUID,
    amendment_id: UUID,
    action: str,
    request: Request,
    visit: VisitDep,
    pages: PagesDep,
    ways: WaysDep,
) -> Response:
    """Agree to a proposed change, refuse it, or take it back."""
    visit.required()
    typed = await typed_for(request, WHY)
    step = {"action": action, **body_of(typed, WHY)}
    way = "PUT", f"amendments/{amendment_id}/status"
    doing = ways.engagements.change(engagement_id, way, step, typed.get("etag", ""))
    attempt = await attempted(f"{action}-{amendment_id}", typed, doing)
    if attempt.name:
        return await shown(pages, visit, ways, engagement_id, Tab.WORK, attempt=attempt)
    return see(place_of(engagement_id, Tab.WORK))


@router.post("/engagements/{engagement_id}/follow-ups/{follow_up_id}")
async def answer_follow_up(  # noqa: PLR0913 - all provided by name
    *,
    engagement_id: UUID,
    follow_up_id: UUID,
    request: Request,
    visit: VisitDep,
    pages: PagesDep,
    ways: WaysDep,
) -> Response:
    """Say whether the problem is still solved."""
    visit.required()
    typed = await typed_for(request, FOLLOW_UP)
    way = "PUT", f"follow-ups/{follow_up_id}/answer"
    doing = ways.engagements.change(engagement_id, way, body_of(typed, FOLLOW_UP))
    attempt = await attempted(f"answer-{follow_up_id}", typed, doing)
    if attempt.name:
        return await shown(pages, visit, ways, engagement_id, Tab.OUTCOME, attempt=attempt)
    return see(place_of(engagement_id, Tab.OUTCOME))


def place_of(engagement_id: UUID, tab: Tab) -> str:
    """Return where a page of an engagement is, to be told there that it is done."""
    below = "" if tab is Tab.OVERVIEW else f"/{tab}"
    return f"/engagements/{engagement_id}{below}?done=moved"
