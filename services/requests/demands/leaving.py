"""Tells those whose need was merged into another what became of it; a sequel of every step."""

from typing import Final

from services.requests.demands.domain import STATUS_LABELS, DemandStatus
from services.requests.demands.repository import DemandRepository
from services.requests.demands.taken import Taken
from services.requests.demands.telling import owner_of
from services.requests.messages import MESSAGES, MessageCode

_ENDS: Final = frozenset(
    {
        DemandStatus.WITHDRAWN,
        DemandStatus.EXPIRED,
        DemandStatus.MERGED,
        DemandStatus.RESOLVED,
        DemandStatus.UNRESOLVED,
    }
)


async def tell_merged(taken: Taken) -> None:
    """Tell the owners of merged needs that the other has ended: they may separate theirs."""
    ended, step = taken.demand, taken.step
    if step.to_status not in _ENDS or step.from_status is step.to_status:
        return
    for demand in await DemandRepository(taken.session).merged_into(ended.id):
        MESSAGES.tell(
            taken.session,
            to=owner_of(demand),
            code=MessageCode.NEED_LEFT_ALONE,
            facts={
                "case_number": demand.case_number,
                "title": demand.title,
                "into": ended.case_number,
                "status": STATUS_LABELS[step.to_status],
            },
            link=f"/demands/{demand.id}",
        )
