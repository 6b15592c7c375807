"""What is done for a need that finds nobody, in which order, and when.

The order is a ladder: each rung is a move and the working days that may pass before it.
The last rung, `decide`, comes again and again, so that no need is ever without a next
move: an operator turns it into a challenge, or proposes to close it with a reason, and
only its firm can accept that.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from services.requests.demands.domain import OPEN, DemandAction, DemandStatus
from shared.language import Text


class Move(StrEnum):
    """What is done for a need for which nobody is there."""

    WIDER_MATCH = "wider_match"
    INVITE_MORE = "invite_more"
    BROKER = "broker"
    SUGGEST_TEAM = "suggest_team"
    COMMON_PROBLEM = "common_problem"
    CHALLENGE = "challenge"
    DECIDE = "decide"


MOVE_LABELS: Final[Mapping[Move, Text]] = MappingProxyType(
    {
        Move.WIDER_MATCH: Text("放宽条件再匹配", "Match more widely"),
        Move.INVITE_MORE: Text("邀请更多服务方", "Invite more"),
        Move.BROKER: Text("由经办人跟进", "Take it over as a broker"),
        Move.SUGGEST_TEAM: Text("建议组团", "Suggest a team"),
        Move.COMMON_PROBLEM: Text("按共性难题处理", "Treat it as a common problem"),
        Move.CHALLENGE: Text("建议转揭榜", "Suggest a challenge"),
        Move.DECIDE: Text("转揭榜或建议结案", "Raise a challenge, or propose to close"),
    }
)

SAFE_LADDER: Final = (
    "wider_match:3,invite_more:2,broker:2,suggest_team:5,common_problem:10,challenge:10,decide:20"
)
"""The first moves within two working weeks; a new question every month after three."""

LONGEST_WAIT: Final = 250
"""Working days, about a year."""


@dataclass(frozen=True, slots=True)
class Rung:
    """A move, and how many working days pass before it."""

    move: Move
    days: int


@dataclass(frozen=True, slots=True)
class Ladder:
    """The moves in their order; the last one is always `decide`."""

    rungs: tuple[Rung, ...]

    @property
    def first(self) -> Rung:
        """What is done first."""
        return self.rungs[0]

    @property
    def last(self) -> Rung:
        """What is done again and again in the end."""
        return self.rungs[-1]

    def rung_of(self, move: Move | None) -> Rung:
        """Return the rung of a move; the last one if the ladder does not have it any more."""
        return next((rung for rung in self.rungs if rung.move is move), self.last)

    def since(self, move: Move) -> tuple[Move, ...]:
        """Return a move and what comes behind it; nothing, if the ladder does not have it."""
        moves = tuple(rung.move for rung in self.rungs)
        return moves[moves.index(move) :] if move in moves else ()

    def after(self, move: Move | None) -> Rung:
        """Return what follows a move."""
        moves = [rung.move for rung in self.rungs]
        place = moves.index(move) + 1 if move in moves else len(moves)
        return self.rungs[min(place, len(moves) - 1)]


def read_ladder(text: str) -> Ladder:
    """Read `"wider_match:3,broker:2,decide:20"`: moves, and the working days before each.

    Raises:
        ValueError: A move is unknown, comes twice or has no sensible number of days, or the
            last one is not `decide`.
    """
    rungs = tuple(_rungs(text))
    moves = [rung.move for rung in rungs]
    if len(set(moves)) < len(moves):
        raise ValueError("A move comes twice.")
    if moves[-1] is not Move.DECIDE:
        raise ValueError("The last move must be `decide`: nothing may be left to lie.")
    return Ladder(rungs)


def _rungs(text: str) -> Iterator[Rung]:
    for part in text.split(","):
        name, _, days = part.strip().partition(":")
        wait = int(days)
        if not 1 <= wait <= LONGEST_WAIT:
            raise ValueError(f"{name} comes after 1 to {LONGEST_WAIT} working days, not {wait}.")
        yield Rung(Move(name), wait)


PURSUED: Final = OPEN | {DemandStatus.ESCALATED, DemandStatus.UNRESOLVED}
"""Where a need stays only as long as somebody cares for it."""


class Course(StrEnum):
    """What a step in a need's life means for its pursuit."""

    BEGIN = "begin"
    """From the first rung."""
    GO_ON = "go_on"
    """On the same rung, its days counted anew."""
    DECIDE = "decide"
    """On the last rung: others than the market have to decide."""
    KEEP = "keep"
    """As it was."""
    REST = "rest"
    """Without a next move, until the need comes back."""
    END = "end"
    """There is nothing to pursue."""


_TO_THE_MARKET: Final = frozenset(
    {
        DemandAction.PUBLISH,
        DemandAction.RENEW,
        DemandAction.REOPEN,
        DemandAction.RETURN_TO_MARKET,
    }
)
_ANSWERS: Final = frozenset({DemandAction.DECLINE_CLOSING, DemandAction.LAPSE})


def course(action: DemandAction, came_from: DemandStatus, stands_at: DemandStatus) -> Course:
    """Return what a step means for the pursuit of a need."""
    if action is DemandAction.ACCEPT_CLOSING:
        return Course.END
    if stands_at not in PURSUED:
        return Course.REST if stands_at is DemandStatus.SUSPENDED else Course.END
    if came_from is stands_at:
        return Course.GO_ON if action in _ANSWERS else Course.KEEP
    if stands_at not in OPEN:
        return Course.DECIDE
    return Course.BEGIN if action in _TO_THE_MARKET else Course.GO_ON
