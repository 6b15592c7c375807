"""A firm's needs as a board: what waits for it, what others do, what goes on, what is over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from services.portal.pages.engagements.snapshots import EngagementItemSnapshot
from services.portal.pages.responses.snapshots import ResponseSnapshot
from services.portal.pages.snapshots import NeedSnapshot

YOURS: Final = "yours"
OVER: Final = "over"

STAGES: Final = {
    YOURS: "draft returned expired pending_acceptance",
    "desk": "submitted under_review suspended",
    "open": "published matching in_contact escalated",
    "work": "contracted in_progress",
    OVER: "resolved unresolved rejected withdrawn merged",
}
"""Where the states of needs belong; what waits for an answer of the firm's is its own turn."""

_STAGE_OF: Final = {state: stage for stage, states in STAGES.items() for state in states.split()}


@dataclass(frozen=True, slots=True)
class Card:
    """A need on the board, with what came of it so far."""

    need: NeedSnapshot
    responses: Sequence[ResponseSnapshot] = ()
    engagement: EngagementItemSnapshot | None = None

    @property
    def waiting(self) -> list[ResponseSnapshot]:
        """The responses that wait for the firm."""
        return [one for one in self.responses if one.waiting_for == "firm"]

    @property
    def sent(self) -> int:
        """How many have responded."""
        return sum(one.status not in {"invited", "draft"} for one in self.responses)

    @property
    def stage(self) -> str:
        """The column it stands in."""
        closing = self.need.desk is not None and self.need.desk.closing_reason is not None
        if self.waiting or closing:
            return YOURS
        return _STAGE_OF.get(self.need.status, OVER)

    @property
    def due_at(self) -> datetime | None:
        """When something is due next: an answer, the next step of the work, or the desk's."""
        answers = [one.due_at for one in self.waiting if one.due_at]
        if answers:
            return min(answers)
        if self.engagement is not None:
            return self.engagement.due_at
        return self.need.desk.due_at if self.need.desk else None

    @property
    def overdue(self) -> bool:
        """Whether somebody is late."""
        late = any(one.overdue for one in self.waiting)
        return late or (self.need.desk is not None and self.need.desk.overdue)


def board_of(
    needs: Sequence[NeedSnapshot],
    responses: Sequence[ResponseSnapshot],
    engagements: Sequence[EngagementItemSnapshot],
) -> dict[str, list[Card]]:
    """Return the cards of each column; what is due first comes first."""
    live = {one.demand_id: one for one in reversed(engagements)}
    cards = [
        Card(need, [one for one in responses if one.demand_id == need.id], live.get(need.id))
        for need in needs
    ]
    cards.sort(key=lambda card: (card.due_at is None, card.due_at))
    return {stage: [card for card in cards if card.stage == stage] for stage in STAGES}
