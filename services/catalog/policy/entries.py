"""Who may do what with entries, by their kind and owner.

An entry's owner is the caller whose subject it names. If that person has left, it is whoever
acts for the same organization, until one of them takes it up by changing it. Owners and
operators also see contacts, history, and what is withdrawn.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final, Protocol

from services.catalog.entries.domain import LOCAL_SOURCE, EntryKind, EntryStatus
from services.catalog.entries.errors import NotTheOwnerError, OperatorsChoiceError
from services.catalog.entries.kind import Kind
from services.catalog.entries.lifecycle import OPERATOR, OWNER
from services.catalog.policy.callers import is_operator
from shared.auth import Caller, Role, require

AUTHORS: Final[Mapping[EntryKind, tuple[Role, ...]]] = MappingProxyType(
    {
        EntryKind.PROVIDER: (Role.PROVIDER,),
        EntryKind.OFFERING: (Role.PROVIDER,),
        EntryKind.FACILITY: (Role.PROVIDER,),
        EntryKind.EXPERT: (Role.EXPERT,),
        EntryKind.ACHIEVEMENT: (Role.PROVIDER, Role.EXPERT),
    }
)
"""The roles that write entries of a kind, each only their own."""


class Owned(Protocol):
    """An entry, as far as these rules look at it."""

    @property
    def owner_subject(self) -> str | None:
        """Who may edit it."""

    @property
    def owner_organization(self) -> str | None:
        """Whom they act for."""

    @property
    def status(self) -> EntryStatus:
        """Where it stands."""

    @property
    def listed(self) -> bool:
        """Whether the platform lists it."""


def parties(caller: Caller, kind: EntryKind, entry: Owned) -> frozenset[str]:
    """Return what the caller is to an entry: its owner, an operator, both or nothing."""
    theirs = caller.subject == entry.owner_subject or left_behind_to(caller, kind, entry)
    owner = theirs and writes(caller, kind)
    found = {OWNER: owner, OPERATOR: is_operator(caller)}
    return frozenset(party for party, applies in found.items() if applies)


def writes(caller: Caller, kind: EntryKind) -> bool:
    """Say whether the caller's roles write entries of a kind, each only their own."""
    return caller.known and caller.has(*AUTHORS[kind])


def left_behind_to(caller: Caller, kind: EntryKind, entry: Owned) -> bool:
    """Say whether an entry's owner has left, and the caller acts for the same organization.

    An expert's file is the expert's and nobody else's.
    """
    if kind is EntryKind.EXPERT or entry.owner_subject is not None:
        return False
    return caller.organization is not None and caller.organization == entry.owner_organization


def sees_all_of(caller: Caller, kind: EntryKind, entry: Owned) -> bool:
    """Say whether the caller may see an entry's contacts, history, and that it is withdrawn."""
    return bool(parties(caller, kind, entry))


def sees(caller: Caller, kind: EntryKind, entry: Owned) -> bool:
    """Say whether, to the caller, the entry exists."""
    public = entry.status is not EntryStatus.WITHDRAWN and entry.listed
    return public or sees_all_of(caller, kind, entry)


def sees_status(caller: Caller, status: EntryStatus) -> bool:
    """Say whether the caller may know how many entries are in a status."""
    return status is not EntryStatus.WITHDRAWN or is_operator(caller)


def require_author(caller: Caller, kind: EntryKind) -> None:
    """Let only those pass who may write entries of a kind at all.

    Raises:
        UnauthenticatedError: Nobody knows who is calling.
        ForbiddenError: The caller's roles write no entries of this kind.
    """
    require(caller, *AUTHORS[kind], Role.OPERATOR)


def require_editor(caller: Caller, kind: EntryKind, entry: Owned) -> frozenset[str]:
    """Return what the caller is to an entry, if that lets them change it.

    Raises:
        UnauthenticatedError: Nobody knows who is calling.
        ForbiddenError: The caller is neither the owner nor an operator.
    """
    require_author(caller, kind)
    found = parties(caller, kind, entry)
    if not found:
        raise NotTheOwnerError
    return found


def require_own_key(caller: Caller, source: str) -> None:
    """Keep the names of other sources for operators.

    Raises:
        ForbiddenError: The caller is no operator and names a source.
    """
    if source != LOCAL_SOURCE and not is_operator(caller):
        raise OperatorsChoiceError("source")


def require_own_subject(caller: Caller, owner_subject: str | None) -> None:
    """Let only operators say that an entry is somebody else's.

    Raises:
        ForbiddenError: The caller is no operator and names another owner, or none.
    """
    if owner_subject != caller.subject and not is_operator(caller):
        raise OperatorsChoiceError("owner_subject")


def require_own_organization(caller: Caller, organization: str | None) -> None:
    """Let only operators say that an owner acts for somebody the caller does not act for.

    Raises:
        ForbiddenError: The caller is no operator and names another organization, or none.
    """
    if organization != caller.organization and not is_operator(caller):
        raise OperatorsChoiceError("owner_organization")


def require_own_words(
    caller: Caller, kind: Kind, said: Mapping[str, Any], present: Mapping[str, Any]
) -> None:
    """Keep for operators what nobody says of themselves: numbers of ours, and confirmations.

    Args:
        caller: Who says something of an entry.
        kind: The kind of the entry.
        said: All that is to be said of it.
        present: What is said of it now; nothing, if it is new.

    Raises:
        ForbiddenError: The caller is no operator and says what is for operators to say.
    """
    if is_operator(caller):
        return
    for field in sorted(kind.reserved):
        if said[field] != present.get(field):
            raise OperatorsChoiceError(field)
    for case in _confirmed(kind, said):
        if case not in _confirmed(kind, present):
            raise OperatorsChoiceError("confirmed_by")


def _confirmed(kind: Kind, said: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the cases that somebody other than the entry's owner is said to vouch for."""
    cases = said.get(kind.cases_field, ()) if kind.cases_field else ()
    return [case for case in cases if case["confirmed_by"] is not None]
