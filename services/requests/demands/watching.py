"""Logs who was shown what a need keeps confidential, in the transaction that shows it.

Owners read their own as they like. Everybody else, operators among them, leaves an entry
in the audit log for each time they are given confidential text.
"""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from services.requests.demands.projection import Shape
from services.requests.demands.reads import DemandConfided, DemandPrivate
from services.requests.tables import TRAIL
from shared.auth import Caller


def record_reading(session: AsyncSession, caller: Caller, shapes: Sequence[Shape]) -> None:
    """Log which confidential text of others the caller is given; nothing if there is none."""
    read = confided(caller, shapes)
    if read:
        subject = f"demand/{read[0].id}" if len(read) == 1 else "demands"
        TRAIL.record(
            session,
            actor=caller,
            action="demand.read_confidential",
            subject=subject,
            details={
                "demands": [str(shape.id) for shape in read],
                "assigned": [str(shape.id) for shape in read if _assigned(caller, shape)],
            },
        )


def confided(caller: Caller, shapes: Sequence[Shape]) -> list[DemandConfided | DemandPrivate]:
    """Return those of the shapes that hold what others keep confidential."""
    return [
        shape
        for shape in shapes
        if isinstance(shape, DemandConfided)
        or (isinstance(shape, DemandPrivate) and not _own(caller, shape))
    ]


def _own(caller: Caller, shape: DemandPrivate) -> bool:
    if shape.owner_subject == caller.subject:
        return True
    return caller.organization is not None and caller.organization == shape.owner_organization


def _assigned(caller: Caller, shape: DemandConfided | DemandPrivate) -> bool:
    """Whether an operator reads what they have claimed or broker, not what a colleague has."""
    if isinstance(shape, DemandConfided):
        return False
    return caller.subject in {shape.desk.claimed_by, shape.desk.broker}
