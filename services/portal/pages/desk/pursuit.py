"""Needs for which nobody is there, each with its next move; and answers that wait for the desk."""

from typing import Any, Final

from fastapi import APIRouter, Response

from services.portal.pages.desk.dependencies import DeskDep
from services.portal.pages.routing import PageRoute

router = APIRouter(include_in_schema=False, route_class=PageRoute)

VIEWS: Final[dict[str, dict[str, Any]]] = {
    "all": {},
    "mine": {"mine": "true"},
    "unbrokered": {"unbrokered": "true"},
    "overdue": {"overdue": "true"},
    "asked": {"asked": "true"},
}


@router.get("/desk/pursuit")
async def show_pursuit(desk: DeskDep, view: str = "all", cursor: str = "") -> Response:
    """Show for which needs nobody is there yet, and what is done next for each."""
    chosen = view if view in VIEWS else "all"
    wanted = {**VIEWS[chosen], **({"cursor": cursor} if cursor else {})}
    return desk.page(
        "pursuit.html",
        views=list(VIEWS),
        view=chosen,
        found=await desk.requests.pursued(wanted),
        ladder=await desk.requests.ladder(),
        waiting=[] if cursor else await desk.requests.waiting_responses(),
        colleagues=await desk.colleagues(),
    )
