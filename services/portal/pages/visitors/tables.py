"""The public lists that are given away whole, and how they are written."""

import csv
import io
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

import orjson

from services.portal.pages.peers import Parameters, PeerGateway
from services.portal.pages.visitors.gateway import (
    OPEN,
    CatalogGateway,
    OpenNeedsGateway,
)
from shared.cells import safe_cell

Row = Mapping[str, Any]

BYTE_ORDER_MARK: Final = "\ufeff"
"""So that spreadsheets read a CSV file as UTF-8."""


class TableName(StrEnum):
    """The lists. Experts are people: their files are read one by one, not taken away."""

    PROVIDERS = "providers"
    OFFERINGS = "offerings"
    FACILITIES = "facilities"
    ACHIEVEMENTS = "achievements"
    NEEDS = "needs"
    SOLVED = "solved"


class Format(StrEnum):
    """How a list is written: one JSON object a line, or a sheet."""

    JSONL = "jsonl"
    CSV = "csv"

    @property
    def media_type(self) -> str:
        """What it is called in a header."""
        return "application/x-ndjson" if self is Format.JSONL else "text/csv; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Table:
    """A public list, and the fields of it that are given away."""

    gateway: type[PeerGateway]
    path: str
    fields: Sequence[str]
    wanted: Parameters = field(default_factory=dict)

    async def written(
        self, form: Format, first: list[Any], parts: AsyncIterator[list[Any]]
    ) -> AsyncIterator[bytes]:
        """Yield the list as a file, a part at a time."""
        if form is Format.CSV:
            yield (BYTE_ORDER_MARK + _sheet([self.fields])).encode()
        yield self._part(form, first)
        async for part in parts:
            yield self._part(form, part)

    def _part(self, form: Format, rows: list[Any]) -> bytes:
        told = ({name: row.get(name) for name in self.fields} for row in rows)
        if form is Format.JSONL:
            return b"".join(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE) for row in told)
        return _sheet([_cell(row[name]) for name in self.fields] for row in told).encode()


def _sheet(rows: Iterable[Sequence[str]]) -> str:
    sheet = io.StringIO()
    csv.writer(sheet).writerows(rows)
    return sheet.getvalue()


def _cell(value: object) -> str:
    """Return what stands in a cell; no spreadsheet takes it for a formula."""
    if value is None:
        return ""
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return safe_cell("；".join(value))
    if isinstance(value, list | dict):
        return safe_cell(orjson.dumps(value).decode())
    return str(value) if isinstance(value, bool | int | float) else safe_cell(str(value))


_ENTRY: Final = (
    "id",
    "status",
    "source",
    "source_id",
    "assured_date",
    "updated_at",
    "region_code",
    "industry_codes",
    "discipline_codes",
    "keywords",
)
"""What is told of an entry of any kind."""


def _entries(path: str, *fields: str) -> Table:
    return Table(CatalogGateway, f"/{path}", (*_ENTRY, *fields))


TABLES: Final[Mapping[TableName, Table]] = {
    TableName.PROVIDERS: _entries(
        "providers",
        "name",
        "uscc",
        "kind_of_body",
        "summary",
        "description",
        "capabilities",
        "qualifications",
        "service_area",
        "website",
        "founded_on",
        "cases",
    ),
    TableName.OFFERINGS: _entries(
        "offerings",
        "title",
        "provider_id",
        "provider_name",
        "service_class",
        "scope",
        "deliverable",
        "price_min",
        "price_max",
        "price_note",
        "lead_time_days",
        "qualifications",
        "service_area",
        "capacity_status",
        "cases",
    ),
    TableName.FACILITIES: _entries(
        "facilities",
        "title",
        "provider_id",
        "provider_name",
        "facility_class",
        "summary",
        "parameters",
        "standards",
        "qualifications",
        "fee_min",
        "fee_max",
        "fee_unit",
        "training_rule",
        "capacity_status",
        "lead_time_days",
    ),
    # Inventors are people, too.
    TableName.ACHIEVEMENTS: _entries(
        "achievements",
        "title",
        "owner_id",
        "owner_name",
        "summary",
        "advantages",
        "trl",
        "ipr_status",
        "ipr_number",
        "cooperation_types",
        "transfer_price_min",
        "transfer_price_max",
        "year",
        "cases",
    ),
    TableName.NEEDS: Table(
        OpenNeedsGateway,
        "/demands",
        (
            "id",
            "case_number",
            "status",
            "confidentiality",
            "title",
            "public_summary",
            "industry_code",
            "region_code",
            "budget_band",
            "deadline",
            "urgency",
            "published_at",
            "expires_on",
        ),
        {"status": OPEN},
    ),
    TableName.SOLVED: Table(
        OpenNeedsGateway, "/cases", ("id", "title", "summary", "outcome", "industry_code", "year")
    ),
}
