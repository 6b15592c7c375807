"""What somebody looks for: words and filters, and the addresses that ask for more or less."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Self
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from services.portal.pages.content import kept
from services.portal.pages.visitors.codes import named
from services.portal.pages.visitors.snapshots import PLURALS, SearchSnapshot

KINDS: Final = (*PLURALS, "demand")
FACETS: Final = ("service_class", "region", "industry", "qualification", "capacity")
"""What a search is narrowed by, besides the kind, in the order it is shown."""

A_PAGE: Final = 20
FARTHEST: Final = 1000
DIGITS: Final = 6
MOST_VALUES: Final = 20
MOST_SIGNS: Final = 64
SHOWN: Final = 8
"""How many values of a facet are offered at once."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet: how many there are, and the address with it or without it."""

    value: str
    label: str
    count: int | None
    address: str


@dataclass(frozen=True, slots=True)
class Query:
    """Words, filters, and how far down the list."""

    words: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    offset: int = 0

    @classmethod
    def read(cls, said: QueryParams) -> Self:
        """Return what an address asks for; what makes no sense in it is left out."""
        filters = {name: _values(said.getlist(name)) for name in ("kind", *FACETS)}
        filters["kind"] = tuple(kind for kind in filters["kind"] if kind in KINDS)[:1]
        return cls(
            kept("", said.get("q", "")).strip(),
            {name: values for name, values in filters.items() if values},
            _whole(said.get("offset", "")),
        )

    @property
    def kind(self) -> str:
        """The kind that is looked for; nothing, if it is any."""
        return next(iter(self.filters.get("kind", ())), "")

    def parameters(self) -> dict[str, str | int | Sequence[str]]:
        """Return what matching is asked for."""
        return {"q": self.words, "offset": self.offset, "limit": A_PAGE, **self.filters}

    def without_kind(self) -> "Query":
        """Return the same query for records of any kind."""
        others = {name: values for name, values in self.filters.items() if name != "kind"}
        return Query(self.words, others)

    def of_kind(self, kind: str) -> "Query":
        """Return the same query for records of one kind."""
        return Query(self.words, {**self.without_kind().filters, "kind": (kind,)})

    def at(self, offset: int) -> "Query":
        """Return the same query, farther down or up the list."""
        return Query(self.words, self.filters, offset)

    def toggled(self, name: str, value: str) -> "Query":
        """Return the query with a value more, or without it if it was there."""
        before = self.filters.get(name, ())
        after = tuple(one for one in before if one != value)
        values = after if value in before else (*before, value)
        changed = {**self.filters, name: values}
        return Query(self.words, {name: found for name, found in changed.items() if found})

    @property
    def address(self) -> str:
        """Where this query is answered."""
        pairs = [("q", self.words)] if self.words else []
        pairs += [(name, value) for name, values in self.filters.items() for value in values]
        pairs += [("offset", str(self.offset))] if self.offset else []
        return f"/search?{urlencode(pairs)}" if pairs else "/search"

    def fields(self) -> Iterable[tuple[str, str]]:
        """Yield what a form has to carry besides the words."""
        return ((name, value) for name, values in self.filters.items() for value in values)


def kinds_of(query: Query, counts: Mapping[str, int]) -> list[Choice]:
    """Return every kind, with how much of it is found by the words and the other filters."""
    return [Choice(kind, kind, counts.get(kind, 0), query.of_kind(kind).address) for kind in KINDS]


def chosen_in(query: Query) -> list[Choice]:
    """Return what narrows a search, each with the address without it."""
    return [
        Choice(value, named(name, value), None, query.toggled(name, value).address)
        for name in FACETS
        for value in query.filters.get(name, ())
    ]


def offered(query: Query, found: SearchSnapshot) -> dict[str, list[Choice]]:
    """Return by what the search can be narrowed further: the most frequent values first."""
    return {
        name: choices
        for name in FACETS
        if (choices := _choices(query, name, found.facets.get(name, {}), found.total))
    }


def _choices(query: Query, name: str, counts: Mapping[str, int], total: int) -> list[Choice]:
    chosen = query.filters.get(name, ())
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    # What everything found has in common narrows nothing.
    open_ones = [(value, n) for value, n in ranked if value not in chosen and n < total]
    return [
        Choice(value, named(name, value), count, query.toggled(name, value).address)
        for value, count in open_ones[:SHOWN]
    ]


def _values(said: Iterable[str]) -> tuple[str, ...]:
    clean = (kept("", value).strip()[:MOST_SIGNS] for value in said)
    return tuple(dict.fromkeys(value for value in clean if value))[:MOST_VALUES]


def _whole(said: str) -> int:
    return min(int(said[:DIGITS]), FARTHEST) if said.isascii() and said.isdigit() else 0
