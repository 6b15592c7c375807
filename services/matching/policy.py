"""Who may do what with matches; every rule about callers is here.

    everybody                  searches; previews and reads matches of what is published; is told
                               what several needs have in common and nobody offers
    whoever says who they are  previews teams, and asks how an entry stands with a need
    operator                   reads what is asked for and nobody offers; decides on proposed terms
    operator,                  build the index anew
    system administrator

Only what both publishers publish is known here, so nothing here is hidden from anybody.
"""

from shared.auth import Caller, Role, require
from shared.callers import require_known, require_operator

__all__ = ["require_keeper", "require_known", "require_operator"]


def require_keeper(caller: Caller) -> None:
    """Let those pass who keep the index: operators, and who runs the system.

    Raises:
        UnauthenticatedError: Nobody knows who is calling.
        RoleMissingError: The caller is neither.
    """
    require(caller, Role.OPERATOR, Role.SYSTEM_ADMINISTRATOR)
