"""How a page for everybody gets at the services: with the token of whoever looks at it."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from services.portal.dependencies import ResourcesDep
from services.portal.pages.responses.gateway import ResponsesGateway
from services.portal.pages.visit import VisitDep, service_token
from services.portal.pages.visitors.gateway import CatalogGateway, OpenNeedsGateway, SearchGateway


async def get_token(resources: ResourcesDep, visit: VisitDep) -> str:
    """Return what the visitor shows to the services; nothing, if nobody is signed in."""
    return await service_token(resources, visit.me) if visit.me else ""


TokenDep = Annotated[str, Depends(get_token)]


async def get_catalog(request: Request, token: TokenDep) -> CatalogGateway:
    """Return the catalogue, as the visitor may use it."""
    return CatalogGateway(request.app.state.peers, token)


async def get_search(request: Request, token: TokenDep) -> SearchGateway:
    """Return the search box, as the visitor may use it."""
    return SearchGateway(request.app.state.peers, token)


async def get_open_needs(request: Request, token: TokenDep) -> OpenNeedsGateway:
    """Return what is wanted, as far as the visitor may know of it."""
    return OpenNeedsGateway(request.app.state.peers, token)


@dataclass(frozen=True, slots=True)
class Ways:
    """Every way to the services that the page of an entry takes."""

    catalog: CatalogGateway
    engine: SearchGateway
    requests: OpenNeedsGateway
    responses: ResponsesGateway


async def get_ways(request: Request, token: TokenDep) -> Ways:
    """Return the ways to the services, as the visitor may take them."""
    peers = request.app.state.peers
    return Ways(
        CatalogGateway(peers, token),
        SearchGateway(peers, token),
        OpenNeedsGateway(peers, token),
        ResponsesGateway(peers, token),
    )


WaysDep = Annotated[Ways, Depends(get_ways)]
CatalogDep = Annotated[CatalogGateway, Depends(get_catalog)]
SearchDep = Annotated[SearchGateway, Depends(get_search)]
OpenNeedsDep = Annotated[OpenNeedsGateway, Depends(get_open_needs)]
