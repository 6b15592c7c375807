"""Tells a firm and the desk what was done for a need, and what comes next."""

from sqlalchemy.ext.asyncio import AsyncSession

from services.requests.demands.models import Demand
from services.requests.demands.telling import desk_of_need, owner_of
from services.requests.messages import MESSAGES, MessageCode
from services.requests.pursuit.domain import MOVE_LABELS
from services.requests.pursuit.models import Pursuit
from shared.messages.wire import Fact


def tell_of_move(session: AsyncSession, demand: Demand, pursuit: Pursuit, *, found: int) -> None:
    """Tell the need's firm, and its broker or else all operators, of the move just made."""
    if pursuit.last_move is None:
        return
    facts: dict[str, Fact] = {
        "case_number": demand.case_number,
        "title": demand.title,
        "move": MOVE_LABELS[pursuit.last_move],
        "found": found,
        "next_move": MOVE_LABELS[pursuit.next_move],
        "next_at": pursuit.next_at,
    }
    for recipient, code in (
        (owner_of(demand), MessageCode.NEED_PURSUED),
        (desk_of_need(demand), MessageCode.NEED_TO_PURSUE),
    ):
        MESSAGES.tell(session, to=recipient, code=code, facts=facts, link=f"/demands/{demand.id}")
