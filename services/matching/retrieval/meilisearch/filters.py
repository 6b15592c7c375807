"""Writes our filters in the server's language. Values are quoted: none becomes syntax."""

from collections import defaultdict
from collections.abc import Iterable

from services.matching.retrieval.conditions import Condition, conditions
from services.matching.retrieval.meilisearch.settings import ID
from services.matching.retrieval.port import Filters


def filter_of(filters: Filters) -> list[str]:
    """Return conditions that must all hold."""
    return list(map(_written, conditions(filters)))


def among(ids: Iterable[str]) -> str:
    """Return the condition that a document is one of these."""
    return _one_of(ID, ids)


def _written(condition: Condition) -> str:
    values: dict[str, list[str]] = defaultdict(list)
    for held in condition:
        values[held.field].append(held.value)
    return " OR ".join(_one_of(field, listed) for field, listed in values.items())


def _one_of(field: str, values: Iterable[str]) -> str:
    return f"{field} IN [{','.join(map(_quoted, values))}]"


def _quoted(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
