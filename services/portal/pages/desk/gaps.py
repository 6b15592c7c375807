"""What is asked for and nobody offers, in groups that could become common problems."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from pydantic import AwareDatetime, BaseModel

from services.portal.dependencies import ResourcesDep
from services.portal.pages.desk.dependencies import DeskDep
from services.portal.pages.peers import PeerGateway
from services.portal.pages.routing import PageRoute
from services.portal.pages.visit import service_token

router = APIRouter(include_in_schema=False, route_class=PageRoute)


class ClosestSnapshot(BaseModel):
    """The entry that comes closest to a need."""

    kind: str
    id: str
    title: str


class UnmetSnapshot(BaseModel):
    """A need that nobody is close enough to."""

    id: str
    title: str
    organization: str | None
    region_name: str | None
    closest: ClosestSnapshot | None
    closeness: float


class GroupSnapshot(BaseModel):
    """Needs with a concept in common; without one, a need by itself."""

    concept: str | None
    title: str
    missing: list[str]
    needs: list[UnmetSnapshot]
    organizations: list[str]
    regions: list[str]


class GapsSnapshot(BaseModel):
    """What nobody offers, the largest group first."""

    items: list[GroupSnapshot]
    considered: int
    unmet: int
    qualified: float
    computed_at: AwareDatetime
    pending_changes: int


class GapGateway(PeerGateway):
    """Asks matching for gaps, as an operator."""

    PEER = "matching"

    async def gaps(self) -> GapsSnapshot:
        """Return the gaps as they were at most ten minutes ago."""
        return await self._done(GapsSnapshot, "GET", "/gaps")


async def get_gaps(request: Request, desk: DeskDep, resources: ResourcesDep) -> GapGateway:
    """Return matching, as the operator may use it."""
    token = await service_token(resources, desk.me)
    return GapGateway(request.app.state.peers, token)


@router.get("/desk/gaps")
async def show_gaps(desk: DeskDep, gaps: Annotated[GapGateway, Depends(get_gaps)]) -> Response:
    """Show for which needs there is nobody in the catalogue, and what they have in common."""
    return desk.page("gaps.html", found=await gaps.gaps())
