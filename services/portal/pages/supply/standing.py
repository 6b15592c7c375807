"""How one's entry stands with a need: whether firms see it, and what would raise it."""

from uuid import UUID

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel

from services.portal.dependencies import ResourcesDep
from services.portal.pages.gateways import MatchSnapshot
from services.portal.pages.peers import PeerGateway
from services.portal.pages.routing import PageRoute, PagesDep
from services.portal.pages.supply.dependencies import SupplyDep
from services.portal.pages.supply.gateways import PLURALS
from services.portal.pages.visit import VisitDep, service_token
from shared.errors import NotFoundError

router = APIRouter(include_in_schema=False, route_class=PageRoute)


class ImprovementSnapshot(BaseModel):
    """A change, and what the score would be then."""

    label: str
    advice: str
    score: float
    gain: float
    position: int | None


class StandingSnapshot(BaseModel):
    """How an entry stands with a need."""

    match: MatchSnapshot
    position: int | None
    shown: bool
    reason: str | None
    improvements: list[ImprovementSnapshot]


class StandingGateway(PeerGateway):
    """Asks matching how an entry stands with a need."""

    PEER = "matching"

    async def standing(self, kind: str, entry_id: UUID, need_id: UUID) -> StandingSnapshot:
        """Return how an entry stands with a published need."""
        place = f"/{PLURALS[kind]}/{entry_id}/demands/{need_id}"
        return await self._done(StandingSnapshot, "GET", place)


@router.get("/supply/standing/{kind}/{entry_id}/{need_id}")
async def show_standing(  # noqa: PLR0913 - all provided by name
    *,
    kind: str,
    entry_id: UUID,
    need_id: UUID,
    request: Request,
    visit: VisitDep,
    pages: PagesDep,
    supply: SupplyDep,
    resources: ResourcesDep,
) -> Response:
    """Show how an entry of the visitor's stands with a need."""
    mine = await supply.entries.mine(one for one in supply.kinds if one == kind)
    entry = next((one for one in mine if one.entry.id == entry_id), None)
    if entry is None:
        raise NotFoundError
    token = await service_token(resources, supply.me)
    matching = StandingGateway(request.app.state.peers, token)
    return pages.render(
        "supply/standing.html",
        visit,
        entry=entry,
        need_id=need_id,
        standing=await matching.standing(kind, entry_id, need_id),
        places_shown=2,
    )
