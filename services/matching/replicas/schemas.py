"""A published record in the few words that a list shows, and what lists are narrowed by."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from services.matching.replicas.contract import Snapshot
from services.matching.replicas.demands import DemandSnapshot
from services.matching.replicas.entries import EntrySnapshot
from services.matching.replicas.repository import StoredRecord
from services.matching.retrieval.port import Filters
from shared.classification import region_name
from shared.language import current_language
from shared.schemas import storable

SUMMARY_LENGTH = 160

Kind = Literal["provider", "offering", "expert", "facility", "achievement", "demand"]
_Value = Annotated[str, Field(max_length=64), AfterValidator(storable)]
_Values = Annotated[list[_Value], Field(max_length=20)]


class SubjectRead(BaseModel):
    """A record in the few words that a list shows; null is unknown or not public."""

    kind: Kind
    id: str
    title: str
    organization: str | None
    summary: str | None
    region_code: str | None
    region_name: str | None


class FilterQuery(BaseModel):
    """Narrows a search: values of one field are alternatives, all fields must hold.

    Every one of `qualification` must be held. A region (GB/T 2260), industry (GB/T 4754)
    or discipline (GB/T 13745) also stands for what lies within it.
    """

    model_config = ConfigDict(extra="forbid")

    kind: Annotated[list[Kind], Field(max_length=6)] = []
    region: _Values = []
    industry: _Values = []
    discipline: _Values = []
    service_class: _Values = []
    qualification: _Values = []
    capacity: _Values = []

    def filters(self) -> Filters:
        """Return the same as the search index understands it."""
        return Filters(
            kinds=tuple(self.kind),
            regions=tuple(self.region),
            industries=tuple(self.industry),
            service_classes=tuple(self.service_class),
            qualifications=tuple(self.qualification),
            disciplines=tuple(self.discipline),
            capacities=tuple(self.capacity),
        )


def subject_of(record: StoredRecord) -> SubjectRead:
    """Return what a list shows of a record that is not gone."""
    snapshot = record.snapshot
    return SubjectRead.model_validate(
        {
            "kind": record.kind,
            "id": str(snapshot.id),
            "title": snapshot.headline,
            "organization": _organization(snapshot),
            "summary": _summary(snapshot),
            "region_code": snapshot.region_code,
            "region_name": _region(snapshot.region_code),
        }
    )


def _region(code: str | None) -> str | None:
    return region_name(code, current_language.get()) if code else None


def _organization(snapshot: Snapshot) -> str | None:
    if isinstance(snapshot, DemandSnapshot):
        return snapshot.organization_name
    return snapshot.organization if isinstance(snapshot, EntrySnapshot) else None


def _summary(snapshot: Snapshot) -> str | None:
    text = " ".join(snapshot.text.split())
    if len(text) <= SUMMARY_LENGTH:
        return text or None
    return text[: SUMMARY_LENGTH - 1] + "…"
