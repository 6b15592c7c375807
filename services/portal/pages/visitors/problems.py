"""What several needs have in common and nobody offers yet, and how one answers."""

from typing import Final

from fastapi import APIRouter, Response

from services.portal.pages.routing import PageRoute, PagesDep
from services.portal.pages.visit import Visit, VisitDep
from services.portal.pages.visitors.dependencies import SearchDep
from services.portal.pages.visitors.forgiving import if_it_answers

router = APIRouter(include_in_schema=False, route_class=PageRoute)

HELPERS: Final = frozenset({"expert", "provider"})


@router.get("/common-problems")
async def show_common_problems(visit: VisitDep, pages: PagesDep, engine: SearchDep) -> Response:
    """Show the common problems, each with the needs that it is made of."""
    return pages.render(
        "visitors/problems.html",
        visit,
        found=await if_it_answers(engine.problems()),
        helps=_helps(visit),
    )


def _helps(visit: Visit) -> bool:
    return visit.me is not None and not HELPERS.isdisjoint(visit.me.standing.roles)
