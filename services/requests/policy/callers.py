"""Who somebody is, whatever it is about."""

from shared.auth import Caller, Role, require


def is_operator(caller: Caller) -> bool:
    """Say whether the caller runs the platform."""
    return caller.has(Role.OPERATOR)


def is_nobody(caller: Caller) -> bool:
    """Say whether nothing is anybody's own to the caller.

    A service is nobody, too: what it is told could be read by whoever uses it.
    """
    return not caller.known or caller.has(Role.SERVICE)


def require_known(caller: Caller) -> None:
    """Let everybody pass who says who they are.

    Raises:
        UnauthenticatedError: Nobody knows who is calling.
    """
    require(caller)


def require_operator(caller: Caller) -> None:
    """Let operators pass.

    Raises:
        UnauthenticatedError: Nobody knows who is calling.
        RoleMissingError: The caller is no operator.
    """
    require(caller, Role.OPERATOR)
