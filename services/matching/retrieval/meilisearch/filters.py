"""Writes our filters in the server's language. Values are quoted: none becomes syntax."""

from collections.abc import Iterable, Iterator

from services.matching.retrieval.meilisearch.settings import ID
from services.matching.retrieval.places import covering
from services.matching.retrieval.port import Facet, Filters
from services.matching.retrieval.schema import COVERS, SERVES


def filter_of(filters: Filters) -> list[str]:
    """Return conditions that must all hold."""
    return list(_conditions(filters))


def among(ids: Iterable[str]) -> str:
    """Return the condition that a document is one of these."""
    return _one_of(ID, ids)


def _conditions(filters: Filters) -> Iterator[str]:
    alternatives = {
        Facet.KIND: filters.kinds,
        Facet.INDUSTRY: filters.industries,
        Facet.SERVICE_CLASS: filters.service_classes,
        Facet.DISCIPLINE: filters.disciplines,
        Facet.CAPACITY: filters.capacities,
    }
    for facet, values in alternatives.items():
        if values:
            yield _one_of(facet, values)
    if filters.regions:
        regions = {SERVES: filters.regions, Facet.REGION: filters.regions}
        covers = sorted({wider for code in filters.regions for wider in covering(code)})
        yield " OR ".join(
            _one_of(name, codes) for name, codes in {**regions, COVERS: covers}.items()
        )
    yield from (_one_of(Facet.QUALIFICATION, [held]) for held in filters.qualifications)


def _one_of(field: str, values: Iterable[str]) -> str:
    return f"{field} IN [{','.join(map(_quoted, values))}]"


def _quoted(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
