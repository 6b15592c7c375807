"""Who somebody is, whatever it is about."""

from shared.auth import Caller, Role, RoleMissingError, require
from shared.callers import is_operator, require_known, require_operator, require_peer

__all__ = ["is_operator", "require_known", "require_operator", "require_peer", "require_person"]


def require_person(caller: Caller) -> None:
    """Let people pass, whatever their roles.

    Raises:
        UnauthenticatedError: Nobody knows who is calling.
        RoleMissingError: It is a service.
    """
    require(caller)
    if caller.has(Role.SERVICE):
        raise RoleMissingError((Role.EXPERT, Role.OPERATOR))
