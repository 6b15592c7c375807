"""Writes a need down for the first time, past the ORM: what firms do most often with us."""

from typing import Final

from services.requests import policy
from services.requests.demands import stored
from services.requests.demands.domain import LOCAL
from services.requests.demands.errors import DEADLINE_OVER
from services.requests.demands.numbering import next_case_number
from services.requests.demands.projection import Shape
from services.requests.demands.schemas import DemandDraft
from services.requests.tables import TRAIL
from shared.auth import Caller
from shared.clock import city_today
from shared.errors import InvalidError
from shared.statements import Statements
from shared.types import new_id

DRAFTED: Final = "demand.draft"


async def write_down(statements: Statements, caller: Caller, draft: DemandDraft) -> Shape:
    """Write down a demand that only its owner and the operators see; do no more after it.

    Raises:
        InvalidError: Its deadline is over.
    """
    policy.demands.require_poster(caller)
    require_time_left(draft)
    demand_id = new_id()
    demand = stored.new_demand(
        {
            **draft.model_dump(),
            "id": demand_id,
            "case_number": await next_case_number(statements),
            "source": LOCAL,
            "source_id": str(demand_id),
            "owner_subject": caller.subject,
            "owner_organization": policy.demands.owning_organization(caller),
        }
    )
    await stored.add(statements, demand)
    await TRAIL.record_now(
        statements,
        actor=caller,
        action=DRAFTED,
        subject=f"demand/{demand.id}",
        details={"status": demand.status.value},
    )
    return policy.demands.require_sight(caller, demand)


def require_time_left(draft: DemandDraft) -> None:
    """Let a draft pass whose deadline is still to come, if it has one.

    Raises:
        InvalidError: It is over.
    """
    if draft.deadline is not None and draft.deadline < city_today():
        raise InvalidError(problems=[DEADLINE_OVER])
