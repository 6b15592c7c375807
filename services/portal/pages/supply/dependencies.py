"""How the pages of who helps get at the other services, and what one may keep there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import Depends, Request

from services.portal.dependencies import ResourcesDep
from services.portal.pages.supply.careers import CareerGateway
from services.portal.pages.supply.gateways import AnswerGateway, EntryGateway, FitGateway
from services.portal.pages.visit import Me, VisitDep, service_token

WRITES: Final[Mapping[str, tuple[str, ...]]] = {
    "expert": ("expert", "achievement"),
    "provider": ("provider", "offering", "facility", "achievement"),
}
"""The kinds of entry that a role writes; the catalogue decides, the pages say so in time."""


@dataclass(frozen=True, slots=True)
class Supply:
    """The services behind the pages, as the visitor may use them; `public` is as anybody may."""

    me: Me
    entries: EntryGateway
    public: EntryGateway
    fits: FitGateway
    answers: AnswerGateway
    careers: CareerGateway

    @property
    def kinds(self) -> Sequence[str]:
        """The kinds of entry that the visitor may write."""
        roles = self.me.standing.roles
        found = [kind for role, kinds in WRITES.items() if role in roles for kind in kinds]
        return tuple(dict.fromkeys(found))


async def get_supply(request: Request, resources: ResourcesDep, visit: VisitDep) -> Supply:
    """Return the services as the visitor may use them.

    Raises:
        SignInFirstError: Nobody is signed in.
    """
    me = visit.required()
    token, peers = await service_token(resources, me), request.app.state.peers
    return Supply(
        me,
        EntryGateway(peers, token),
        EntryGateway(peers),
        FitGateway(peers, token),
        AnswerGateway(peers, token),
        CareerGateway(peers, token),
    )


SupplyDep = Annotated[Supply, Depends(get_supply)]
