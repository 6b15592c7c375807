"""Who somebody is, whatever it is about."""

from shared.auth import Caller, Role
from shared.callers import is_operator, require_known, require_operator

__all__ = ["is_nobody", "is_operator", "require_known", "require_operator"]


def is_nobody(caller: Caller) -> bool:
    """Say whether nothing is anybody's own to the caller.

    A service is nobody, too: what it is told could be read by whoever uses it.
    """
    return not caller.known or caller.has(Role.SERVICE)
