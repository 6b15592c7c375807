"""Makes the selected response a cooperation, and ends the others with that reason."""

from uuid import UUID

from services.requests.demands.disclosure import OF_THE_DESK
from services.requests.engagements.proposing import Member, Proposal, propose
from services.requests.responses.acquaintance import agree
from services.requests.responses.case import Case
from services.requests.responses.domain import WAITING, Part, ResponseAction
from services.requests.responses.lives import Step
from services.requests.responses.reasons import ResponseReason
from services.requests.responses.repository import ResponseRepository
from services.requests.responses.stepping import Stepping


async def select(stepping: Stepping, case: Case, actor: str) -> UUID:
    """Propose the cooperation of a response that was just selected; return its id.

    Whoever offers agrees to be known to whoever selects the offer, and the other way round.

    Raises:
        EngagementExistsError: The need has a cooperation underway.
    """
    for part in (Part.AUTHOR, Part.FIRM):
        case = await agree(stepping, case, part, actor)
    await _end_the_others(stepping, case, actor)
    proposal = _proposal(case, actor)
    engagement_id = await propose(stepping.session, proposal, rules=stepping.rules)
    case.response.engagement_id = engagement_id
    return engagement_id


async def _end_the_others(stepping: Stepping, case: Case, actor: str) -> None:
    others = ResponseRepository(stepping.session)
    step = Step.by_system(ResponseAction.CLOSE, ResponseReason.ANOTHER_SELECTED, actor)
    for other in await others.of_demand(case.demand.id, *WAITING):
        await stepping.take(other, step)


def _proposal(case: Case, actor: str) -> Proposal:
    demand, response, offer = case.demand, case.response, case.offer
    if offer is None:
        raise ValueError("Nothing lies on the table.")
    return Proposal(
        demand_id=demand.id,
        response_id=response.id,
        firm_subject=actor if demand.owner_subject == OF_THE_DESK else demand.owner_subject,
        firm_organization=demand.owner_organization,
        helper_subject=response.author_subject,
        helper_organization=response.author_organization,
        broker=demand.broker,
        entry_kind=response.entry_kind,
        entry_id=response.entry_id,
        members=tuple(
            Member(
                subject=member.subject,
                organization=member.organization,
                role=member.role,
                entry_kind=member.entry_kind,
                entry_id=member.entry_id,
            )
            for member in case.members
        ),
        price=offer.price,
        price_note=offer.price_note,
        lead_time_days=offer.duration_days,
        terms=offer.terms,
        actor=actor,
    )
