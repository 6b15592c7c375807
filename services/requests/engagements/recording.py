"""Records in the audit log what people do in an engagement besides moving it on."""

from sqlalchemy.ext.asyncio import AsyncSession

from services.requests.engagements.models import Engagement
from services.requests.tables import TRAIL
from shared.audit.trail import Detail
from shared.auth import Caller


def record(
    session: AsyncSession, caller: Caller, engagement: Engagement, action: str, **details: Detail
) -> None:
    """Record an act if and when `session` commits; steps of the engagement record themselves.

    Args:
        session: A session of `Database.transaction`.
        caller: Who acts.
        engagement: In which engagement.
        action: What is done, such as `"milestone.plan"`.
        details: Ids, codes and numbers; nothing that anybody wrote.
    """
    TRAIL.record(
        session,
        actor=caller,
        action=action,
        subject=f"demand/{engagement.demand_id}",
        details={"engagement": str(engagement.id), **details},
    )
