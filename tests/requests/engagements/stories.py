"""What tests do with engagements: how to bring one to where it should stand."""

import io
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

import httpx
import orjson
import sqlalchemy as sa
from sqlmodel import col

from services.requests.demands.domain import DemandStatus
from services.requests.dependencies import Resources
from services.requests.engagement_clock import EngagementClock
from services.requests.engagements.confidentiality import NDA
from services.requests.engagements.domain import EngagementStatus
from services.requests.engagements.proposing import Member, Proposal, propose
from services.requests.tables import MessageEntry
from shared.clock import city_today
from shared.types import new_id
from tests.requests.conftest import Parties
from tests.requests.stories import brought_to

ENTRY: Final = UUID("01980000-0000-7000-8000-0000000000e1")
MEMBER_ENTRY: Final = UUID("01980000-0000-7000-8000-0000000000e2")

PDF: Final = b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF\n"

ACCEPTANCE: Final[dict[str, Any]] = {
    "outcome": "solved",
    "evidence": "连续三批，气孔率 2.1%，低于 3%。",
    "results": [{"name": "气孔率", "value": 2.1, "unit": "%"}],
}


def contract(**changes: object) -> dict[str, Any]:
    """Return a contract of sixty days from today."""
    today = city_today()
    return {
        "kind": "development",
        "title": "铝壳焊接气孔攻关",
        "scope": "改进激光焊接工艺，气孔率降到 3% 以下。",
        "price": 200000,
        "start_on": today.isoformat(),
        "finish_on": (today + timedelta(days=60)).isoformat(),
        **changes,
    }


async def proposed(
    parties: Parties,
    demand: dict[str, Any] | None = None,
    **changes: Any,  # noqa: ANN401 - any field
) -> dict[str, Any]:
    """Return an engagement of the owner and the expert, as the owner sees it."""
    demand = demand or await brought_to(parties, DemandStatus.IN_CONTACT)
    said: dict[str, Any] = {
        "demand_id": UUID(demand["id"]),
        "response_id": new_id(),
        "firm_subject": "li",
        "firm_organization": "acme",
        "helper_subject": "chen",
        "entry_kind": "expert",
        "entry_id": ENTRY,
        "members": (Member("sun", "institute", "检测", "provider", MEMBER_ENTRY),),
        "actor": "li",
        **changes,
    }
    resources: Resources = parties.app.state.resources
    async with resources.database.transaction() as session:
        engagement_id = await propose(session, Proposal(**said), rules=resources.rules)
    return await seen(parties.owner, engagement_id)


async def seen(client: httpx.AsyncClient, engagement_id: object) -> dict[str, Any]:
    """Return the engagement as somebody sees it."""
    answer = await client.get(f"/engagements/{engagement_id}")
    assert answer.status_code == 200, answer.text
    shown: dict[str, Any] = answer.json()
    return shown


async def step(
    client: httpx.AsyncClient, engagement: dict[str, Any], action: str, **said: object
) -> httpx.Response:
    """Take a step with the engagement as it stands now."""
    return await client.put(
        f"/engagements/{engagement['id']}/status",
        json={"action": action, **said},
        headers={"If-Match": "*"},
    )


async def sign(client: httpx.AsyncClient, engagement: dict[str, Any], document: str) -> Any:  # noqa: ANN401 - JSON
    """Sign what lies there."""
    present = await seen(client, engagement["id"])
    digest = NDA.digest if document == "nda" else present["contract"]["digest"]
    answer = await client.post(
        f"/engagements/{engagement['id']}/signatures",
        json={"document": document, "digest": digest},
        headers={"If-Match": "*"},
    )
    assert answer.status_code == 201, answer.text
    return answer.json()


async def draft(client: httpx.AsyncClient, engagement: dict[str, Any], **changes: object) -> Any:  # noqa: ANN401 - JSON
    """Draft a contract."""
    answer = await client.put(
        f"/engagements/{engagement['id']}/contract",
        json=contract(**changes),
        headers={"If-Match": "*"},
    )
    assert answer.status_code == 200, answer.text
    return answer.json()


async def hand_in(  # noqa: PLR0913 - a form and its key
    client: httpx.AsyncClient,
    engagement: dict[str, Any],
    content: bytes = PDF,
    name: str = "报告.pdf",
    purpose: str = "result",
    *,
    key: str | None = None,
) -> httpx.Response:
    """Hand in a file, with an `Idempotency-Key` if one is named."""
    return await client.post(
        f"/engagements/{engagement['id']}/deliverables",
        files={"file": (name, io.BytesIO(content), "application/octet-stream")},
        data={"purpose": purpose},
        headers={"Idempotency-Key": key} if key else None,
    )


async def accept(parties: Parties, engagement: dict[str, Any], **changes: object) -> httpx.Response:
    """Accept the result as its owner."""
    return await parties.owner.post(
        f"/engagements/{engagement['id']}/acceptance",
        json={**ACCEPTANCE, **changes},
        headers={"If-Match": "*"},
    )


async def _to_nda(parties: Parties, engagement: dict[str, Any]) -> None:
    for client in (parties.owner, parties.expert):
        await sign(client, engagement, "nda")


async def _to_talks(parties: Parties, engagement: dict[str, Any]) -> None:
    await step(parties.expert, engagement, "negotiate")


async def _to_contract(parties: Parties, engagement: dict[str, Any]) -> None:
    await _to_talks(parties, engagement)
    await draft(parties.expert, engagement)
    for client in (parties.owner, parties.expert):
        await sign(client, engagement, "contract")


async def _to_registration(parties: Parties, engagement: dict[str, Any]) -> None:
    await _to_contract(parties, engagement)
    await parties.expert.put(
        f"/engagements/{engagement['id']}/registration",
        json={"number": "2026440001", "registered_on": city_today().isoformat()},
        headers={"If-Match": "*"},
    )


async def _to_work(parties: Parties, engagement: dict[str, Any]) -> None:
    await _to_contract(parties, engagement)
    await step(parties.owner, engagement, "start")


async def _to_delivery(parties: Parties, engagement: dict[str, Any]) -> None:
    await _to_work(parties, engagement)
    await hand_in(parties.expert, engagement)
    await step(parties.expert, engagement, "deliver")


async def _to_changes(parties: Parties, engagement: dict[str, Any]) -> None:
    await _to_delivery(parties, engagement)
    await step(parties.owner, engagement, "request_changes", reason_code="incomplete")


async def _to_acceptance(parties: Parties, engagement: dict[str, Any]) -> None:
    await _to_delivery(parties, engagement)
    await accept(parties, engagement)


async def _to_reviews(parties: Parties, engagement: dict[str, Any]) -> None:
    await _to_acceptance(parties, engagement)
    for client in (parties.owner, parties.expert):
        await client.post(f"/engagements/{engagement['id']}/reviews", json={"overall": 5})


async def _to_suspension(parties: Parties, engagement: dict[str, Any]) -> None:
    await _to_work(parties, engagement)
    await step(parties.operator, engagement, "suspend", reason_code="force_majeure")


async def _to_dispute(parties: Parties, engagement: dict[str, Any]) -> None:
    await _to_delivery(parties, engagement)
    await step(parties.owner, engagement, "dispute", reason_code="result_below_target")


async def _to_end(parties: Parties, engagement: dict[str, Any]) -> None:
    await step(parties.expert, engagement, "terminate", reason_code="terms_not_agreed")


async def _nowhere(_parties: Parties, _engagement: dict[str, Any]) -> None:
    return


WAY_TO: Final = {
    EngagementStatus.PROPOSED: _nowhere,
    EngagementStatus.NDA_SIGNED: _to_nda,
    EngagementStatus.NEGOTIATING: _to_talks,
    EngagementStatus.CONTRACT_SIGNED: _to_contract,
    EngagementStatus.REGISTERED: _to_registration,
    EngagementStatus.IN_PROGRESS: _to_work,
    EngagementStatus.DELIVERED: _to_delivery,
    EngagementStatus.CHANGES_REQUESTED: _to_changes,
    EngagementStatus.ACCEPTED: _to_acceptance,
    EngagementStatus.REVIEWED: _to_reviews,
    EngagementStatus.SUSPENDED: _to_suspension,
    EngagementStatus.DISPUTED: _to_dispute,
    EngagementStatus.TERMINATED: _to_end,
}
"""How people bring an engagement to each status; to the others only time leads."""


async def engaged(
    parties: Parties,
    status: EngagementStatus,
    **changes: Any,  # noqa: ANN401 - any field
) -> dict[str, Any]:
    """Return an engagement that stands at a status, as the owner sees it."""
    engagement = await proposed(parties, **changes)
    await WAY_TO[status](parties, engagement)
    engagement = await seen(parties.owner, engagement["id"])
    assert engagement["status"] == status
    return engagement


def clock_of(parties: Parties) -> EngagementClock:
    """Return a clock that strikes when it is told to."""
    resources: Resources = parties.app.state.resources
    return EngagementClock(resources.database, resources.feed, rules=resources.rules, interval=60)


async def told(parties: Parties) -> list[dict[str, Any]]:
    """Return what people are told, in order."""
    resources: Resources = parties.app.state.resources
    async with resources.database.snapshot() as session:
        statement = sa.select(col(MessageEntry.event)).order_by(col(MessageEntry.sequence))
        rows = (await session.scalars(statement)).all()
    return [orjson.loads(row)["data"] for row in rows]


async def demand_status(parties: Parties, engagement: dict[str, Any]) -> str:
    """Return where the engagement's demand stands."""
    answer = await parties.owner.get(f"/demands/{engagement['demand_id']}")
    return str(answer.json()["status"])
