"""Who may do what with engagements: its two sides, the helper's team, and operators."""

from collections.abc import Collection

from services.requests.engagements.domain import EngagementAction, Party, Side
from services.requests.engagements.errors import (
    EngagementNotFoundError,
    EngagementReasonError,
    NotYourPartError,
)
from services.requests.engagements.models import Engagement, EngagementMember
from services.requests.engagements.reasons import NEEDS_REASON, REASONS, EngagementReason
from shared.auth import Caller, Role
from shared.reasons import ReasonRule


def parties(
    caller: Caller, engagement: Engagement, team: Collection[EngagementMember]
) -> frozenset[Party]:
    """Return every part the caller has in the engagement.

    A service is nobody: what it is told could be read by whoever uses it.
    """
    if not caller.known or caller.has(Role.SERVICE):
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
    if caller.has(Role.OPERATOR):
        found.add(Party.OPERATOR)
    return frozenset(found)


def may_see(
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


def side_of(found: frozenset[Party]) -> Side:
    """Return for which side somebody speaks.

    Raises:
        NotYourPartError: For neither.
    """
    for side in Side:
        if Party(side) in found:
            return side
    raise NotYourPartError


def voice_of(found: frozenset[Party]) -> Party:
    """Return as what somebody speaks or hands something in: what is nearest to the matter."""
    order = (Party.FIRM, Party.HELPER, Party.MEMBER, Party.OPERATOR)
    return next(party for party in order if party in found)


def has_reason(action: EngagementAction, code: EngagementReason | None, note: str | None) -> None:
    """Let an action pass that says why, if it has to.

    Raises:
        EngagementReasonError: The reason is missing, unfit, or `other` without a note.
    """
    rule = ReasonRule(EngagementReasonError, NEEDS_REASON, REASONS.values())
    rule.require(action, code, note)
