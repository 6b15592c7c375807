"""What several needs have in common and nobody offers yet, and how one answers."""

import asyncio
from typing import Final

from fastapi import APIRouter, Response

from services.portal.pages.routing import PageRoute, PagesDep
from services.portal.pages.visit import Visit, VisitDep
from services.portal.pages.visitors.dependencies import OpenNeedsDep, SearchDep
from services.portal.pages.visitors.forgiving import if_it_answers

router = APIRouter(include_in_schema=False, route_class=PageRoute)

HELPERS: Final = frozenset({"expert", "provider"})


@router.get("/common-problems")
async def show_common_problems(
    visit: VisitDep, pages: PagesDep, engine: SearchDep, requests: OpenNeedsDep
) -> Response:
    """Show what several needs have in common, and the needs that nobody has answered."""
    found, unanswered = await asyncio.gather(
        if_it_answers(engine.problems()), if_it_answers(requests.unanswered())
    )
    return pages.render(
        "visitors/problems.html",
        visit,
        found=found,
        unanswered=unanswered,
        helps=_helps(visit),
    )


def _helps(visit: Visit) -> bool:
    return visit.me is not None and not HELPERS.isdisjoint(visit.me.standing.roles)
