"""Who is calling, and what they may do.

A caller shows a short-lived JWT (RFC 7519) signed with Ed25519 (RFC 8037, 9864).
Its claims: `iss` who signed it, `sub` who the caller is, `aud` the services it is
for, `exp` and `iat`, `roles`, and `org` for the organisation the caller acts for.

People's tokens come from the issuer `keqiao`, whose keys the portal publishes. A
service that calls a peer signs its own token with its own key and publishes the
public half at `/.well-known/jwks.json`, so no secret is shared and none is to be
configured, in one process as well as on four machines. Such a token speaks for
that service only: `sub` is the service and its one role is `service`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, Final, cast

from fastapi import Depends, Request
from fastapi.security import HTTPBearer

from shared.errors.problems import ForbiddenError, UnauthenticatedError
from shared.language import Text
from shared.tokens import PEOPLE_ISSUER, BadTokenError, Issuer, TokenVerifier

__all__ = [
    "ANONYMOUS",
    "FOR_EVERYBODY",
    "PEOPLE_ISSUER",
    "BadTokenError",
    "Caller",
    "CallerDep",
    "Issuer",
    "Role",
    "RoleMissingError",
    "require",
]


class Role(StrEnum):
    """What a caller is to the platform; a caller may have several.

    Nobody runs the system, grants rights and reads the audit log at once: the last
    three before `SERVICE` exclude each other (GB/T 22239, separation of duties).
    """

    FIRM = "firm"
    EXPERT = "expert"
    PROVIDER = "provider"
    OPERATOR = "operator"
    SYSTEM_ADMINISTRATOR = "system_administrator"
    SECURITY_ADMINISTRATOR = "security_administrator"
    AUDITOR = "auditor"
    SERVICE = "service"


ROLE_LABELS: Final[Mapping[Role, Text]] = {
    Role.FIRM: Text("企业", "firms"),
    Role.EXPERT: Text("专家", "experts"),
    Role.PROVIDER: Text("服务机构", "providers"),
    Role.OPERATOR: Text("运营人员", "operators"),
    Role.SYSTEM_ADMINISTRATOR: Text("系统管理员", "system administrators"),
    Role.SECURITY_ADMINISTRATOR: Text("安全管理员", "security administrators"),
    Role.AUDITOR: Text("审计管理员", "auditors"),
    Role.SERVICE: Text("平台服务", "services of the platform"),
}


@dataclass(frozen=True, slots=True)
class Caller:
    """Who is calling; `organization` is whom they act for, if anybody."""

    subject: str
    roles: frozenset[Role] = frozenset()
    organization: str | None = None

    @property
    def known(self) -> bool:
        """Tell whether the caller has said who they are."""
        return bool(self.subject)

    def has(self, *roles: Role) -> bool:
        """Tell whether the caller has any of `roles`."""
        return not self.roles.isdisjoint(roles)


ANONYMOUS: Final = Caller("")
"""Somebody who showed no token."""


FOR_EVERYBODY: Final[dict[str, Any]] = {"security": [{}]}
"""What a route that also answers nobody in particular adds to its description (`openapi_extra`).

Routes without it ask who is calling before they look at what was sent.
"""


class RoleMissingError(ForbiddenError):
    """The caller has none of the roles that may do this."""

    slug = "role-missing"
    detail = Text("此操作仅限{labels}。", "Only {labels} may do this.")

    def __init__(self, roles: tuple[Role, ...]) -> None:
        labels = [ROLE_LABELS[role] for role in roles]
        super().__init__(labels=labels, roles=[role.value for role in roles])


def require(caller: Caller, *roles: Role) -> Caller:
    """Return the caller, if they are known and have one of `roles` (any, if none is named).

    Raises:
        UnauthenticatedError: The caller has not said who they are.
        RoleMissingError: The caller is known and has none of the roles.
    """
    if not caller.known:
        raise UnauthenticatedError
    if roles and not caller.has(*roles):
        raise RoleMissingError(roles)
    return caller


async def get_caller(
    request: Request, _documented: Annotated[object, Depends(HTTPBearer(auto_error=False))]
) -> Caller:
    """Return who is calling; nobody in particular if there is no `Authorization` header.

    Raises:
        BadTokenError: There is a token and it is not to be trusted.
    """
    header = request.headers.get("authorization")
    request.state.says_who = header is not None
    request.state.caller = await _caller_of(request, header)
    return cast("Caller", request.state.caller)


async def _caller_of(request: Request, header: str | None) -> Caller:
    if header is None:
        return ANONYMOUS
    scheme, _, token = header.partition(" ")
    if scheme.lower() != "bearer":
        raise BadTokenError(Text("应为 Bearer 令牌", "it is no bearer token"))
    verifier = cast("TokenVerifier", request.app.state.verifier)
    claims = await verifier.verify(token.strip())
    known_roles = frozenset(role for role in Role if role.value in claims.roles)
    return Caller(claims.subject, known_roles, claims.organization)


CallerDep = Annotated[Caller, Depends(get_caller)]
