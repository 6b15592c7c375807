"""What can be imported, where it goes, and what a row of it may say."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from typing import Final

from pydantic import BaseModel

from shared.language import Text
from shared.reading.shapes import RowShape, row_shape


class KindName(StrEnum):
    """The kinds, in the order in which they are best imported: providers before what they offer."""

    PROVIDERS = "providers"
    OFFERINGS = "offerings"
    EXPERTS = "experts"
    FACILITIES = "facilities"
    ACHIEVEMENTS = "achievements"
    DEMANDS = "demands"


@dataclass(frozen=True, slots=True)
class ImportKind:
    """One kind of record; the service's own schema says which fields a row has."""

    name: KindName
    service: str
    module: str
    schema: str
    label: Text

    @property
    def path(self) -> str:
        """Where rows of this kind are posted."""
        return f"/{self.service}/{self.name}/import"

    def shape(self) -> RowShape:
        """Return the fields of a row; the source is said once for all rows, not in each."""
        # Imported when asked for: the command line starts without loading every service.
        schema = getattr(import_module(self.module), self.schema)
        if not issubclass(schema, BaseModel):
            raise TypeError(schema)
        whole = row_shape(schema.model_json_schema(mode="validation"))
        fields = {name: shape for name, shape in whole.fields.items() if name != "source"}
        return RowShape(fields, whole.required)


def _catalogue(name: KindName, schema: str, label: Text) -> ImportKind:
    return ImportKind(name, "catalog", f"services.catalog.{name}.schemas", schema, label)


KINDS: Final[Mapping[KindName, ImportKind]] = {
    kind.name: kind
    for kind in (
        _catalogue(KindName.PROVIDERS, "ProviderDraft", Text("服务机构", "providers")),
        _catalogue(KindName.OFFERINGS, "OfferingDraft", Text("服务项目", "offerings")),
        _catalogue(KindName.EXPERTS, "ExpertDraft", Text("专家", "experts")),
        _catalogue(KindName.FACILITIES, "FacilityDraft", Text("设施设备", "facilities")),
        _catalogue(KindName.ACHIEVEMENTS, "AchievementDraft", Text("科技成果", "achievements")),
        ImportKind(
            KindName.DEMANDS,
            "requests",
            "services.requests.demands.schemas",
            "DemandRow",
            Text("需求", "demands"),
        ),
    )
}
