"""Demands as anybody may read them, written in JSON: what is asked for more often than all else."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from services.requests.demands.disclosure import PUBLIC
from services.requests.demands.projection import demand_as
from services.requests.demands.stored import FOR_NOBODY, demand_of
from shared.statements import Making, Row
from shared.written import json_of

REMEMBERED: Final = 1_000
"""How many demands, of some five kilobytes each."""


@dataclass(frozen=True, slots=True)
class Told:
    """A demand as anybody may read it; `json` is None if it is not for them to know of."""

    id: UUID
    json: bytes | None


def _told(row: Row) -> Told:
    demand = demand_of(FOR_NOBODY, row)
    shape = demand_as(PUBLIC, demand)
    return Told(demand.id, None if shape is None else json_of(shape))


TOLD: Final = Making(_told, most=REMEMBERED)
"""Nobody in particular was given anything in a demand: what they see lies in its columns alone."""
