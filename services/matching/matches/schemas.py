"""What clients ask of matching, and what they are answered."""

from datetime import datetime
from typing import Annotated, Final

from pydantic import BaseModel, Field

from services.matching.ranking.domain import FactorName
from services.matching.ranking.nearness import Nearness
from services.matching.replicas.schemas import FilterQuery, SubjectRead
from shared.fields import Day, RegionCode, ShortTexts, Yuan
from shared.schemas import LongText, ShortText, StrictBody

SHOWN: Final = 10
"""So many matches, with all that speaks for and against each, are read at a time."""


class EvidenceRead(BaseModel):
    """One thing a factor rests on: a field of a record, and what stands there."""

    source: str = Field(examples=["entry.lead_time_days"])
    value: str | float


class FactorRead(BaseModel):
    """One row of the table that the score is the sum of.

    `value` is 0 to 1, or null: unknown. An unknown factor adds nothing; `could_add` says
    what it would add at most if it were known, and `missing` what would have to be known.
    """

    name: FactorName
    label: str
    value: float | None
    weight: float
    contribution: float
    could_add: float
    known: bool
    evidence: list[EvidenceRead]
    missing: list[str]


class TermRead(BaseModel):
    """A term both sides speak of, as each writes it, with its share of the topical fit."""

    need_form: str
    entry_form: str
    share: float


class PlaceRead(BaseModel):
    """A piece of an original text; `spans` are the (start, end) of matching characters in it."""

    field: str
    text: str
    spans: list[tuple[int, int]]


class MatchRead(SubjectRead):
    """One match: the score, the table it is the sum of, and the reasons in words.

    `given_place` says that it stands here not by its score but for fairness: it is new or was
    rarely shown of late, and comes close behind. `nearness` says what its topical fit is worth:
    the best of a list may still be no more than a `faint` link.
    """

    position: int
    given_place: bool
    score: float
    nearness: Nearness
    nearness_label: str
    factors: list[FactorRead]
    terms: list[TermRead]
    need_places: list[PlaceRead]
    entry_places: list[PlaceRead]
    reasons_for: list[str]
    reasons_against: list[str]
    unknown: list[str]


class MatchList(BaseModel):
    """Matches, best first.

    `considered` counts the records that share a word with the need and pass the filters;
    `facets` counts those by kind, region and so on. `pending_changes` says how many published
    changes the index has not taken up yet: 0 means that the answer is up to date.
    """

    items: list[MatchRead]
    considered: int
    facets: dict[str, dict[str, int]]
    ranker_version: str
    computed_at: datetime
    pending_changes: int


class FilterBody(StrictBody, FilterQuery):
    """The same as the query parameters of the lists."""


class NeedDraft(StrictBody):
    """A need that is stored nowhere: plain words, and what is known besides."""

    title: ShortText | None = None
    text: LongText
    region_code: RegionCode | None = None
    budget_min: Yuan | None = None
    budget_max: Yuan | None = None
    deadline: Day | None = None
    required_qualifications: ShortTexts = Field(default_factory=list)
    filters: FilterBody = Field(default_factory=FilterBody)
    limit: Annotated[int, Field(strict=True, ge=1, le=100)] = SHOWN


class MatchQuery(FilterQuery):
    """What a list of matches is narrowed to."""

    limit: Annotated[int, Field(ge=1, le=100)] = SHOWN
