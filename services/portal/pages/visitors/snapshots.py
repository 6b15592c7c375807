"""The parts of what the services tell that anybody may see on a page."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Final
from uuid import UUID

from pydantic import BaseModel

from services.portal.pages.gateways import FAINT, PlaceSnapshot

PLURALS: Final[Mapping[str, str]] = {
    "provider": "providers",
    "offering": "offerings",
    "expert": "experts",
    "facility": "facilities",
    "achievement": "achievements",
}
"""The kinds of entry, with what they are called in addresses."""


class HitSnapshot(BaseModel):
    """A record that was found, with the places where the words stand."""

    kind: str
    id: UUID
    organization: str | None
    region_name: str | None
    title_highlight: PlaceSnapshot
    snippet: PlaceSnapshot | None
    summary: str | None


class SearchSnapshot(BaseModel):
    """What was found, best first; `facets` counts all of it, not only this page."""

    items: list[HitSnapshot]
    total: int
    facets: dict[str, dict[str, int]]
    pending_changes: int


class CaseSnapshot(BaseModel):
    """A piece of work that was done, how it ended, and who vouches for that."""

    title: str
    summary: str | None = None
    industry_code: str | None = None
    year: int | None = None
    outcome: str | None = None
    confirmed_by: str | None = None


class ResultSnapshot(BaseModel):
    """A patent, paper, standard or product of an expert."""

    title: str
    year: int | None = None
    kind: str | None = None


class ParameterSnapshot(BaseModel):
    """What a facility can do."""

    name: str
    minimum: float | None = None
    maximum: float | None = None
    unit: str
    note: str | None = None

    @property
    def range(self) -> str:
        """The range with its unit: -70 - 180 ℃; an open end is shown as ≥ or ≤."""
        low, high = self.minimum, self.maximum
        if low is not None and high is not None:
            said = f"{low:.15g}" if low == high else f"{low:.15g} - {high:.15g}"
        elif low is not None:
            said = f"≥ {low:.15g}"
        else:
            said = "" if high is None else f"≤ {high:.15g}"
        return f"{said} {self.unit}".strip()


class ProviderReference(BaseModel):
    """The provider an entry belongs to, as the catalogue knows it now."""

    id: UUID
    name: str
    status: str


class EntrySnapshot(BaseModel):
    """An entry of any of the five kinds; what its kind does not have is None or empty."""

    id: UUID
    status: str
    updated_at: datetime
    assured_date: date | None
    stale: bool | None = None
    keywords: list[str]
    industry_codes: list[str]
    discipline_codes: list[str]
    region_code: str | None
    name: str | None = None
    title: str | None = None
    summary: str | None = None
    description: str | None = None
    kind_of_body: str | None = None
    capabilities: list[str] = []
    qualifications: list[str] = []
    service_area: list[str] = []
    website: str | None = None
    founded_on: date | None = None
    uscc: str | None = None
    provider: ProviderReference | None = None
    provider_name: str | None = None
    service_class: str | None = None
    scope: str | None = None
    deliverable: str | None = None
    price_min: Decimal | None = None
    price_max: Decimal | None = None
    price_note: str | None = None
    lead_time_days: int | None = None
    capacity_status: str | None = None
    expert_kind: str | None = None
    organization_name: str | None = None
    specialties: list[str] = []
    results: list[ResultSnapshot] = []
    hours_per_month: int | None = None
    registration_number: str | None = None
    languages: list[str] = []
    recommended: bool = True
    facility_class: str | None = None
    parameters: list[ParameterSnapshot] = []
    standards: list[str] = []
    fee_min: Decimal | None = None
    fee_max: Decimal | None = None
    fee_unit: str | None = None
    training_rule: str | None = None
    owner_name: str | None = None
    advantages: str | None = None
    trl: int | None = None
    ipr_status: str | None = None
    ipr_number: str | None = None
    cooperation_types: list[str] = []
    transfer_price_min: Decimal | None = None
    transfer_price_max: Decimal | None = None
    year: int | None = None
    inventors: list[str] = []
    cases: list[CaseSnapshot] = []
    service_history: list[CaseSnapshot] = []
    actions: list[str] = []

    @property
    def heading(self) -> str:
        """What it is called."""
        return self.name or self.title or ""

    @property
    def organization(self) -> str | None:
        """Whose it is, or where the person works."""
        if self.provider:
            return self.provider.name
        return self.provider_name or self.owner_name or self.organization_name

    @property
    def lead(self) -> str | None:
        """What it is, in a few sentences."""
        return self.summary or self.scope

    @property
    def done(self) -> list[CaseSnapshot]:
        """Its cases, those that somebody vouches for first."""
        found = [*self.cases, *self.service_history]
        return sorted(found, key=lambda case: (case.confirmed_by is None, -(case.year or 0)))

    @property
    def solved(self) -> int:
        """How many of its cases are confirmed as solved."""
        return sum(case.outcome == "solved" and case.confirmed_by is not None for case in self.done)


class EntryPage(BaseModel):
    """Some entries of a kind, in order."""

    items: list[EntrySnapshot]
    next_cursor: str | None = None


class MarksSnapshot(BaseModel):
    """How many firms have marked an entry's work, and how well on average, 1 to 5."""

    count: int
    mean: float | None


class FittingNeed(BaseModel):
    """An open need that an entry fits, and why."""

    id: UUID
    title: str
    score: float
    nearness: str
    nearness_label: str
    reasons_for: list[str]
    reasons_against: list[str]

    @property
    def on_the_matter(self) -> bool:
        """Whether they speak of the same thing: to be near and free is not enough."""
        return self.nearness != FAINT


class FittingList(BaseModel):
    """Open needs that an entry fits, best first."""

    items: list[FittingNeed]


class KindCount(BaseModel):
    """How many entries of a kind there are in each status."""

    kind: str
    counts: dict[str, int]


class CatalogSummary(BaseModel):
    """How much the catalogue holds."""

    kinds: list[KindCount]

    @property
    def totals(self) -> dict[str, int]:
        """How many of each kind anybody may see."""
        return {one.kind: sum(one.counts.values()) for one in self.kinds}


class StatusCount(BaseModel):
    """How many needs stand at a status."""

    status: str
    demands: int


class NeedSummary(BaseModel):
    """How many needs there are, by where they stand."""

    statuses: list[StatusCount]


class OutcomeSnapshot(BaseModel):
    """How many needs were published and what became of them; each need is counted once."""

    published: int
    solved: int
    partly: int
    returned: int
    unsolved: int
    open: int

    @property
    def rate(self) -> float | None:
        """The part of the published needs that was confirmed as solved; None of none."""
        return self.solved / self.published if self.published else None


class SolvedSnapshot(BaseModel):
    """A solved need that its firm lets everybody know of."""

    id: UUID
    title: str
    summary: str | None
    outcome: str
    industry_code: str | None
    year: int


class SolvedPage(BaseModel):
    """Some solved needs, the newest first."""

    items: list[SolvedSnapshot]
    next_cursor: str | None = None
