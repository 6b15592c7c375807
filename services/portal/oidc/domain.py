"""What the claims of an identity provider make of somebody here."""

from collections.abc import Mapping
from typing import Any

from services.portal.accounts.domain import ADMINISTRATION, GrantedRole


def claimed_values(claims: Mapping[str, Any], path: str) -> frozenset[str]:
    """Return what a claim says; `path` may lead into objects, as in `realm_access.roles`."""
    found: Any = claims
    for name in path.split("."):
        found = found.get(name) if isinstance(found, Mapping) else None
    if isinstance(found, str):
        return frozenset({found})
    return frozenset(value for value in found or () if isinstance(value, str))


def roles_claimed(
    claims: Mapping[str, Any], path: str, mapping: Mapping[str, GrantedRole]
) -> frozenset[GrantedRole]:
    """Return the roles the claims give, by the mapping of the settings.

    Who would have two administrations gets none of them: a mistake at the provider
    must not undo their separation here.
    """
    roles = frozenset(mapping[value] for value in claimed_values(claims, path) & mapping.keys())
    return roles - ADMINISTRATION if len(roles & ADMINISTRATION) > 1 else roles
