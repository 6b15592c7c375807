"""What every service's policy asks of whoever calls, whatever it is about."""

from shared.auth import Caller, Role, require


def is_operator(caller: Caller) -> bool:
    """Say whether the caller runs the platform."""
    return caller.has(Role.OPERATOR)


def require_known(caller: Caller) -> Caller:
    """Return the caller, if they say who they are.

    Raises:
        UnauthenticatedError: Nobody knows who is calling.
    """
    return require(caller)


def require_operator(caller: Caller) -> None:
    """Let operators pass.

    Raises:
        UnauthenticatedError: Nobody knows who is calling.
        RoleMissingError: The caller is no operator.
    """
    require(caller, Role.OPERATOR)


def require_peer(caller: Caller) -> None:
    """Let the other services of the platform pass.

    Raises:
        UnauthenticatedError: Nobody knows who is calling.
        RoleMissingError: The caller is a person.
    """
    require(caller, Role.SERVICE)
