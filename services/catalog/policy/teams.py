"""Who may do what with teams of experts: their lead, their members, and operators."""

from collections.abc import Iterable

from services.catalog.experts.models import Expert
from services.catalog.policy.callers import is_operator
from services.catalog.teams.domain import TeamParty
from services.catalog.teams.errors import LeadOnlyError, TeamNotFoundError
from services.catalog.teams.models import Team, TeamMember
from shared.auth import Caller, Role, require


def require_proposer(caller: Caller) -> None:
    """Let those pass who may propose teams at all.

    Raises:
        UnauthenticatedError: Nobody knows who is calling.
        RoleMissingError: The caller is neither an expert nor an operator.
    """
    require(caller, Role.EXPERT, Role.OPERATOR)


def require_proposer_of(caller: Caller, lead: Expert) -> None:
    """Let those pass who may propose a team that this expert leads: the expert, and operators.

    Raises:
        LeadOnlyError: The caller is neither.
    """
    if lead.owner_subject != caller.subject and not is_operator(caller):
        raise LeadOnlyError


def is_their_own(caller: Caller, member: TeamMember) -> bool:
    """Say whether it is the caller who is asked to be in the team."""
    return member.subject == caller.subject


def parties(caller: Caller, team: Team, members: Iterable[TeamMember]) -> frozenset[TeamParty]:
    """Return what the caller is to a team."""
    found = {
        TeamParty.LEAD: team.lead == caller.subject,
        TeamParty.MEMBER: any(is_their_own(caller, member) for member in members),
        TeamParty.OPERATOR: is_operator(caller),
    }
    return frozenset(party for party, applies in found.items() if applies)


def require_sight(
    caller: Caller, team: Team, members: Iterable[TeamMember]
) -> frozenset[TeamParty]:
    """Return what the caller is to a team that they may know of.

    Raises:
        TeamNotFoundError: To the caller there is none.
    """
    found = parties(caller, team, members)
    if not found:
        raise TeamNotFoundError(team.id)
    return found


def require_lead(found: frozenset[TeamParty]) -> None:
    """Let the lead pass.

    Raises:
        LeadOnlyError: The caller does not lead the team.
    """
    if TeamParty.LEAD not in found:
        raise LeadOnlyError
