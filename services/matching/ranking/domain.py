"""What the ranker knows, and the table of factors it answers with."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from services.matching.ranking.history import History


class FactorName(StrEnum):
    """What an entry is judged by, in the order it is shown."""

    TOPICAL_FIT = "topical_fit"
    MEANING = "meaning"
    EVIDENCE = "evidence"
    QUALIFICATION = "qualification"
    REGION = "region"
    BUDGET = "budget"
    TIME = "time"
    LOAD = "load"
    TRACK_RECORD = "track_record"
    DEALINGS = "dealings"
    FRESHNESS = "freshness"


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """What is asked for. `None` and empty mean: not said."""

    key: str
    title: str
    text: str = ""
    region_code: str | None = None
    budget_min: Decimal | None = None
    budget_max: Decimal | None = None
    deadline: date | None = None
    required_qualifications: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A case or result of an entry; `confirmed_by` is `enterprise`, `operator` or nobody."""

    title: str
    year: int | None = None
    outcome: str | None = None
    confirmed_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What is offered. `None` and empty mean: unknown.

    `cases` stand in the order of `IndexDocument.cases`, whose fits are `Fit.cases`.
    `active_engagements` are those under way now; `capacity_status` is `available`,
    `limited` or `full`. `history` is what the platform itself has seen of it, and None where
    outcomes are not to change the order. What nobody is to be ranked by (who somebody is, of
    what sex, age or people) has no field here: `title` is empty for a person.
    """

    key: str
    kind: str
    title: str
    text: str = ""
    region_code: str | None = None
    service_area: tuple[str, ...] = ()
    price_min: Decimal | None = None
    price_max: Decimal | None = None
    lead_time_days: int | None = None
    qualifications: tuple[str, ...] = ()
    capacity_status: str | None = None
    hours_per_month: int | None = None
    active_engagements: int | None = None
    assured_on: date | None = None
    cases: tuple[Case, ...] = ()
    history: History | None = None


class Meaning(NamedTuple):
    """How close two texts are to a language model, as it was asked.

    `value` is 0 (as close as any two texts) to 1 (the same), made from their `cosine`; or both
    are None: unknown, for lack of what `missing` names.
    """

    model: str
    value: float | None = None
    cosine: float | None = None
    missing: str = ""


class Fit(NamedTuple):
    """How close an entry's text, and each of its cases, is to the need: each 0 to 1.

    `meaning` is None where no model is asked.
    """

    topical: float
    cases: tuple[float, ...] = ()
    meaning: Meaning | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing a factor rests on: the field of the record, and what stands there."""

    source: str
    value: str | float


@dataclass(frozen=True, slots=True, kw_only=True)
class Factor:
    """One row of the table. `value` is 0 to 1, or `None`: unknown, which adds nothing.

    `evidence` names the fields (`"entry.price_max"`, `"need.budget_max"`) it rests
    on or, when unknown, `missing` names those that would have to be known.
    """

    name: FactorName
    value: float | None
    weight: float
    evidence: tuple[Evidence, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def known(self) -> bool:
        """Whether enough is known to judge this."""
        return self.value is not None

    @property
    def contribution(self) -> float:
        """What this adds to the score."""
        return 0.0 if self.value is None else self.value * self.weight

    @property
    def could_add(self) -> float:
        """What this could add at most beyond what it adds now."""
        return self.weight - self.contribution


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """How well an entry fits a need; the contributions of the factors add up to `score`."""

    need_key: str
    entry_key: str
    factors: tuple[Factor, ...]
    ranker_version: str

    @cached_property
    def score(self) -> float:
        """The sum of the contributions, 0 to 1."""
        return sum(factor.contribution for factor in self.factors)

    def factor(self, name: FactorName) -> Factor:
        """Return the row of that name; every assessment has all of them."""
        return next(factor for factor in self.factors if factor.name is name)


@dataclass(frozen=True, slots=True)
class Sentence:
    """The same statement in both languages."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Place:
    """A piece of an original text, and where in it terms stand: (start, end) pairs."""

    field: str
    text: str
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchedTerm:
    """A term both sides speak of, as each writes it.

    `share` is its part of all that the two texts share: long and rare words have more.
    """

    need_form: str
    entry_form: str
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why: terms in context, and what speaks for, against, or is not known."""

    terms: tuple[MatchedTerm, ...] = ()
    need_places: tuple[Place, ...] = ()
    entry_places: tuple[Place, ...] = ()
    reasons_for: tuple[Sentence, ...] = ()
    reasons_against: tuple[Sentence, ...] = ()
    unknown: tuple[Sentence, ...] = ()
