"""Passes on names and contacts once both sides of a response have agreed."""

from dataclasses import replace
from typing import Final

from services.requests import policy
from services.requests.grants.domain import Side
from services.requests.grants.exchange import Between, Card
from services.requests.responses.case import Case
from services.requests.responses.domain import EntryKind, Part
from services.requests.responses.stepping import Stepping

SIDES: Final = {Part.AUTHOR: Side.AUTHOR, Part.FIRM: Side.FIRM}


async def agree(stepping: Stepping, case: Case, part: Part, actor: str) -> Case:
    """Record that one side agrees to know the other; return the case as it is then."""
    response, side = case.response, SIDES[part]
    if side in case.agreed:
        return case
    between = Between(
        response_id=response.id,
        demand_id=response.demand_id,
        holder=policy.responses.holder(response),
    )
    both = await stepping.exchanges.agree(between, side, actor=actor, card=_card(case))
    if both:
        await stepping.driving.both_agreed(case.demand, response.id, actor)
    agreed = replace(case, agreed=case.agreed | {side})
    stepping.telling.tell_contact(agreed, part)
    return agreed


def _card(case: Case) -> Card:
    """Return how to reach the author; an expert's entry names a person, not an organization."""
    response = case.response
    personal = response.entry_kind is EntryKind.EXPERT
    return Card(
        organization_name=None if personal else response.entry_title,
        contact_name=response.contact_name,
        contact_phone=response.contact_phone,
        contact_email=response.contact_email,
    )
