"""What operators read of the needs in pursuit, inside one snapshot."""

from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from services.requests import policy
from services.requests.demands.projection import public_document
from services.requests.demands.reads import LabelRead
from services.requests.pursuit.domain import MOVE_LABELS, Ladder, Move
from services.requests.pursuit.repository import Pair, PursuitRepository
from services.requests.pursuit.schemas import PursuedNeed, PursuitFilters, RungRead, UnansweredNeed
from shared.auth import Caller
from shared.clock import utc_now
from shared.pagination import Page

_OF_THE_DEMAND: Final = (
    "id",
    "case_number",
    "version",
    "status",
    "title",
    "organization_name",
    "urgency",
    "confidentiality",
    "broker",
    "closing_reason",
    "closing_due",
)
_OF_THE_PURSUIT: Final = ("since", "moves", "last_move", "last_at", "next_move", "next_at")

MOST_UNANSWERED: Final = 100


class PursuitService:
    """The use cases of the list."""

    def __init__(self, session: AsyncSession, ladder: Ladder) -> None:
        self._pursuits = PursuitRepository(session)
        self._ladder = ladder

    async def page(self, caller: Caller, wanted: PursuitFilters) -> Page[PursuedNeed]:
        """Return needs in pursuit, what is done next first.

        Raises:
            UnauthenticatedError: The caller is unknown.
            RoleMissingError: The caller is no operator.
        """
        policy.callers.require_operator(caller)
        found = await self._pursuits.page(caller.subject, wanted, utc_now())
        return wanted.page().page(found, key=lambda pair: pair[0].id, read=_read)

    async def unanswered(self) -> list[UnansweredNeed]:
        """Return needs that came as far as being common problems, as everybody may read them."""
        late = self._ladder.since(Move.COMMON_PROBLEM)
        found = await self._pursuits.reached(late, limit=MOST_UNANSWERED)
        shown = ((public_document(demand), pursuit.moves) for demand, pursuit in found)
        return [
            UnansweredNeed.model_validate({**told, "moves": moves}) for told, moves in shown if told
        ]

    def rules(self) -> list[RungRead]:
        """Return the ladder."""
        return [
            RungRead(
                move=rung.move,
                label=LabelRead.model_validate(MOVE_LABELS[rung.move]),
                after_working_days=rung.days,
                repeats=rung is self._ladder.last,
            )
            for rung in self._ladder.rungs
        ]


def _read(pair: Pair) -> PursuedNeed:
    demand, pursuit = pair
    said = {name: getattr(demand, name) for name in _OF_THE_DEMAND}
    said |= {name: getattr(pursuit, name) for name in _OF_THE_PURSUIT}
    label = LabelRead.model_validate(MOVE_LABELS[pursuit.next_move])
    overdue = pursuit.next_at is not None and pursuit.next_at <= utc_now()
    return PursuedNeed.model_validate({**said, "next_label": label, "overdue": overdue})
