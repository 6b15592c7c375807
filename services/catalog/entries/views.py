"""What a reader gets to see of an entry."""

from collections.abc import Mapping
from typing import Any

from services.catalog import policy
from services.catalog.entries.domain import is_stale
from services.catalog.entries.kind import Kind
from services.catalog.entries.lifecycle import possible_actions
from services.catalog.entries.models import EntryTable
from services.catalog.entries.schemas import EntryRead, ProviderReference
from shared.auth import Caller
from shared.clock import city_today


def public_view(kind: Kind, entry: EntryTable, provider: EntryTable | None) -> EntryRead:
    """Return what anybody may read of an entry."""
    return kind.read.model_validate(_shown(kind, entry, provider))


def view(kind: Kind, entry: EntryTable, provider: EntryTable | None, caller: Caller) -> EntryRead:
    """Return what the caller may read of an entry they may see."""
    parties = policy.entries.parties(caller, kind.kind, entry)
    if not parties:
        return public_view(kind, entry, provider)
    held = entry.held_by_operator
    actions = possible_actions(entry.status, parties, held_by_operator=held)
    cases = kind.stated_in(entry)[kind.cases_field] if kind.cases_field else []
    besides = {"actions": actions, "stated_cases": cases}
    return kind.owned.model_validate({**_shown(kind, entry, provider), **besides})


def _shown(kind: Kind, entry: EntryTable, provider: EntryTable | None) -> Mapping[str, Any]:
    return {
        **kind.shown_in(kind.values_of(entry)),
        "stale": is_stale(entry.assured_date, city_today()),
        "provider": provider and _reference(provider),
    }


def _reference(provider: EntryTable) -> ProviderReference:
    name = getattr(provider, provider.NAME)
    return ProviderReference(id=provider.id, name=name, status=provider.status)
