"""What clients receive about the catalogue as a whole."""

from uuid import UUID

from pydantic import BaseModel

from services.catalog.entries.domain import EntryKind, EntryStatus


class KindSummary(BaseModel):
    """How many entries of a kind there are in each status that the caller may see."""

    kind: EntryKind
    counts: dict[EntryStatus, int]


class Summary(BaseModel):
    """How much the catalogue holds."""

    kinds: list[KindSummary]


class OwnerRead(BaseModel):
    """Who answers for an entry; null where nobody does, as for most that were imported."""

    kind: EntryKind
    id: UUID
    title: str
    owner_subject: str | None
    owner_organization: str | None
    status: EntryStatus
