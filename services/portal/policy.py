"""Who may do what at the portal; every rule about roles and membership is here.

    everybody                  registers, signs in, replaces a lost password
    a person                   their own account, sessions, tokens, data; registers organizations
    member                     sees the organization, its members and history; leaves
    owner                      changes it, invites, removes, hands over, closes
    operator                   sees every organization, verifies, refuses, suspends; names experts
    security administrator     accounts, roles, lock-outs, sessions of others, but not their own
    system administrator,      nothing of people here: they run the system, or read its log
    auditor
    service                    is told what somebody is to an organization;
                               the catalogue says who is a verified expert

An organization that is not the caller's does not exist for them.
"""

from typing import Final
from uuid import UUID

from services.portal.accounts.domain import GrantedRole
from services.portal.accounts.errors import OwnRolesError
from services.portal.organizations.domain import OPERATOR, OWNER, MemberRole
from services.portal.organizations.errors import OrganizationNotFoundError, OwnersOnlyError
from services.portal.organizations.models import Membership
from shared.auth import Caller, Role, require
from shared.callers import require_known, require_operator, require_peer

__all__ = [
    "CATALOG",
    "parties",
    "require_another",
    "require_auditor",
    "require_granter",
    "require_known",
    "require_operator",
    "require_owner",
    "require_peer",
    "require_security",
    "require_sight",
]

CATALOG: Final = "catalog"


def parties(caller: Caller, membership: Membership | None) -> frozenset[str]:
    """Return what the caller is to an organization: its owner, an operator, both or nothing."""
    owner = membership is not None and membership.role is MemberRole.OWNER
    found = {OWNER: owner, OPERATOR: caller.has(Role.OPERATOR)}
    return frozenset(party for party, applies in found.items() if applies)


def require_sight(caller: Caller, organization_id: UUID, membership: Membership | None) -> None:
    """Let members and operators pass.

    Raises:
        OrganizationNotFoundError: To the caller there is no such organization.
    """
    if membership is None and not caller.has(Role.OPERATOR):
        raise OrganizationNotFoundError(organization_id=organization_id)


def require_owner(caller: Caller, organization_id: UUID, membership: Membership | None) -> None:
    """Let owners pass.

    Raises:
        OrganizationNotFoundError: To the caller there is no such organization.
        OwnersOnlyError: There is, and the caller does not own it.
    """
    require_sight(caller, organization_id, membership)
    if OWNER not in parties(caller, membership):
        raise OwnersOnlyError


def require_security(caller: Caller) -> None:
    """Let those pass who look after accounts.

    Raises:
        UnauthenticatedError: Nobody knows who is calling.
        RoleMissingError: The caller does not look after accounts.
    """
    require(caller, Role.SECURITY_ADMINISTRATOR)


def require_auditor(caller: Caller) -> None:
    """Let those pass who read the audit log.

    Raises:
        UnauthenticatedError: Nobody knows who is calling.
        RoleMissingError: The caller is no auditor.
    """
    require(caller, Role.AUDITOR)


def require_granter(caller: Caller, role: GrantedRole, person_id: UUID) -> None:
    """Let those pass who say who has a role; nobody says it of themselves.

    Raises:
        UnauthenticatedError: Nobody knows who is calling.
        ForbiddenError: It is not for the caller to say.
    """
    if role is GrantedRole.EXPERT:
        by_catalog = caller.has(Role.SERVICE) and caller.subject == CATALOG
        if not by_catalog:
            require(caller, Role.OPERATOR)
    else:
        require_security(caller)
    require_another(caller, person_id)


def require_another(caller: Caller, person_id: UUID) -> None:
    """Let pass who acts upon somebody else.

    Raises:
        OwnRolesError: The caller acts upon themselves.
    """
    if caller.subject == str(person_id):
        raise OwnRolesError
