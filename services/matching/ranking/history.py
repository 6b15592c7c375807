"""What became of an entry where it was asked, and what of that counts for or against it.

The rule (docs/decisions/0025): of each response to a need only the furthest step and how it
ended count, the newer the more. What is nobody's fault, or the firm's, counts neither way. A
reason of which it is not sure whose fault it names is not held against anybody.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from shared.clock import city_date


class Outcome(StrEnum):
    """The steps of a response, as the requests service tells of them."""

    INVITED = "invited"
    EXPRESSED = "expressed"
    OFFERED = "offered"
    SELECTED = "selected"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"
    UNANSWERED = "unanswered"
    CLOSED = "closed"
    FELL_THROUGH = "fell_through"
    SOLVED = "solved"
    PARTLY = "partly"
    UNSOLVED = "unsolved"


_O = Outcome

REACHED: Final[Mapping[Outcome, float]] = MappingProxyType(
    {_O.OFFERED: 0.3, _O.SELECTED: 0.5, _O.PARTLY: 0.6, _O.SOLVED: 1.0}
)
"""What a step counts for an entry. To answer counts nothing: else answering everything would
pay. An offer is made only by whom the desk or the firm has put on its short list."""

AGAINST: Final[Mapping[tuple[Outcome, str | None], float]] = MappingProxyType(
    {
        (_O.UNANSWERED, "no_answer_from_author"): 0.5,
        (_O.WITHDRAWN, "other"): 0.25,
        (_O.REFUSED, "unfit_approach"): 0.25,
        (_O.REFUSED, "lacks_experience"): 0.25,
        (_O.REFUSED, "lacks_qualification"): 0.25,
        (_O.REFUSED, "not_serious"): 0.5,
        (_O.FELL_THROUGH, "helper_unable"): 1.0,
        (_O.FELL_THROUGH, "evidence_for_firm"): 1.0,
        (_O.UNSOLVED, None): 0.5,
    }
)
"""What an end counts against an entry, and then nothing for it. Every other end (declined;
too busy, too far, too dear, too slow; another one chosen; the need gone) counts neither way."""

KEPT_OF_A_TALK: Final = REACHED[_O.OFFERED]
"""A cooperation that came to nothing through nobody's fault leaves what the offer was worth."""

HALF_LIFE: Final = timedelta(days=365)
"""After a year what happened counts half, after two a quarter."""

DOUBT: Final = 2.0
"""So much is put against every record, so that one success tells less than ten."""

FULL_FOR: Final = timedelta(days=30)
"""So long who declined for lack of room is taken to have none, unless they say otherwise."""

BUSY_FROM: Final = 3
"""With so many cooperations under way nobody is taken to have all their time."""

TOO_BUSY: Final = "no_capacity"


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happened to a response, with the code that says why."""

    at: datetime
    outcome: Outcome
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Track:
    """An entry's part in one response: of its author, or of its team, who count once chosen."""

    steps: tuple[Step, ...]
    author: bool = True

    def until(self, moment: datetime) -> "Track":
        """Return what was known of it before a moment."""
        return Track(tuple(step for step in self.steps if step.at < moment), self.author)


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What is known of an entry from the platform itself, at some moment.

    `dealings` are the responses that count, `gained` and `lost` what they count for and
    against it, `engaged` its cooperations under way, `full_since` when it last declined for
    lack of room, `shown` for how many needs it lately was among the first or was invited.
    """

    dealings: int = 0
    gained: float = 0.0
    lost: float = 0.0
    engaged: int = 0
    full_since: datetime | None = None
    shown: int = 0


NOTHING: Final = History()
"""Of whom nothing is known from the platform."""


def worth(track: Track) -> tuple[float, float]:
    """Return what a response counts for and against an entry: each 0 to 1, before it ages."""
    gained = lost = 0.0
    for step in _counting(track):
        fault = AGAINST.get((step.outcome, step.reason), 0.0)
        if step.outcome in REACHED:
            gained, lost = max(gained, REACHED[step.outcome]), 0.0
        elif fault:
            gained, lost = 0.0, fault
        elif step.outcome is _O.FELL_THROUGH:
            gained = min(gained, KEPT_OF_A_TALK)
    return gained, lost


def _counting(track: Track) -> Sequence[Step]:
    """Return the steps that concern the entry: a member of a team is bound by the selection."""
    if track.author:
        return track.steps
    chosen = (n for n, step in enumerate(track.steps) if step.outcome is _O.SELECTED)
    return track.steps[next(chosen, len(track.steps)) :]


def history_of(tracks: Iterable[Track], *, shown: int, now: datetime) -> History:
    """Return what the responses of one entry come to at a moment, from nothing later.

    Ages are in whole days of the city, so that a day has one answer.
    """
    today = city_date(now)
    known = [track for track in (one.until(now) for one in tracks) if track.steps]
    counted = [(_weight(track, today), *worth(track)) for track in known]
    counted = [one for one in counted if one[1] or one[2]]
    declined = [at for at in map(_declined_for_room, known) if at is not None]
    return History(
        dealings=len(counted),
        gained=sum(weight * gained for weight, gained, _ in counted),
        lost=sum(weight * lost for weight, _, lost in counted),
        engaged=sum(track.steps[-1].outcome is _O.SELECTED for track in known),
        full_since=max((at for at in declined if today - city_date(at) <= FULL_FOR), default=None),
        shown=shown,
    )


def _weight(track: Track, today: date) -> float:
    return float(0.5 ** ((today - city_date(track.steps[-1].at)) / HALF_LIFE))


def _declined_for_room(track: Track) -> datetime | None:
    """Return when the entry itself last said that it has no room."""
    last = track.steps[-1]
    said = track.author and last.reason == TOO_BUSY
    return last.at if said and last.outcome in {_O.DECLINED, _O.WITHDRAWN} else None
