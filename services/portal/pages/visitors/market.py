"""The supermarket of services (服务超市): the nine classes, and what is offered in each."""

import asyncio
from typing import Final

from fastapi import APIRouter, Request, Response

from services.portal.pages.routing import PageRoute, PagesDep
from services.portal.pages.visit import VisitDep
from services.portal.pages.visitors.dependencies import CatalogDep, SearchDep
from services.portal.pages.visitors.filtering import LABELS, Narrowed
from services.portal.pages.visitors.forgiving import if_it_answers, listed
from shared.classification import SERVICE_CLASSES

router = APIRouter(include_in_schema=False, route_class=PageRoute)

FILTERS: Final = ("service_class", "region", "qualification", "capacity_status")
CAPACITIES: Final = ("available", "limited", "full")


@router.get("/services")
async def show_services(
    request: Request, visit: VisitDep, pages: PagesDep, catalog: CatalogDep, engine: SearchDep
) -> Response:
    """Show the nine classes of service with how much there is of each, and the services."""
    narrowed = Narrowed.read("/services", FILTERS, request.query_params)
    (services, form), counted = await asyncio.gather(
        listed(catalog.entries("offering", narrowed.parameters()), narrowed.said),
        if_it_answers(engine.search({"kind": "offering", "limit": 1})),
    )
    return pages.render(
        "visitors/services.html",
        visit,
        status=form.status,
        narrowed=narrowed,
        labels=LABELS,
        form=form,
        services=services,
        classes=tuple(SERVICE_CLASSES),
        counts=counted.facets.get("service_class", {}) if counted else {},
        capacities=CAPACITIES,
    )
