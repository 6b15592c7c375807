"""How the pages of a case get at the services: with the token of whoever looks."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from services.portal.dependencies import ResourcesDep
from services.portal.pages.cases.gateway import GrantsGateway, MatchesGateway, ServiceGateway
from services.portal.pages.engagements.gateway import EngagementsGateway
from services.portal.pages.gateways import RequestsGateway
from services.portal.pages.responses.gateway import ResponsesGateway
from services.portal.pages.visit import VisitDep, service_token


@dataclass(frozen=True, slots=True)
class Ways:
    """The services behind a case, as the visitor may use them."""

    needs: RequestsGateway
    responses: ResponsesGateway
    grants: GrantsGateway
    engagements: EngagementsGateway
    matches: MatchesGateway
    service: ServiceGateway


async def get_ways(request: Request, resources: ResourcesDep, visit: VisitDep) -> Ways:
    """Return the ways to the services."""
    token = await service_token(resources, visit.me) if visit.me else ""
    peers = request.app.state.peers
    return Ways(
        needs=RequestsGateway(peers, token),
        responses=ResponsesGateway(peers, token),
        grants=GrantsGateway(peers, token),
        engagements=EngagementsGateway(peers, token),
        matches=MatchesGateway(peers, token),
        service=ServiceGateway(peers, token),
    )


WaysDep = Annotated[Ways, Depends(get_ways)]
