"""What makes one kind of entry different from another, in one place."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.catalog.entries.domain import EntryKind
from services.catalog.entries.errors import EntryNotFoundError, OwnerTakenError
from services.catalog.entries.models import EntryTable
from services.catalog.entries.schemas import (
    EntryDraft,
    EntryFilters,
    EntryPatch,
    EntryPublic,
    EntryRead,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderLink:
    """How entries of a kind name the provider they belong to.

    Either by its id here, or by the key it has in the same source; the provider
    need not be there (yet).

    Args:
        table: Where providers are.
        id_field: The field with the provider's id.
        key_field: The field with the provider's key.
    """

    table: type[EntryTable]
    id_field: str
    key_field: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of entry: its table, what is said about it, and how it is linked.

    Args:
        kind: Which of the five.
        plural: Its name in paths.
        table: Where its entries are.
        draft: What a client says about an entry.
        patch: What a client changes of it.
        public: What the feed carries.
        read: What anybody may read.
        owned: What its owner and operators read.
        filters: What a list can be narrowed to.
        not_found: Says that there is no such entry.
        cases_field: The field with its cases, if it has any; what firms have confirmed is
            kept apart in `confirmed_cases` and shown in front of them.
        reserved: The fields that only operators state.
        owner_taken: Says that an owner has one already; None if they may have several.
        link: How it names its provider, if it does.
    """

    kind: EntryKind
    plural: str
    table: type[EntryTable]
    draft: type[EntryDraft]
    patch: type[EntryPatch]
    public: type[EntryPublic]
    read: type[EntryRead]
    owned: type[EntryRead]
    filters: type[EntryFilters]
    not_found: type[EntryNotFoundError]
    cases_field: str | None = None
    reserved: frozenset[str] = frozenset()
    owner_taken: type[OwnerTakenError] | None = None
    link: ProviderLink | None = None

    @property
    def event_type(self) -> str:
        """The type of the events that tell of its entries."""
        return f"catalog.{self.kind}.changed.v1"

    def values_of(self, entry: EntryTable) -> dict[str, Any]:
        """Return all columns of an entry."""
        return {name: getattr(entry, name) for name in self.table.model_fields}

    def stated_in(self, entry: EntryTable) -> dict[str, Any]:
        """Return what was said about an entry, as a draft says it."""
        return {name: getattr(entry, name) for name in self.draft.model_fields}

    def shown_in(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return an entry's columns as readers know them, with the cases that firms confirmed."""
        if self.cases_field is None:
            return dict(values)
        cases = [*values.get("confirmed_cases", ()), *values[self.cases_field]]
        return {**values, self.cases_field: cases}
