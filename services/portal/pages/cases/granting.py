"""Who may read what a need keeps confidential: asked for, allowed, accepted and ended."""

import asyncio
from functools import partial
from typing import Any, Final
from uuid import UUID

from fastapi import APIRouter, Request, Response

from services.portal.pages.attempts import (
    Attempt,
    Fields,
    attempted,
    body_of,
    typed_for,
    whole,
)
from services.portal.pages.cases.dependencies import Ways, WaysDep
from services.portal.pages.cases.endpoints import own_need
from services.portal.pages.cases.reasons import named, reasons_of
from services.portal.pages.forms import Form, trouble_of
from services.portal.pages.rendering import Pages
from services.portal.pages.routing import PageRoute, PagesDep, see
from services.portal.pages.visit import Visit, VisitDep
from shared.errors import PlatformError

router = APIRouter(include_in_schema=False, route_class=PageRoute)

ASKED: Final[Fields] = {"applicant_name": str, "purpose": str}
STEP: Final[Fields] = {
    "reason_code": str,
    "note": str,
    "valid_days": whole,
    "agreement.number": whole,
    "agreement.sha256": str,
}
LABELS: Final = {
    "applicant_name": "grant_applicant",
    "purpose": "grant_purpose",
    "valid_days": "grant_days",
}


@router.get("/needs/{need_id}/grants")
async def list_grants(need_id: UUID, visit: VisitDep, pages: PagesDep, ways: WaysDep) -> Response:
    """Show who asked to read what a need keeps confidential."""
    visit.required()
    need = await own_need(ways, need_id)
    grants = await ways.grants.of_need(need_id)
    return pages.render("cases/grants.html", visit, need=need, grants=grants)


@router.get("/needs/{need_id}/ask")
async def show_asking(need_id: UUID, visit: VisitDep, pages: PagesDep, ways: WaysDep) -> Response:
    """Show the form of a request; whoever has asked already is led to their request."""
    visit.required()
    mine = await ways.grants.of_need(need_id)
    if mine and "request" not in mine[0].actions:
        return see(f"/grants/{mine[0].id}")
    return await _asking(pages, visit, ways, need_id, Attempt())


@router.post("/needs/{need_id}/ask")
async def ask(
    need_id: UUID, request: Request, visit: VisitDep, pages: PagesDep, ways: WaysDep
) -> Response:
    """Ask a need's owner to be let in."""
    visit.required()
    typed = await typed_for(request, ASKED)
    said = {name: typed.get(name, "") for name in ASKED}
    try:
        grant = await ways.grants.request(need_id, said)
    except PlatformError as error:
        attempt = Attempt("ask", Form(typed, trouble_of(error)))
        return await _asking(pages, visit, ways, need_id, attempt)
    return see(f"/grants/{grant.id}?done=moved")


@router.get("/grants/{grant_id}")
async def show_grant(
    grant_id: UUID, visit: VisitDep, pages: PagesDep, ways: WaysDep, done: str = ""
) -> Response:
    """Show a request to whoever made it and whoever answers it."""
    visit.required()
    return await _grant(pages, visit, ways, grant_id, done=done)


@router.post("/grants/{grant_id}/steps/{action}")
async def move_grant(  # noqa: PLR0913 - all provided by name
    *,
    grant_id: UUID,
    action: str,
    request: Request,
    visit: VisitDep,
    pages: PagesDep,
    ways: WaysDep,
) -> Response:
    """Let somebody in or not, accept the agreement, give it up or take it back."""
    visit.required()
    typed = await typed_for(request, STEP)
    step = {"action": action, **body_of(typed, STEP)}
    doing = ways.grants.move(grant_id, step, typed.get("etag", ""))
    attempt = await attempted(action, typed, doing)
    if attempt.name:
        return await _grant(pages, visit, ways, grant_id, attempt=attempt)
    return see(f"/grants/{grant_id}?done=moved")


async def _asking(
    pages: Pages, visit: Visit, ways: Ways, need_id: UUID, attempt: Attempt
) -> Response:
    me = visit.required()
    return pages.render(
        "cases/ask.html",
        visit,
        status=attempt.status,
        labels=LABELS,
        need=await ways.needs.read(need_id),
        applicant=me.organization or me.name,
        attempt=attempt,
        place_of=attempt.place_of,
    )


async def _grant(  # noqa: PLR0913 - what a page is made of
    pages: Pages,
    visit: Visit,
    ways: Ways,
    grant_id: UUID,
    *,
    attempt: Attempt | None = None,
    done: str = "",
) -> Response:
    grant = await ways.grants.read(grant_id)
    need, steps, reasons = await asyncio.gather(
        ways.needs.read(grant.demand_id),
        ways.grants.history(grant_id),
        ways.grants.reasons(),
    )
    accepting = "accept" in grant.actions
    agreement = await ways.grants.agreement() if accepting else None
    tried = attempt or Attempt()
    shown: dict[str, Any] = {"grant": grant, "need": need, "steps": steps, "agreement": agreement}
    return pages.render(
        "cases/grant.html",
        visit,
        status=tried.status,
        labels=LABELS,
        attempt=tried,
        place_of=tried.place_of,
        done=done,
        why_for=partial(reasons_of, reasons, language=visit.language),
        reason_named=partial(named, reasons, language=visit.language),
        **shown,
    )
