"""What filters ask of a document, field by field, the same for every engine."""

from collections.abc import Iterator
from typing import NamedTuple

from services.matching.retrieval.places import covering
from services.matching.retrieval.port import Facet, Filters
from services.matching.retrieval.schema import COVERS, SERVES


class Held(NamedTuple):
    """A value that a document has in a field."""

    field: str
    value: str


Condition = tuple[Held, ...]
"""One of these has to be held."""


def conditions(filters: Filters) -> Iterator[Condition]:
    """Yield conditions that must all hold."""
    alternatives = {
        Facet.KIND: filters.kinds,
        Facet.INDUSTRY: filters.industries,
        Facet.SERVICE_CLASS: filters.service_classes,
        Facet.DISCIPLINE: filters.disciplines,
        Facet.CAPACITY: filters.capacities,
    }
    for facet, values in alternatives.items():
        if values:
            yield tuple(Held(facet.value, value) for value in values)
    if filters.regions:
        yield tuple(_serving(filters.regions))
    yield from ((Held(Facet.QUALIFICATION.value, held),) for held in filters.qualifications)


def _serving(regions: tuple[str, ...]) -> Iterator[Held]:
    """Yield by which fields and values one of the regions is served."""
    for region in regions:
        yield Held(SERVES, region)
        yield Held(Facet.REGION.value, region)
    for area in sorted({wider for region in regions for wider in covering(region)}):
        yield Held(COVERS, area)
