"""What every search engine must do for matching, whatever it is made of.

Adapters: `services.matching.retrieval.embedded` and `services.matching.retrieval.meilisearch`.
All of them pass `tests/contracts/test_search_index.py`.
"""

from collections.abc import AsyncIterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple, Protocol


class Facet(StrEnum):
    """What entries are filtered and counted by."""

    KIND = "kind"
    REGION = "region"
    INDUSTRY = "industry"
    SERVICE_CLASS = "service_class"
    QUALIFICATION = "qualification"
    DISCIPLINE = "discipline"
    CAPACITY = "capacity"


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexDocument:
    """What is searched: text to match and facts to filter by.

    `key` is unique in its index (`"offering:0190…"`). `text` is everything worth
    matching but the title, passages divided by line ends. `names` are found by
    prefix and by pinyin initials, as the title is. `cases` are solved cases and
    results, one text each; they are searched like `text` and also scored one by
    one. Codes are those of GB/T 2260 (6 digits), 4754 (`"C39"`) and 13745 (3, 5
    or 7 digits); `service_area` holds the regions served besides `region_code`. The title of
    a `person` is a name: people are looked up by it, and never ranked by it.
    """

    key: str
    kind: str
    title: str
    text: str = ""
    names: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    region_code: str | None = None
    service_area: tuple[str, ...] = ()
    industry_codes: tuple[str, ...] = ()
    discipline_codes: tuple[str, ...] = ()
    qualifications: tuple[str, ...] = ()
    service_class: str | None = None
    capacity_status: str | None = None
    person: bool = False

    @property
    def topic(self) -> str:
        """The title, if it says what the document is about."""
        return "" if self.person else self.title


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Narrows a search. Values within a field are alternatives, fields must all hold.

    An exception: every one of `qualifications` must be held. A region, industry
    or discipline also stands for what lies within it (`"440000"` finds Dongguan,
    `"C"` all manufacturing); a region is also matched by an entry whose service
    area includes it. Empty filters let everything through.
    """

    kinds: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    service_classes: tuple[str, ...] = ()
    qualifications: tuple[str, ...] = ()
    disciplines: tuple[str, ...] = ()
    capacities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchQuery:
    """Words as a person types them into a search box.

    The last word also counts as the beginning of one; Latin letters also as the
    pinyin initials of a title or name. Nothing in `words` is an operator. Empty
    words find everything the filters let through, ordered by key.
    """

    words: str = ""
    filters: Filters = field(default_factory=Filters)
    limit: int = 20
    offset: int = 0
    facets: tuple[Facet, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` (exclusive, code points) of some text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Highlight:
    """A piece of the original text with the places that match: never altered text."""

    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A document that a search found."""

    key: str
    kind: str
    score: float
    title: Highlight
    snippet: Highlight | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """Hits, best first, and how many there are by facet value before paging."""

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[Facet, Mapping[str, int]]


class Candidate(NamedTuple):
    """A document that shares words with a need; `score` orders candidates of one call only."""

    key: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateList:
    """Candidates, best first, and facet counts over all documents that share a word."""

    total: int
    candidates: tuple[Candidate, ...]
    facets: Mapping[Facet, Mapping[str, int]]


class SearchIndex(Protocol):
    """One index. What begins after `put`, `remove` or `rebuild` returns sees its effect."""

    async def put(self, documents: Sequence[IndexDocument]) -> None:
        """Add documents, replacing those with the same key."""

    async def remove(self, keys: Sequence[str]) -> None:
        """Forget documents; unknown keys are no error."""

    async def rebuild(self, batches: AsyncIterable[Sequence[IndexDocument]]) -> int:
        """Build a fresh index from `batches`, swap it in, and return its size.

        Searches go on meanwhile and those that began before the swap finish on
        the old index. What is put or removed meanwhile is in the new one too.
        """
        ...

    async def count(self) -> int:
        """Return how many documents there are."""
        ...

    async def search(self, query: SearchQuery) -> SearchPage:
        """Answer a search box."""
        ...

    async def candidates(
        self, need: str, *, filters: Filters, limit: int, facets: tuple[Facet, ...] = ()
    ) -> CandidateList:
        """Return the documents that share most with the whole of a need, however long."""
        ...

    async def answers(self) -> bool:
        """Return whether the engine answers now."""
        ...

    async def close(self) -> None:
        """Let go of files and threads."""
