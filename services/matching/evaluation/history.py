"""How good matches were, by what became of them: in all and by group, with outcomes and without.

Who was shown first was asked more often, so that every figure flatters the order that was
shown; that of two orders one is better is seen, that one is good is not.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from math import sqrt
from statistics import fmean, stdev
from types import MappingProxyType
from typing import Any, Final

from services.matching.evaluation.replay import Case, Fate, Progress, Replay, pairs_of
from services.matching.feedback.repository import OutcomeRepository, ShownRepository
from shared.classification import region_name
from shared.database import Database

FEW: Final = 30
"""Of fewer, a figure says little."""

FIRST: Final = (5, 10)
_PROVINCE: Final = 2

UNKNOWN: Final = "unknown"


@dataclass(frozen=True, slots=True)
class Figure:
    """A mean with its standard error (None of fewer than two), of how many, and if of too few."""

    value: float | None
    error: float | None
    n: int
    few: bool


@dataclass(frozen=True, slots=True)
class Quality:
    """How good one order is.

    `first5` and `first10` are the shares of those who offered, were chosen or solved it who
    stood among the first five and ten; `reciprocal_rank` is that of the first who was chosen;
    `pairwise` the share of pairs in which whom the firm chose stands before who came to nothing.
    """

    first5: Figure
    first10: Figure
    reciprocal_rank: Figure
    pairwise: Figure


@dataclass(frozen=True, slots=True)
class Group:
    """How an order treats a group: its part of the first ten places, and of who did well."""

    name: str
    value: str
    places: Figure
    first5: Figure
    first10: Figure
    reciprocal_rank: Figure


@dataclass(frozen=True, slots=True)
class Report:
    """What is known of the platform's matches; `needs` had a response, `cases` a list before."""

    needs: int
    cases: int
    lists: int
    quality: Mapping[str, Quality]
    groups: Mapping[str, Sequence[Group]]

    def as_json(self) -> dict[str, Any]:
        """Return the report as plain values."""
        return asdict(self)


ORDERS: Final[Mapping[str, bool]] = MappingProxyType({"feedback_on": True, "feedback_off": False})


async def lists_shown(database: Database) -> int:
    """Return how many lists there are to read."""
    async with database.snapshot() as session:
        return await ShownRepository(session).count()


async def evaluate(database: Database, progress: Progress) -> Report:
    """Judge the platform's own matches by what became of them.

    Args:
        database: Matching's own.
        progress: Told how many lists have been read.
    """
    async with database.snapshot() as session:
        shown = ShownRepository(session)
        replay = Replay(await OutcomeRepository(session).changed_after(0))
        lists = await shown.count()
        cases = await replay.cases(shown.lists(), progress)
    return Report(
        needs=replay.needs,
        cases=len(cases),
        lists=lists,
        quality={name: _quality(cases, feedback=on) for name, on in ORDERS.items()},
        groups={name: list(_groups(cases, feedback=on)) for name, on in ORDERS.items()},
    )


def figure(values: Iterable[float]) -> Figure:
    """Return the mean of values, which are one a need or an entry, and its standard error."""
    known = list(values)
    error = stdev(known) / sqrt(len(known)) if len(known) > 1 else None
    return Figure(fmean(known) if known else None, error, len(known), len(known) < FEW)


def _ranks(case: Case, *, feedback: bool) -> dict[str, int]:
    return {key: rank for rank, key in enumerate(case.orders[feedback], 1)}


def _good(case: Case) -> list[str]:
    """Return who offered at least, whether the list named them or not."""
    return [key for key, fate in case.fates.items() if fate is not Fate.LOST]


def _quality(cases: Sequence[Case], *, feedback: bool) -> Quality:
    found: dict[int, list[float]] = {first: [] for first in FIRST}
    reciprocal, pairwise = list[float](), list[float]()
    for case in cases:
        ranks, good = _ranks(case, feedback=feedback), _good(case)
        for first in FIRST if good else ():
            found[first].append(fmean(_among(ranks, key, first) for key in good))
        chosen = [key for key in good if case.fates[key] is Fate.CHOSEN]
        if chosen:
            reciprocal.append(max(_reciprocal(ranks, key) for key in chosen))
        pairs = [float(ranks[one] < ranks[other]) for one, other in pairs_of(case)]
        if pairs:
            pairwise.append(fmean(pairs))
    five, ten = (figure(found[first]) for first in FIRST)
    return Quality(five, ten, figure(reciprocal), figure(pairwise))


def _among(ranks: Mapping[str, int], key: str, first: int) -> float:
    return float(key in ranks and ranks[key] <= first)


def _reciprocal(ranks: Mapping[str, int], key: str) -> float:
    return 1 / ranks[key] if key in ranks else 0.0


def _province(code: str | None) -> str:
    return (code and region_name(f"{code[:_PROVINCE]}0000")) or UNKNOWN


_Value = Callable[[Case, str], str]

BY_ENTRY: Final[Mapping[str, _Value]] = MappingProxyType(
    {
        "kind": lambda _case, key: key.partition(":")[0],
        "region": lambda case, key: _province(
            case.places[key].region_code if key in case.places else None
        ),
        "supplier": lambda case, key: (
            UNKNOWN if key not in case.places else "new" if case.places[key].new else "established"
        ),
    }
)
"""Groups of those who help; `supplier` is new who was rarely shown and never came to anything."""

BY_NEED: Final[Mapping[str, _Value]] = MappingProxyType(
    {
        "industry": lambda case, _key: case.need.industry_code or UNKNOWN,
        "need_region": lambda case, _key: _province(case.need.region_code),
        "tier": lambda case, _key: case.need.confidentiality or UNKNOWN,
    }
)
"""Groups of needs; `tier` is how much of a need the public may know."""


def _groups(cases: Sequence[Case], *, feedback: bool) -> Iterator[Group]:
    for name, value_of in {**BY_ENTRY, **BY_NEED}.items():
        good, places = defaultdict[str, list[int | None]](list), defaultdict[str, int](int)
        for case in cases:
            ranks = _ranks(case, feedback=feedback)
            for key in _good(case):
                good[value_of(case, key)].append(ranks.get(key))
            for key in case.orders[feedback][: FIRST[-1]]:
                places[value_of(case, key)] += 1
        for value in sorted(good.keys() | places.keys()):
            yield _group(name, value, good[value], places[value], sum(places.values()))


def _group(name: str, value: str, ranks: Sequence[int | None], places: int, of: int) -> Group:
    share = places / of if of else None
    error = None if share is None else sqrt(share * (1 - share) / of)
    five, ten = (
        figure(float(rank is not None and rank <= first) for rank in ranks) for first in FIRST
    )
    return Group(
        name,
        value,
        Figure(share, error, places, places < FEW),
        five,
        ten,
        figure(1 / rank if rank else 0.0 for rank in ranks),
    )
