"""What can be imported, where it goes, and which fields a row of it has."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from services.portal.pages.peers import PeerGateway
from services.portal.pages.texts import TEXTS
from shared.reading.shapes import Form, RowShape, Shape, row_shape

ROWS_A_BATCH: Final = 500
"""What a service takes at a time."""


@dataclass(frozen=True, slots=True)
class ImportKind:
    """A kind of record; the service's own description says which fields a row has."""

    name: str
    service: str
    schema: str
    text: str

    @property
    def path(self) -> str:
        """Where rows of this kind are posted."""
        return f"/{self.name}/import"


KINDS: Final[Mapping[str, ImportKind]] = {
    kind.name: kind
    for kind in (
        ImportKind("demands", "requests", "DemandDraft", "desk_need"),
        ImportKind("providers", "catalog", "ProviderDraft", "provider"),
        ImportKind("offerings", "catalog", "OfferingDraft", "offering"),
        ImportKind("experts", "catalog", "ExpertDraft", "expert"),
        ImportKind("facilities", "catalog", "FacilityDraft", "facility"),
        ImportKind("achievements", "catalog", "AchievementDraft", "achievement"),
    )
}
"""Needs first; then providers before what they offer."""

NOT_FOR_ROWS: Final = frozenset({"source", "owner_subject", "owner_organization"})
"""Said once for all rows, or for operators to say of one entry."""


class ImportGateway(PeerGateway):
    """Hands rows to the catalogue."""

    PEER: ClassVar[str] = "catalog"

    async def shape(self, kind: ImportKind) -> RowShape:
        """Return the fields of a row, as the service describes them."""
        described = (await self._ask("GET", "/openapi.json")).json()
        schemas = described["components"]["schemas"]
        whole = row_shape({**schemas[kind.schema], "$defs": schemas})
        known = {"source_id": Shape(Form.TEXT), **whole.fields}
        fields = {name: shape for name, shape in known.items() if name not in NOT_FOR_ROWS}
        return RowShape(fields, whole.required)

    async def send(
        self, kind: ImportKind, rows: Sequence[Mapping[str, object]], options: Mapping[str, Any]
    ) -> dict[str, Any]:
        """Send rows; return the service's report on them."""
        said = {**options, "rows": list(rows)}
        answer = await self._ask("POST", kind.path, json=said, timeout=LONGEST)
        found: dict[str, Any] = answer.json()
        return found


class NeedImportGateway(ImportGateway):
    """Hands rows to the requests service."""

    PEER: ClassVar[str] = "requests"


GATEWAYS: Final[Mapping[str, type[ImportGateway]]] = {
    gateway.PEER: gateway for gateway in (ImportGateway, NeedImportGateway)
}
"""By the name of the service that keeps the rows."""

LONGEST: Final = 60.0
"""Seconds that a batch may take."""


def field_label(name: str) -> str:
    """Return the name of the text that says what a field is."""
    own = f"import_field_{name}"
    return own if own in TEXTS else ""


def guess(column: str, shape: RowShape) -> str:
    """Return the field that a column most likely fills; nothing, if none is like it."""
    plain = column.strip().lower().replace(" ", "_")
    if plain in shape.fields:
        return plain
    for name in shape.fields:
        text = TEXTS.get(field_label(name))
        if text and column.strip() in {text.zh, text.en}:
            return name
    return ""
