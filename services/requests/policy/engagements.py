"""Who may do what with engagements: its two sides, the helper's team, and operators."""

from collections.abc import Collection

from services.requests.engagements.domain import Party, Side
from services.requests.engagements.errors import (
    EngagementNotFoundError,
    NotYourPartError,
)
from services.requests.engagements.models import Engagement, EngagementMember
from services.requests.policy.callers import is_nobody, is_operator
from shared.auth import Caller


def parties(
    caller: Caller, engagement: Engagement, team: Collection[EngagementMember]
) -> frozenset[Party]:
    """Return every part the caller has in the engagement."""
    if is_nobody(caller):
        return frozenset()
    found = {
        Party(side)
        for side, subject, organization in (
            (Side.FIRM, engagement.firm_subject, engagement.firm_organization),
            (Side.HELPER, engagement.helper_subject, engagement.helper_organization),
        )
        if caller.subject == subject
        or (organization is not None and caller.organization == organization)
    }
    if engagement.opened_by is not None and Party(engagement.opened_by) in found:
        found.add(Party.OPENER)
    if any(member.subject == caller.subject for member in team):
        found.add(Party.MEMBER)
    if is_operator(caller):
        found.add(Party.OPERATOR)
    return frozenset(found)


def require_sight(
    caller: Caller, engagement: Engagement, team: Collection[EngagementMember]
) -> frozenset[Party]:
    """Return the parts the caller has in the engagement.

    Raises:
        EngagementNotFoundError: None, so they may not know that there is one.
    """
    found = parties(caller, engagement, team)
    if not found:
        raise EngagementNotFoundError(engagement.id)
    return found


def require_side(found: frozenset[Party]) -> Side:
    """Return for which side somebody speaks.

    Raises:
        NotYourPartError: For neither.
    """
    for side in Side:
        if Party(side) in found:
            return side
    raise NotYourPartError


def require_insight(found: frozenset[Party]) -> None:
    """Let the two sides and operators pass; the team knows only what is to be done.

    Raises:
        NotYourPartError: They are of the team only.
    """
    if Party.OPERATOR not in found:
        require_side(found)


def voice_of(found: frozenset[Party]) -> Party:
    """Return as what somebody speaks or hands something in: what is nearest to the matter."""
    order = (Party.FIRM, Party.HELPER, Party.MEMBER, Party.OPERATOR)
    return next(party for party in order if party in found)
