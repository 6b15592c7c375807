"""Who has which part in a grant, and in an exchange of contacts.

holder     the organization that asked, or the person without one: everybody of it
owner      whose demand it is, and their organization
operator   sees all grants, may refuse and revoke; lets nobody in
others     do not know that there is one
"""

from typing import Final

from services.requests.demands.models import Demand
from services.requests.grants.domain import GrantParty, Side
from services.requests.grants.errors import (
    ExchangeNotFoundError,
    GrantNotFoundError,
)
from services.requests.grants.models import AccessGrant, ContactExchange
from services.requests.policy.callers import is_operator
from services.requests.policy.demands import owns, person_of
from shared.auth import Caller, Role, require

ASKING: Final = (Role.FIRM, Role.EXPERT, Role.PROVIDER)
"""Who may be let in: whoever can answer a need, and is verified."""


def require_part(caller: Caller, grant: AccessGrant, demand: Demand) -> frozenset[GrantParty]:
    """Return every part the caller has in the grant.

    Raises:
        GrantNotFoundError: None: to the caller there is no such grant.
    """
    person = person_of(caller)
    found = {
        GrantParty.HOLDER: grant.holder in person.holders,
        GrantParty.OWNER: owns(caller, demand),
        GrantParty.OPERATOR: is_operator(caller),
    }
    parties = frozenset(party for party, applies in found.items() if applies)
    if not parties:
        raise GrantNotFoundError(grant.id)
    return parties


def require_side(caller: Caller, exchange: ContactExchange, demand: Demand) -> frozenset[str]:
    """Return the sides the caller is on; operators broker between both.

    Raises:
        ExchangeNotFoundError: None: to the caller there is no such exchange.
    """
    person = person_of(caller)
    found: dict[str, bool] = {
        Side.AUTHOR: person.verified and exchange.holder in person.holders,
        Side.FIRM: owns(caller, demand),
        GrantParty.OPERATOR: is_operator(caller),
    }
    sides = frozenset(side for side, applies in found.items() if applies)
    if not sides:
        raise ExchangeNotFoundError(exchange.response_id)
    return sides


def require_asker(caller: Caller) -> None:
    """Let those pass who are verified, and so can be held to what they accept.

    Raises:
        UnauthenticatedError: The caller is unknown.
        RoleMissingError: The caller is not.
    """
    require(caller, *ASKING)
