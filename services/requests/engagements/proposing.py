"""Proposes an engagement when a response is selected."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.requests.demands.disclosure import holder_of
from services.requests.demands.repository import DemandRepository
from services.requests.demands.rules import Rules
from services.requests.engagements import telling
from services.requests.engagements.errors import EngagementExistsError
from services.requests.engagements.models import Engagement, EngagementMember
from services.requests.engagements.repository import EngagementRepository
from services.requests.engagements.timekeeping import due
from services.requests.grants.participation import Participations
from services.requests.tables import TRAIL
from shared.clock import utc_now


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the helper's team, and the catalogue entry that tells of them."""

    subject: str
    organization: str | None = None
    role: str | None = None
    entry_kind: str | None = None
    entry_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """Who shall work with whom, and what was offered.

    `entry_kind` and `entry_id` name the helper's catalogue entry, such as `"expert"`.
    """

    demand_id: UUID
    response_id: UUID
    firm_subject: str
    helper_subject: str
    actor: str
    firm_organization: str | None = None
    helper_organization: str | None = None
    broker: str | None = None
    entry_kind: str | None = None
    entry_id: UUID | None = None
    members: tuple[Member, ...] = ()
    price: Decimal | None = None
    price_note: str | None = None
    lead_time_days: int | None = None
    terms: str | None = None


async def propose(session: AsyncSession, proposal: Proposal, *, rules: Rules) -> UUID:
    """Propose an engagement for a demand that the caller has locked; return its id.

    Raises:
        DemandNotFoundError: There is no such demand.
        EngagementExistsError: The demand is in an engagement already.
    """
    engagements = EngagementRepository(session)
    demand = await DemandRepository(session).get(proposal.demand_id, for_update=True)
    if present := await engagements.live(demand.id):
        raise EngagementExistsError(present.id)
    said = {name: getattr(proposal, name) for name in _TAKEN_OVER}
    engagement = Engagement(case_number=demand.case_number, title=demand.title, **said)
    engagement.due_at = due(engagement, rules.engagements, rules.clock.working, utc_now())
    await engagements.add(engagement)
    session.add_all(
        EngagementMember(
            engagement_id=engagement.id,
            subject=member.subject,
            organization=member.organization,
            role=member.role,
            entry_kind=member.entry_kind,
            entry_id=member.entry_id,
        )
        for member in proposal.members
        if member.subject != proposal.helper_subject
    )
    await _let_in(session, engagement, proposal)
    TRAIL.record(
        session,
        actor=proposal.actor,
        action="engagement.propose",
        subject=f"demand/{demand.id}",
        details={"engagement": str(engagement.id), "response": str(proposal.response_id)},
    )
    telling.of_proposal(session, engagement)
    return engagement.id


async def _let_in(session: AsyncSession, engagement: Engagement, proposal: Proposal) -> None:
    """Let the helper, and each person of the team, see the demand also when it is not public."""
    helper = holder_of(proposal.helper_subject, proposal.helper_organization)
    team = {holder_of(member.subject, None) for member in proposal.members}
    participations = Participations(session)
    for holder in sorted({helper} | team):
        await participations.engage(proposal.demand_id, holder, basis=engagement.id)


_TAKEN_OVER = (
    "demand_id",
    "response_id",
    "firm_subject",
    "firm_organization",
    "helper_subject",
    "helper_organization",
    "broker",
    "entry_kind",
    "entry_id",
    "price",
    "price_note",
    "lead_time_days",
    "terms",
)
