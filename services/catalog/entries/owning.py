"""Whose an entry becomes by a change."""

from typing import Any, Final

from services.catalog import policy
from services.catalog.entries.kind import Kind
from services.catalog.entries.models import EntryTable
from shared.auth import Caller

WHOSE: Final = frozenset({"owner_subject", "owner_organization"})
"""The fields that say whose an entry is."""


def whose(entry: EntryTable, changes: dict[str, Any]) -> dict[str, Any]:
    """Return the changes; whom the last owner acted for says nothing about the next."""
    handed_over = changes.get("owner_subject", entry.owner_subject) != entry.owner_subject
    return {"owner_organization": None, **changes} if handed_over else changes


def taken_up(kind: Kind, entry: EntryTable, caller: Caller) -> dict[str, Any]:
    """Return that the caller looks after an entry from now on, if a colleague left it behind."""
    left_behind = policy.entries.left_behind_to(caller, kind.kind, entry)
    if not left_behind or policy.callers.is_operator(caller):
        return {}
    return {"owner_subject": caller.subject}
