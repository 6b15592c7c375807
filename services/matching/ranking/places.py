"""Gives a small share of the places to those who are rarely shown, among near ties.

Who is on top is chosen, and who is chosen is on top the next time. So the fifth and the tenth
place go to whoever was shown least of those who come close behind. The choice depends on
nothing but scores, counts and keys: it can be replayed. Whoever holds such a place and is
rarely shown themselves keeps it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from services.matching.ranking.domain import Assessment, FactorName

PLACES: Final = (5, 10)
"""One place of five, never the first four: the best stay where they are."""

NEAR: Final = 0.03
"""Three points of a hundred: the weight of a factor that could as well have been unknown."""

RARELY: Final = 3
"""Whoever was shown for fewer needs of late is new to those who ask."""

LATELY_DAYS: Final = 90

ENOUGH_ROOM: Final = 0.5
"""Whoever is known to have less is not pushed further."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Tables in the order in which they are shown, and the keys of those moved up for fairness."""

    tables: Sequence[Assessment]
    given: frozenset[str] = frozenset()


def placed(tables: Iterable[Assessment], shown: Mapping[str, int]) -> Placed:
    """Return tables, given best first, with the places given that are to be given.

    Args:
        tables: The tables of one need's candidates, in order.
        shown: By key, for how many needs an entry was shown of late; 0 of others.
    """
    order, given = list(tables), set[str]()
    for place in PLACES:
        if place > len(order) or _is_rare(order[place - 1], shown):
            continue
        least = order[place - 1].score - NEAR
        near = [one for one in order[place:] if one.score >= least and _is_rare(one, shown)]
        if near:
            chosen = min(near, key=lambda one: (shown.get(one.entry_key, 0), -one.score))
            order.remove(chosen)
            order.insert(place - 1, chosen)
            given.add(chosen.entry_key)
    return Placed(order, frozenset(given))


def _is_rare(table: Assessment, shown: Mapping[str, int]) -> bool:
    """Whether an entry is rarely shown, and not too busy to be shown more often."""
    room = table.factor(FactorName.LOAD).value
    return shown.get(table.entry_key, 0) < RARELY and (room is None or room >= ENOUGH_ROOM)
