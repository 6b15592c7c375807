"""Groups needs that nobody could meet by what they have in common."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

MOSTLY: Final = 0.5
"""A group is said to lack what at least half of its needs speak of."""


@dataclass(frozen=True, slots=True)
class Unmet:
    """A need that no entry is close enough to, with the concepts it speaks of."""

    key: str
    concepts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Group:
    """Needs with a concept in common; a need that shares none stands alone, without one."""

    concept: str | None
    keys: tuple[str, ...]
    missing: tuple[str, ...] = field(default=())


def grouped(needs: Iterable[Unmet]) -> list[Group]:
    """Return the groups, the largest first.

    The concept that most needs share makes the first group, and so on among those that are
    left, so that each need is in exactly one group.
    """
    left = {need.key: need.concepts for need in needs}
    groups = []
    while left:
        concept, count = _commonest(left.values())
        if count < 2:  # noqa: PLR2004 - one need is no group
            break
        keys = tuple(sorted(key for key, concepts in left.items() if concept in concepts))
        groups.append(Group(concept, keys, _missing(concept, [left[key] for key in keys])))
        left = {key: concepts for key, concepts in left.items() if concept not in concepts}
    alone = [Group(None, (key,), tuple(sorted(left[key]))) for key in sorted(left)]
    return sorted([*groups, *alone], key=lambda group: (-len(group.keys), group.keys))


def _commonest(needs: Iterable[frozenset[str]]) -> tuple[str, int]:
    counts = Counter(concept for concepts in needs for concept in concepts)
    return min(counts.items(), key=lambda item: (-item[1], item[0]), default=("", 0))


def _missing(concept: str, needs: Sequence[frozenset[str]]) -> tuple[str, ...]:
    counts: Mapping[str, int] = Counter(one for concepts in needs for one in concepts)
    often = [one for one, count in counts.items() if count >= MOSTLY * len(needs)]
    return (concept, *sorted(one for one in often if one != concept))
