"""The registry that the tables of the portal belong to, and what each owes to the people in it."""

from enum import StrEnum
from typing import ClassVar

from sqlmodel import SQLModel

from shared.database import table_registry


class Fate(StrEnum):
    """What happens to somebody's rows when they leave (PIPL, article 47)."""

    ERASED = "erased"
    KEPT = "kept"
    """For the accounts of others; only the pseudonym, the person's id, remains."""


class PortalTable(SQLModel, registry=table_registry()):
    """Base of the portal's tables; each says whose data it holds.

    A test fails when a table does not say so itself, since export and deletion
    go by what is said here.
    """

    PERSON: ClassVar[str | None]
    """The column that names whose row it is; None if a row is nobody's."""

    ADDRESS: ClassVar[str | None] = None
    """The column that holds an e-mail address; a row may be somebody's by that, too."""

    FATE: ClassVar[Fate] = Fate.ERASED

    SECRET: ClassVar[frozenset[str]] = frozenset()
    """Columns that are never shown, not even to the person they belong to."""
