"""What matching reads in a published need."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict
from typing_extensions import override

from services.matching.replicas.contract import Snapshot, Texts, joined, named, none_is_empty


class MetricSnapshot(BaseModel):
    """What a need wants to reach."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    name: str
    comparison: str | None = None
    target_value: Decimal | None = None
    unit: str | None = None

    @property
    def text(self) -> str:
        """The metric in words, such as `含气率 <= 3 %`."""
        value = None if self.target_value is None else str(self.target_value)
        return joined(self.name, self.comparison, value, self.unit)


class DemandSnapshot(Snapshot):
    """The public side of a published need."""

    title: str
    description: str | None = None
    public_summary: str | None = None
    metric_targets: Annotated[tuple[MetricSnapshot, ...], BeforeValidator(none_is_empty)] = ()
    budget_min: Decimal | None = None
    budget_max: Decimal | None = None
    deadline: date | None = None
    industry_code: str | None = None
    required_qualifications: Texts = ()
    organization_name: str | None = None

    @property
    @override
    def headline(self) -> str:
        return self.title

    @override
    def passages(self) -> Iterator[str | None]:
        yield from (self.public_summary, self.description)
        yield from (metric.text for metric in self.metric_targets)
        yield from self.keywords

    @property
    @override
    def industries(self) -> tuple[str, ...]:
        return named(self.industry_code)
