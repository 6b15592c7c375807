"""Who could help with a posted need, and inviting them."""

import asyncio
from typing import Final
from uuid import UUID

from fastapi import APIRouter, Request, Response

from services.portal.pages.attempts import Attempt, Fields, attempted, typed_for
from services.portal.pages.cases.dependencies import Ways, WaysDep
from services.portal.pages.cases.endpoints import own_need
from services.portal.pages.gateways import MatchListSnapshot
from services.portal.pages.rendering import PLACES_SHOWN, Pages
from services.portal.pages.routing import PageRoute, PagesDep, see
from services.portal.pages.visit import Visit, VisitDep
from shared.errors import NotFoundError, PlatformError

router = APIRouter(include_in_schema=False, route_class=PageRoute)

INVITATION: Final[Fields] = {"kind": str, "entry": str, "message": str}


@router.get("/needs/{need_id}/matches")
async def show_matches(
    need_id: UUID, visit: VisitDep, pages: PagesDep, ways: WaysDep, done: str = ""
) -> Response:
    """Show who could help with a need, with what speaks for and against each."""
    visit.required()
    return await _page(pages, visit, ways, need_id, done=done)


@router.post("/needs/{need_id}/invitations")
async def invite(
    need_id: UUID, request: Request, visit: VisitDep, pages: PagesDep, ways: WaysDep
) -> Response:
    """Invite somebody who fits to respond."""
    visit.required()
    typed = await typed_for(request, INVITATION)
    entry = {"kind": typed.get("kind", ""), "id": typed.get("entry", "")}
    said = {"entry": entry, "message": typed.get("message", "").strip() or None}
    attempt = await attempted(f"invite-{entry['id']}", typed, ways.responses.invite(need_id, said))
    if attempt.name:
        return await _page(pages, visit, ways, need_id, attempt=attempt)
    return see(f"/needs/{need_id}/matches?done=invited")


async def _page(  # noqa: PLR0913 - what a page is made of
    pages: Pages,
    visit: Visit,
    ways: Ways,
    need_id: UUID,
    *,
    attempt: Attempt | None = None,
    done: str = "",
) -> Response:
    need = await own_need(ways, need_id)
    (matches, away), responses = await asyncio.gather(
        _matches(ways, need_id), ways.responses.of_need(need_id)
    )
    tried = attempt or Attempt()
    return pages.render(
        "cases/matches.html",
        visit,
        status=tried.status,
        need=need,
        matches=matches,
        away=away,
        answered={str(one.entry.id): one for one in responses if one.entry},
        places_shown=PLACES_SHOWN,
        attempt=tried,
        place_of=tried.place_of,
        done=done,
    )


async def _matches(ways: Ways, need_id: UUID) -> tuple[MatchListSnapshot | None, bool]:
    """Return the matches, none of a need that is not public; and whether matching is away."""
    try:
        return await ways.matches.of_need(need_id), False
    except NotFoundError:
        return None, False
    except PlatformError:
        return None, True
