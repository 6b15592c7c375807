"""What a person is to the platform."""

from enum import StrEnum
from typing import Final


class PersonStatus(StrEnum):
    """Where an account stands."""

    ACTIVE = "active"
    DISABLED = "disabled"
    DELETED = "deleted"


class GrantedRole(StrEnum):
    """A role that somebody grants to a person; firm and provider follow from organizations."""

    EXPERT = "expert"
    OPERATOR = "operator"
    SYSTEM_ADMINISTRATOR = "system_administrator"
    SECURITY_ADMINISTRATOR = "security_administrator"
    AUDITOR = "auditor"


ADMINISTRATION: Final = frozenset(
    {
        GrantedRole.SYSTEM_ADMINISTRATOR,
        GrantedRole.SECURITY_ADMINISTRATOR,
        GrantedRole.AUDITOR,
    }
)
"""Nobody has two of these (GB/T 22239, separation of duties)."""


def excluded_by(role: GrantedRole, held: frozenset[GrantedRole]) -> frozenset[GrantedRole]:
    """Return the roles somebody holds that keep them from having `role` too."""
    return (held - {role}) & ADMINISTRATION if role in ADMINISTRATION else frozenset()


def masked(address: str) -> str:
    """Return an address as it is told to others: l***@firm.cn."""
    local, _, host = address.strip().rpartition("@")
    return f"{local[:1]}***@{host}"


def email_key(address: str) -> str:
    """Return what makes two addresses one account: nobody is somebody else in capitals."""
    return address.strip().casefold()
