"""Who somebody is, whatever it is about."""

from shared.auth import Caller, Role, RoleMissingError, require


def is_operator(caller: Caller) -> bool:
    """Say whether the caller runs the platform."""
    return caller.has(Role.OPERATOR)


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


def require_person(caller: Caller) -> None:
    """Let people pass, whatever their roles.

    Raises:
        UnauthenticatedError: Nobody knows who is calling.
        RoleMissingError: It is a service.
    """
    require(caller)
    if caller.has(Role.SERVICE):
        raise RoleMissingError((Role.EXPERT, Role.OPERATOR))


def require_peer(caller: Caller) -> None:
    """Let the other services of the platform pass.

    Raises:
        UnauthenticatedError: Nobody knows who is calling.
        RoleMissingError: The caller is a person.
    """
    require(caller, Role.SERVICE)
