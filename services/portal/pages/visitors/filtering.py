"""Lists that are narrowed by a form, and their addresses."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Self
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from services.portal.pages.content import kept
from services.portal.pages.regions import region_code_of
from shared.pagination import CURSOR_PATTERN

MOST_SIGNS: Final = 64
CURSOR: Final = re.compile(CURSOR_PATTERN)
LABELS: Final = {
    "region": "list_region",
    "industry": "list_industry",
    "qualification": "list_qualification",
    "capacity_status": "services_capacity",
    "service_class": "facet_service_class",
    "sort": "list_sort",
}
"""What the fields are called."""


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What a list is narrowed to: one value at most of each field."""

    path: str
    said: Mapping[str, str]
    cursor: str = ""

    @classmethod
    def read(cls, path: str, names: Iterable[str], query: QueryParams) -> Self:
        """Return what an address asks for; what is not ours is left out."""
        found = {name: kept("", query.get(name, "")).strip()[:MOST_SIGNS] for name in names}
        said = {name: value for name, value in found.items() if value}
        if "region" in said:
            said["region"] = region_code_of(said["region"])
        cursor = query.get("cursor", "")
        return cls(path, said, cursor if CURSOR.fullmatch(cursor) else "")

    def value(self, name: str) -> str:
        """Return what stands in a field."""
        return self.said.get(name, "")

    def parameters(self) -> dict[str, str]:
        """Return what a service is asked for."""
        return {**self.said, **({"cursor": self.cursor} if self.cursor else {})}

    def having(self, name: str, value: str) -> str:
        """Return the address of the list with another value in a field."""
        return self._address({**self.said, name: value})

    def from_cursor(self, cursor: str) -> str:
        """Return the address of the part of the list that a cursor leads to."""
        return self._address({**self.said, "cursor": cursor})

    def _address(self, said: Mapping[str, str]) -> str:
        pairs = {name: value for name, value in said.items() if value}
        return f"{self.path}?{urlencode(pairs)}" if pairs else self.path
