"""The hours that experts served: whoever was served confirms that, and may say how it was."""

import asyncio
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
from services.portal.pages.rendering import Pages
from services.portal.pages.routing import PageRoute, PagesDep, see
from services.portal.pages.visit import Visit, VisitDep

router = APIRouter(include_in_schema=False, route_class=PageRoute)

CONFIRMED: Final[Fields] = {"rating": whole}


@router.get("/served-hours")
async def show_served_hours(
    visit: VisitDep, pages: PagesDep, ways: WaysDep, done: str = "", cursor: str = ""
) -> Response:
    """Show the service that waits to be confirmed, and what was."""
    visit.required()
    return await _page(pages, visit, ways, done=done, cursor=cursor)


@router.post("/served-hours/{registration_id}/{record_id}")
async def confirm_hours(  # noqa: PLR0913 - all provided by name
    *,
    registration_id: UUID,
    record_id: UUID,
    request: Request,
    visit: VisitDep,
    pages: PagesDep,
    ways: WaysDep,
) -> Response:
    """Confirm that an expert served on a day."""
    visit.required()
    typed = await typed_for(request, CONFIRMED)
    doing = ways.service.confirm(registration_id, record_id, body_of(typed, CONFIRMED))
    attempt = await attempted(f"confirm-{record_id}", typed, doing)
    if attempt.name:
        return await _page(pages, visit, ways, attempt=attempt)
    return see("/served-hours?done=confirmed")


async def _page(  # noqa: PLR0913 - what a page is made of
    pages: Pages,
    visit: Visit,
    ways: Ways,
    *,
    attempt: Attempt | None = None,
    done: str = "",
    cursor: str = "",
) -> Response:
    waiting, confirmed = await asyncio.gather(
        ways.service.waiting(), ways.service.confirmed(cursor)
    )
    tried = attempt or Attempt()
    shown: dict[str, Any] = {"waiting": waiting, "confirmed": confirmed, "done": done}
    return pages.render(
        "cases/served_hours.html",
        visit,
        status=tried.status,
        attempt=tried,
        place_of=tried.place_of,
        **shown,
    )
