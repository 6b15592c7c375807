"""The queue: what waits for an operator, what is due first first."""

from typing import Any, Final

from fastapi import APIRouter, Response

from services.portal.pages.desk.dependencies import DeskDep
from services.portal.pages.desk.marking import plain
from services.portal.pages.routing import PageRoute, see

router = APIRouter(include_in_schema=False, route_class=PageRoute)

VIEWS: Final[dict[str, dict[str, Any]]] = {
    "all": {},
    "unclaimed": {"unclaimed": "true"},
    "mine": {"mine": "true"},
    "overdue": {"overdue": "true"},
    "new": {"status": "submitted"},
    "judged": {"status": "under_review"},
}
"""What the queue can be narrowed to, in the order of its tabs."""


@router.get("/desk")
async def show_queue(desk: DeskDep, view: str = "all", cursor: str = "") -> Response:
    """Show what waits, with its clocks and who is at it."""
    chosen = view if view in VIEWS else "all"
    wanted = {**VIEWS[chosen], **({"cursor": cursor} if cursor else {})}
    found = await desk.requests.queue(wanted)
    return desk.page(
        "queue_rows.html" if desk.visit.fragment and cursor else "queue.html",
        views=list(VIEWS),
        view=chosen,
        queue=found,
        colleagues=await desk.colleagues(),
    )


@router.get("/desk/find")
async def find_case(desk: DeskDep, number: str = "") -> Response:
    """Open the need with a number, or say that there is none."""
    wanted = plain(number)
    found = await desk.requests.numbered(wanted) if wanted else None
    if found is not None:
        return see(f"/desk/needs/{found.id}")
    return desk.page("not_found.html", number=wanted)
