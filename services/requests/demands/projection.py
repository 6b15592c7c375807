"""Turns a stored demand into what somebody may read of it: the only way out of the service."""

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Any, Final

from services.requests.demands.disclosure import (
    NO_GRANTS,
    PUBLIC,
    Disclosure,
    Grant,
    Person,
    disclosure,
    parties,
    visible_fields,
)
from services.requests.demands.editing import editable_fields
from services.requests.demands.life import actions_for
from services.requests.demands.models import Demand, DemandTransition
from services.requests.demands.reads import (
    DemandConfided,
    DemandDesk,
    DemandFull,
    DemandNotice,
    DemandOutline,
    DemandPrivate,
)
from services.requests.demands.schemas import DemandDraft
from services.requests.demands.timekeeping import desk_of
from shared.clock import utc_now

Shape = DemandNotice | DemandOutline | DemandFull | DemandConfided | DemandDesk | DemandPrivate

_SHAPES: Final[Mapping[Disclosure, type[Shape]]] = MappingProxyType(
    {
        Disclosure.NOTICE: DemandNotice,
        Disclosure.OUTLINE: DemandOutline,
        Disclosure.FULL: DemandFull,
        Disclosure.CONFIDED: DemandConfided,
        Disclosure.DESK: DemandDesk,
        Disclosure.PRIVATE: DemandPrivate,
    }
)
_NAMED: Final[Mapping[Disclosure, frozenset[str]]] = MappingProxyType(
    {shown: frozenset(shape.model_fields) for shown, shape in _SHAPES.items()}
)
_WORKED_OUT: Final = frozenset({"actions", "changeable", "desk"})
_WRITTEN: Final = frozenset(DemandDraft.model_fields)


def demand_as(
    person: Person, demand: Demand, grants: Collection[Grant] = NO_GRANTS
) -> Shape | None:
    """Return what the person may read of the demand; None if not even that there is one."""
    standing, now = demand.standing(), utc_now()
    shown = disclosure(person, standing, grants, now)
    if shown is None:
        return None
    shape = _SHAPES[shown]
    readable = visible_fields(person, standing, grants, now) & _NAMED[shown]
    stored = vars(demand)  # Nearly all of it; a column's own way to it takes ten times as long.
    values = {
        name: stored[name] if name in stored else getattr(demand, name)
        for name in readable - _WORKED_OUT
    }
    if "actions" in readable:
        asked = demand.closing_reason is not None
        roles = parties(person, standing)
        values["actions"] = actions_for(demand.status, roles, closing_proposed=asked)
    if "changeable" in readable:
        values["changeable"] = sorted(editable_fields(person, standing, _WRITTEN))
    if "desk" in readable:
        values["desk"] = desk_of(demand, now)
    return shape.model_validate(values)


def public_document(demand: Demand) -> dict[str, Any] | None:
    """Return what the feed carries of the demand; None if the public may not know of it."""
    shape = demand_as(PUBLIC, demand)
    return None if shape is None else shape.model_dump(mode="json")


def without_confidential_words(step: DemandTransition) -> DemandTransition:
    """Return a step as operators read it who do not work on the need: a copy, kept nowhere.

    Passages that were marked in confidential details repeat them.
    """
    passages = (step.details or {}).get("passages", [])
    told = [passage for passage in passages if passage["field"] != "confidential_detail"]
    if len(told) == len(passages):
        return step
    details = {**(step.details or {}), "passages": told}
    return DemandTransition(**{**step.model_dump(), "details": details})
