"""What a page of the desk has at hand."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import Depends, Request
from starlette.responses import HTMLResponse

from services.portal import policy
from services.portal.dependencies import Resources, ResourcesDep
from services.portal.pages.desk.catalog_gateway import DeskCatalog, DeskEngagements
from services.portal.pages.desk.colleagues import operators
from services.portal.pages.desk.gateways import DeskRequests
from services.portal.pages.desk.sections import SECTIONS
from services.portal.pages.rendering import Pages
from services.portal.pages.routing import PagesDep
from services.portal.pages.visit import Me, Visit, VisitDep, service_token


@dataclass(frozen=True, slots=True)
class Desk:
    """Who sits at it, and how it gets at what it shows."""

    visit: Visit
    me: Me
    pages: Pages
    resources: Resources
    requests: DeskRequests
    catalog: DeskCatalog
    engagements: DeskEngagements

    def page(
        self,
        template: str,
        *,
        status: HTTPStatus = HTTPStatus.OK,
        labels: Mapping[str, str] | None = None,
        **shown: Any,  # noqa: ANN401 - what the template tells
    ) -> HTMLResponse:
        """Return a page of the desk."""
        return self.pages.render(
            f"desk/{template}",
            self.visit,
            status=status,
            labels=labels or {},
            sections=SECTIONS,
            **shown,
        )

    async def colleagues(self) -> Mapping[str, str]:
        """Return the name of every operator by id."""
        async with self.resources.database.snapshot() as session:
            return await operators(session)


async def get_desk(
    request: Request, visit: VisitDep, pages: PagesDep, resources: ResourcesDep
) -> Desk:
    """Return the desk, to an operator.

    Raises:
        SignInFirstError: Nobody is signed in.
        RoleMissingError: Whoever is, is no operator.
    """
    me = visit.required()
    policy.require_operator(me.caller)
    shown = request.app.state.peers, await service_token(resources, me)
    return Desk(
        visit=visit,
        me=me,
        pages=pages,
        resources=resources,
        requests=DeskRequests(*shown),
        catalog=DeskCatalog(*shown),
        engagements=DeskEngagements(*shown),
    )


DeskDep = Annotated[Desk, Depends(get_desk)]
