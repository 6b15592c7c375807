"""How a page gets at the other services: with the token of whoever looks at it."""

from typing import Annotated

from fastapi import Depends, Request

from services.portal.dependencies import ResourcesDep
from services.portal.pages.gateways import RequestsGateway
from services.portal.pages.visit import VisitDep, service_token


async def get_requests(
    request: Request, resources: ResourcesDep, visit: VisitDep
) -> RequestsGateway:
    """Return the requests service, as the visitor may use it."""
    token = await service_token(resources, visit.me) if visit.me else ""
    return RequestsGateway(request.app.state.peers, token)


RequestsDep = Annotated[RequestsGateway, Depends(get_requests)]
