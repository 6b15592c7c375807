"""Engagements put straight where they should stand: for tests that need many, and no story."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any, Final
from uuid import UUID

from services.requests.demands.domain import DemandStatus
from services.requests.demands.models import Demand
from services.requests.dependencies import Resources
from services.requests.engagements.contracts import written
from services.requests.engagements.domain import ContractKind, EngagementStatus, Side
from services.requests.engagements.models import Engagement, EngagementMember
from services.requests.tables import RequestsTable
from shared.clock import utc_now
from shared.types import new_id
from tests.requests.conftest import Parties

_S, _D = EngagementStatus, DemandStatus

STANDING: Final = {
    **dict.fromkeys((_S.PROPOSED, _S.NDA_SIGNED, _S.NEGOTIATING), _D.IN_CONTACT),
    **dict.fromkeys((_S.CONTRACT_SIGNED, _S.REGISTERED), _D.CONTRACTED),
    **dict.fromkeys((_S.IN_PROGRESS, _S.CHANGES_REQUESTED, _S.SUSPENDED), _D.IN_PROGRESS),
    **dict.fromkeys((_S.DELIVERED, _S.DISPUTED), _D.PENDING_ACCEPTANCE),
    **dict.fromkeys((_S.ACCEPTED, _S.REVIEWED, _S.FOLLOW_UP), _D.RESOLVED),
    **dict.fromkeys((_S.ARCHIVED, _S.TERMINATED), _D.UNRESOLVED),
}
"""Where the demand stands, by where its engagement does."""

FAR_OFF: Final = datetime(2100, 1, 1, tzinfo=UTC)


def demand_at(status: DemandStatus) -> Demand:
    """Return a demand of the owner's."""
    demand_id = new_id()
    return Demand(
        id=demand_id,
        case_number=f"KQ-{demand_id.hex[-12:]}",
        source_id=str(demand_id),
        status=status,
        published_at=utc_now(),
        expires_on=date(2100, 1, 1),
        owner_subject="li",
        owner_organization="acme",
        title="铝壳电池焊接后气孔多",
    )


def placed_rows(status: EngagementStatus, **changes: Any) -> list[RequestsTable]:  # noqa: ANN401 - any field
    """Return the rows of an engagement of the owner and the expert, with a contract."""
    demand = demand_at(STANDING[status])
    said = {
        "demand_id": demand.id,
        "response_id": new_id(),
        "case_number": demand.case_number,
        "title": demand.title,
        "status": status,
        "firm_subject": "li",
        "firm_organization": "acme",
        "helper_subject": "chen",
        "contract_version": 1,
        "due_at": FAR_OFF,
        "start_on": date(2026, 11, 2),
        "finish_on": date(2099, 12, 31),
    }
    engagement = Engagement(**{**said, **changes})
    terms = {
        "kind": ContractKind.SERVICE,
        "title": "技术服务",
        "scope": "改进焊接",
        "start_on": engagement.start_on,
        "finish_on": engagement.finish_on,
    }
    return [
        demand,
        engagement,
        EngagementMember(engagement_id=engagement.id, subject="sun", organization="institute"),
        written(engagement.id, 1, terms, Side.HELPER, "chen"),
    ]


async def store(parties: Parties, rows: Sequence[RequestsTable]) -> None:
    """Store rows as they are, one after the other."""
    resources: Resources = parties.app.state.resources
    async with resources.database.transaction() as session:
        for row in rows:
            session.add(row)
            await session.flush()


async def placed(parties: Parties, status: EngagementStatus, **changes: Any) -> UUID:  # noqa: ANN401 - any field
    """Store an engagement of the owner and the expert; return its id."""
    rows = placed_rows(status, **changes)
    await store(parties, rows)
    return next(row.id for row in rows if isinstance(row, Engagement))
