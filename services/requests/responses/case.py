"""A response with all that hangs on it, as one transaction sees it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from services.requests.demands.domain import OPEN
from services.requests.demands.models import Demand
from services.requests.grants.domain import Side
from services.requests.responses.domain import Facts, Part, ResponseAction
from services.requests.responses.models import (
    Response,
    ResponseMember,
    ResponseOffer,
    ResponseTransition,
)

BOTH_SIDES = frozenset(Side)


@dataclass(frozen=True, slots=True)
class Case:
    """A response, the need it is for, its team, the newest offer and step, and who agreed."""

    demand: Demand
    response: Response
    members: Sequence[ResponseMember] = ()
    offer: ResponseOffer | None = None
    last_step: ResponseTransition | None = None
    agreed: frozenset[Side] = frozenset()
    taken: bool = False
    """Whether a response to the need is selected, this one or another."""

    @property
    def open(self) -> bool:
        """Whether the need takes responses at present."""
        return self.demand.status in OPEN and not self.taken

    @property
    def contact_agreed(self) -> list[Part]:
        """Who has agreed to exchange contacts."""
        sides = {Side.AUTHOR: Part.AUTHOR, Side.FIRM: Part.FIRM}
        return [part for side, part in sides.items() if side in self.agreed]

    @property
    def acquainted(self) -> bool:
        """Whether both sides may know each other."""
        return self.agreed == BOTH_SIDES

    def facts(self, today: date) -> Facts:
        """Return what the guards of a step look at."""
        response = self.response
        return Facts(
            open=self.open,
            approach=response.approach,
            contact=response.contact_phone or response.contact_email,
            consents=tuple(member.consent for member in self.members),
            offer_valid_until=None if self.offer is None else self.offer.valid_until,
            refused=self.last_step is not None and self.last_step.action is ResponseAction.REFUSE,
            today=today,
        )
