"""What matching reads in the five kinds of catalogue entry."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict
from typing_extensions import override

from services.matching.replicas.contract import (
    Cases,
    CaseSnapshot,
    Snapshot,
    Texts,
    joined,
    named,
    none_is_empty,
)

CLOSED: Final = "temporarily_closed"


class EntrySnapshot(Snapshot):
    """What the five kinds of catalogue entry share."""

    status: str | None = None
    industry_codes: Texts = ()
    assured_date: date | None = None
    qualifications: Texts = ()
    service_area: Texts = ()
    capacity_status: str | None = None
    lead_time_days: int | None = None
    cases: Cases = ()

    @property
    @override
    def proofs(self) -> Sequence[CaseSnapshot]:
        return self.cases

    @property
    @override
    def industries(self) -> tuple[str, ...]:
        return self.industry_codes

    @property
    def offered(self) -> bool:
        """Whether it may be offered to a need: what is closed for a while may not."""
        return self.status != CLOSED

    @property
    def organization(self) -> str | None:
        """Whose it is."""
        return None

    @property
    def price_range(self) -> tuple[Decimal | None, Decimal | None]:
        """What it costs at least and at most, in 元; None where that is unknown."""
        return None, None


class ProviderSnapshot(EntrySnapshot):
    """An organization that helps."""

    name: str
    summary: str | None = None
    description: str | None = None
    capabilities: Texts = ()

    @property
    @override
    def headline(self) -> str:
        return self.name

    @override
    def passages(self) -> Iterator[str | None]:
        yield from (self.summary, self.description)
        yield from (*self.capabilities, *self.keywords, *self.qualifications)

    @property
    @override
    def organization(self) -> str | None:
        return self.name


class OfferingSnapshot(EntrySnapshot):
    """A service item."""

    title: str
    provider_name: str | None = None
    service_class: str | None = None
    scope: str | None = None
    deliverable: str | None = None
    price_min: Decimal | None = None
    price_max: Decimal | None = None

    @property
    @override
    def headline(self) -> str:
        return self.title

    @override
    def passages(self) -> Iterator[str | None]:
        yield from (self.scope, self.deliverable, *self.keywords, *self.qualifications)

    @property
    @override
    def names(self) -> tuple[str, ...]:
        return named(self.provider_name)

    @property
    @override
    def organization(self) -> str | None:
        return self.provider_name

    @property
    @override
    def price_range(self) -> tuple[Decimal | None, Decimal | None]:
        return self.price_min, self.price_max


class ResultSnapshot(BaseModel):
    """A patent, paper, standard or product of an expert."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    title: str
    year: int | None = None


class ExpertSnapshot(EntrySnapshot):
    """A tech envoy or another expert, one file a person."""

    name: str
    title: str | None = None
    organization_name: str | None = None
    summary: str | None = None
    specialties: Texts = ()
    results: Annotated[tuple[ResultSnapshot, ...], BeforeValidator(none_is_empty)] = ()
    service_history: Cases = ()
    hours_per_month: int | None = None
    recommended: bool = True

    @property
    @override
    def offered(self) -> bool:
        return super().offered and self.recommended

    @property
    @override
    def headline(self) -> str:
        return self.name

    @property
    @override
    def topic(self) -> str:
        return ""

    @override
    def passages(self) -> Iterator[str | None]:
        yield from (*self.specialties, self.summary, *self.keywords)

    @property
    @override
    def names(self) -> tuple[str, ...]:
        return named(self.organization_name)

    @property
    @override
    def proofs(self) -> Sequence[CaseSnapshot]:
        results = (CaseSnapshot(title=result.title, year=result.year) for result in self.results)
        return (*self.service_history, *results)

    @property
    @override
    def organization(self) -> str | None:
        return self.organization_name


class ParameterSnapshot(BaseModel):
    """What an instrument or line can do, from a minimum to a maximum."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    name: str
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    unit: str | None = None
    note: str | None = None

    @property
    def text(self) -> str:
        """The parameter in words, such as `温度 -70~180 ℃`."""
        bounds = "~".join(str(bound) for bound in (self.minimum, self.maximum) if bound is not None)
        return joined(self.name, bounds or None, self.unit, self.note)


class FacilitySnapshot(EntrySnapshot):
    """An instrument, a testing line, a pilot line or a big-science facility."""

    title: str
    provider_name: str | None = None
    summary: str | None = None
    parameters: Annotated[tuple[ParameterSnapshot, ...], BeforeValidator(none_is_empty)] = ()
    standards: Texts = ()
    fee_min: Decimal | None = None
    fee_max: Decimal | None = None

    @property
    @override
    def headline(self) -> str:
        return self.title

    @override
    def passages(self) -> Iterator[str | None]:
        yield self.summary
        yield from (parameter.text for parameter in self.parameters)
        yield from (*self.standards, *self.keywords, *self.qualifications)

    @property
    @override
    def names(self) -> tuple[str, ...]:
        return named(self.provider_name)

    @property
    @override
    def organization(self) -> str | None:
        return self.provider_name


class AchievementSnapshot(EntrySnapshot):
    """A result of research that can be taken over."""

    title: str
    owner_name: str | None = None
    summary: str | None = None
    advantages: str | None = None
    inventors: Texts = ()
    transfer_price_min: Decimal | None = None
    transfer_price_max: Decimal | None = None

    @property
    @override
    def headline(self) -> str:
        return self.title

    @override
    def passages(self) -> Iterator[str | None]:
        yield from (self.summary, self.advantages, *self.keywords)

    @property
    @override
    def names(self) -> tuple[str, ...]:
        return (*named(self.owner_name), *self.inventors)

    @property
    @override
    def organization(self) -> str | None:
        return self.owner_name

    @property
    @override
    def price_range(self) -> tuple[Decimal | None, Decimal | None]:
        return self.transfer_price_min, self.transfer_price_max
