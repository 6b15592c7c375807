"""Ranks again what was shown, with outcomes and without, from what was known at that moment.

A case is a need that somebody was asked about or answered, with the list that was shown last
before the first of that. Only what was compared then is ranked again: nobody knows how those
would have done who were not among them.
"""

from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from services.matching.feedback.book import track_of
from services.matching.feedback.models import OutcomeRow, ShownList
from services.matching.feedback.recording import EXPOSED
from services.matching.ranking import factors
from services.matching.ranking.domain import Assessment, FactorName
from services.matching.ranking.history import History, Outcome, Track, history_of
from services.matching.ranking.places import LATELY_DAYS, RARELY, placed
from services.matching.ranking.ranker import in_order, table_of
from shared.clock import city_date

Progress = Callable[[int], None]
"""Told how many lists have been read."""

_LATELY: Final = timedelta(days=LATELY_DAYS)
_O = Outcome
_CHOSEN: Final = frozenset({_O.SELECTED, _O.PARTLY, _O.SOLVED})
_LOST: Final = frozenset({_O.DECLINED, _O.WITHDRAWN, _O.REFUSED, _O.UNANSWERED})


class Fate(StrEnum):
    """What became of an entry with a need, as far as a ranking is judged by it."""

    CHOSEN = "chosen"
    OFFERED = "offered"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Part:
    """An entry's part in the responses to a need."""

    key: str
    track: Track
    row: OutcomeRow

    @property
    def fate(self) -> Fate | None:
        """What became of it; None while that is open, or ended with the need."""
        seen = {step.outcome for step in self.track.steps}
        if seen & _CHOSEN:
            return Fate.CHOSEN
        if _O.OFFERED in seen:
            return Fate.OFFERED
        return Fate.LOST if seen & _LOST else None


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of a list as it was known when the list was shown."""

    key: str
    region_code: str | None
    new: bool
    """Whether it was rarely shown of late, and nothing had come of anything yet."""


@dataclass(frozen=True, slots=True)
class Case:
    """A need with what became of it, and both orders of those that were compared for it."""

    need: OutcomeRow
    fates: Mapping[str, Fate]
    places: Mapping[str, Place]
    orders: Mapping[bool, Sequence[str]]
    """With feedback (True) and without: keys, best first."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """A list, and how often those on it had been shown when it was."""

    at: datetime
    entries: Sequence[Mapping[str, Any]]
    counts: Mapping[str, int]


class Replay:
    """Everything that came of responses, to be laid beside what was shown."""

    def __init__(self, rows: Iterable[OutcomeRow]) -> None:
        self._tracks: dict[str, list[Track]] = defaultdict(list)
        self._needs: dict[UUID, list[Part]] = defaultdict(list)
        for row in rows:
            if row.steps:
                track = track_of(row)
                self._tracks[row.entry_key].append(track)
                self._needs[row.demand_id].append(Part(row.entry_key, track, row))
        self._begun = {need: _first(parts) for need, parts in self._needs.items()}

    @property
    def needs(self) -> int:
        """How many needs somebody was asked about, or answered."""
        return len(self._needs)

    async def cases(self, lists: AsyncIterator[ShownList], progress: Progress) -> list[Case]:
        """Return the needs of which a list was shown in time.

        Args:
            lists: What was shown, the oldest first.
            progress: Told after each list.
        """
        exposure, last = _Exposure(), dict[UUID, _Shown]()
        done = 0
        async for one in lists:
            begun = self._begun.get(one.demand_id)
            keys = [entry["key"] for entry in one.entries]
            if begun is not None and one.at < begun:
                counts = exposure.counts(keys, city_date(one.at))
                last[one.demand_id] = _Shown(one.at, one.entries, counts)
            exposure.note(keys[:EXPOSED], one.demand_id, city_date(one.at))
            done += 1
            progress(done)
        return [self._case(need, shown) for need, shown in last.items()]

    def _case(self, need: UUID, shown: _Shown) -> Case:
        histories = {
            entry["key"]: history_of(
                self._tracks.get(entry["key"], ()),
                shown=shown.counts[entry["key"]],
                now=shown.at,
            )
            for entry in shown.entries
        }
        tables = {
            feedback: in_order(
                _table(entry, histories[entry["key"]] if feedback else None)
                for entry in shown.entries
            )
            for feedback in (True, False)
        }
        with_feedback = placed(tables[True], shown.counts).tables
        parts = self._needs[need]
        return Case(
            need=parts[0].row,
            fates={part.key: part.fate for part in parts if part.fate is not None},
            places={
                entry["key"]: _place(entry, histories[entry["key"]]) for entry in shown.entries
            },
            orders={True: _keys(with_feedback), False: _keys(tables[False])},
        )


class _Exposure:
    """For how many needs each entry was shown of late, as `ShownRepository` counts it."""

    def __init__(self) -> None:
        self._since: dict[str, dict[UUID, date]] = defaultdict(dict)

    def note(self, keys: Iterable[str], need: UUID, today: date) -> None:
        """Count entries as shown for a need."""
        for key in keys:
            since = self._since[key].get(need)
            if since is None or since <= today - _LATELY:
                self._since[key][need] = today

    def counts(self, keys: Iterable[str], today: date) -> dict[str, int]:
        """Return the counts up to the day before."""
        return {
            key: sum(today - _LATELY < day < today for day in self._since[key].values())
            for key in keys
        }


def _first(parts: Sequence[Part]) -> datetime:
    return min(part.track.steps[0].at for part in parts)


def _table(entry: Mapping[str, Any], history: History | None) -> Assessment:
    """Return the table of an entry as it was then, with what was known of it or without."""
    judged = {FactorName(name): factors.Judgement(value) for name, value in entry["values"].items()}
    if history is not None:
        said = entry["assured_on"]
        assured_on = None if said is None else date.fromisoformat(said)
        room = judged[FactorName.LOAD]
        judged[FactorName.LOAD] = factors.room_seen(room, history, assured_on)
        judged[FactorName.DEALINGS] = factors.dealings(history)
    return table_of("", entry["key"], judged)


def _place(entry: Mapping[str, Any], history: History) -> Place:
    new = history.shown < RARELY and not history.dealings
    return Place(entry["key"], entry["region_code"], new)


def _keys(tables: Iterable[Assessment]) -> list[str]:
    return [table.entry_key for table in tables]


def pairs_of(case: Case) -> Iterator[tuple[str, str]]:
    """Yield whom the firm chose with each who was asked, or answered, and came to nothing."""
    for chosen in _of(case, Fate.CHOSEN):
        for lost in _of(case, Fate.LOST):
            yield chosen, lost


def _of(case: Case, fate: Fate) -> list[str]:
    return [key for key, one in case.fates.items() if one is fate and key in case.places]
