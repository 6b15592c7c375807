"""What a caller reads of demands: the statements, and what they may see of what is found."""

from typing import Any
from uuid import UUID

import orjson

from services.requests import policy
from services.requests.demands import stored
from services.requests.demands.errors import DemandNotFoundError
from services.requests.demands.listing import page_of, public_page_of
from services.requests.demands.projection import Shape
from services.requests.demands.publicly import TOLD, Told
from services.requests.demands.schemas import DemandFilters
from services.requests.grants.given import given_to
from shared.auth import Caller
from shared.pagination import Page
from shared.statements import Statements


async def look_at(statements: Statements, caller: Caller, demand_id: UUID) -> Shape:
    """Return what the caller may read of a demand.

    Raises:
        DemandNotFoundError: There is none that the caller may know of.
    """
    # In this order, what may not be known of takes as long as what there is not.
    person = policy.demands.person_of(caller)
    given = await given_to(statements, person, [demand_id])
    demand = await stored.find(statements, demand_id, known=person.subject is not None)
    if demand is None:
        raise DemandNotFoundError(demand_id)
    return policy.demands.require_sight(caller, demand, given.get(demand_id, ()))


async def look_publicly_at(statements: Statements, demand_id: UUID) -> bytes:
    """Return what anybody may read of a demand, in JSON.

    Raises:
        DemandNotFoundError: There is none that is for everybody.
    """
    prepared = stored.one_of(stored.FOR_NOBODY)
    found = await statements.made(TOLD, prepared, demand_id=demand_id)
    if not found:
        raise DemandNotFoundError(demand_id)
    return _json(found[0])


async def look_publicly_through(statements: Statements, wanted: DemandFilters) -> Page[Any]:
    """Return the demands that are for everybody, each as far as it is, in JSON."""
    found = await public_page_of(statements, wanted)
    return wanted.page().page(
        found, key=lambda told: told.id, read=lambda told: orjson.Fragment(_json(told))
    )


def _json(told: Told) -> bytes:
    if told.json is None:
        raise DemandNotFoundError(told.id)
    return told.json


async def look_through(
    statements: Statements, caller: Caller, wanted: DemandFilters
) -> Page[Shape]:
    """Return the demands the caller may know of, each as far as they may."""
    person = policy.demands.person_of(caller)
    found = await page_of(statements, person, wanted)
    given = await given_to(statements, person, [demand.id for demand in found])
    return wanted.page().page(
        found,
        key=lambda demand: demand.id,
        read=lambda demand: policy.demands.require_sight(caller, demand, given.get(demand.id, ())),
    )
