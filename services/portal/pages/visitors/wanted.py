"""What is asked for at the moment, and what was solved, for anybody to read."""

from typing import Final

from fastapi import APIRouter, Request, Response

from services.portal.pages.routing import PageRoute, PagesDep
from services.portal.pages.visit import VisitDep
from services.portal.pages.visitors.dependencies import OpenNeedsDep
from services.portal.pages.visitors.filtering import LABELS, Narrowed
from services.portal.pages.visitors.forgiving import if_it_answers, listed

router = APIRouter(include_in_schema=False, route_class=PageRoute)

FILTERS: Final = ("industry", "region", "sort")
SORTS: Final = ("newest", "deadline")


@router.get("/open-needs")
async def show_open_needs(
    request: Request, visit: VisitDep, pages: PagesDep, requests: OpenNeedsDep
) -> Response:
    """Show the needs that look for help, each as far as the visitor may see it."""
    narrowed = Narrowed.read("/open-needs", FILTERS, request.query_params)
    needs, form = await listed(requests.open_needs(narrowed.parameters()), narrowed.said)
    return pages.render(
        "visitors/open_needs.html",
        visit,
        status=form.status,
        narrowed=narrowed,
        labels=LABELS,
        form=form,
        needs=needs,
        sorts=SORTS,
    )


@router.get("/solved")
async def show_solved(
    request: Request, visit: VisitDep, pages: PagesDep, requests: OpenNeedsDep
) -> Response:
    """Show the solved needs whose firms let everybody know, and how many there are in all."""
    narrowed = Narrowed.read("/solved", (), request.query_params)
    solved, form = await listed(requests.solved(narrowed.parameters()), narrowed.said)
    return pages.render(
        "visitors/solved.html",
        visit,
        status=form.status,
        narrowed=narrowed,
        labels=LABELS,
        form=form,
        solved=solved,
        outcomes=await if_it_answers(requests.outcomes()),
    )
