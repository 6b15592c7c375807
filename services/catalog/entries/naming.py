"""Whom an entry names: the person that it tells of, and whoever is to be reached about it."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from services.catalog.entries.domain import EntryKind
from services.catalog.entries.kind import Kind
from shared.people.recognition import Named

FIELDS: Final[Mapping[str, str]] = {"email": "contact_email", "phone": "contact_phone"}
"""The field of an entry in which somebody is recognized, by what they are recognized by."""


def named_in(kind: Kind, said: Mapping[str, Any]) -> Iterator[Named]:
    """Yield how those are named of whom something is said."""
    email, phone = said.get("contact_email"), said.get("contact_phone")
    yield Named(said.get("contact_name"), email, phone)
    if kind.kind is EntryKind.EXPERT:
        yield Named(said.get("name"), email, phone, said.get("organization_name"))
