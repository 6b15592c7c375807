"""What tests tell the service: a plausible need, and how to bring one to where it should stand."""

from typing import Any

import httpx

from services.requests.demands.domain import DemandStatus
from tests.requests.conftest import Parties

NEED: dict[str, Any] = {
    "title": "铝壳电池焊接后气孔多",
    "description": "激光焊接 3003 铝壳，气孔率约 8%，希望降到 3% 以下，产线节拍 12 秒。",
    "public_summary": "铝壳激光焊接气孔",
    "confidentiality": "open",
    "metric_targets": [
        {"name": "气孔率", "present_value": 8, "comparison": "<=", "target_value": 3, "unit": "%"}
    ],
    "budget_min": 100000,
    "budget_max": 300000,
    "industry_code": "C38",
    "region_code": "441900",
    "discipline_codes": ["460"],
    "organization_name": "测试电池厂",
    "contact_name": "李工",
    "contact_phone": "0769-22831234",
}

SUBMIT = ("owner", {"action": "submit"})
REVIEW = ("operator", {"action": "start_review"})
PUBLISH = ("operator", {"action": "publish"})
WITHDRAW = ("owner", {"action": "withdraw", "reason_code": "no_longer_needed"})
RETURN = ("operator", {"action": "return", "reason_code": "unclear_problem"})
REJECT = ("operator", {"action": "reject", "reason_code": "out_of_scope"})

SUSPEND = ("operator", {"action": "suspend", "reason_code": "complaint_upheld"})
MERGE = ("operator", {"action": "merge"})

WAY_TO: dict[DemandStatus, list[tuple[str, dict[str, str]]]] = {
    DemandStatus.DRAFT: [],
    DemandStatus.SUBMITTED: [SUBMIT],
    DemandStatus.UNDER_REVIEW: [SUBMIT, REVIEW],
    DemandStatus.RETURNED: [SUBMIT, REVIEW, RETURN],
    DemandStatus.REJECTED: [SUBMIT, REVIEW, REJECT],
    DemandStatus.PUBLISHED: [SUBMIT, REVIEW, PUBLISH],
    DemandStatus.WITHDRAWN: [WITHDRAW],
    DemandStatus.SUSPENDED: [SUBMIT, REVIEW, PUBLISH, SUSPEND],
    DemandStatus.MERGED: [SUBMIT, REVIEW, MERGE],
}
"""The shortest way to every status that people can bring a demand to."""


async def draft(client: httpx.AsyncClient, **changes: object) -> dict[str, Any]:
    """Write down a need and return it as its owner sees it."""
    answer = await client.post("/demands", json={**NEED, **changes})
    assert answer.status_code == 201, answer.text
    drafted: dict[str, Any] = answer.json()
    return drafted


async def move(client: httpx.AsyncClient, demand: dict[str, Any], **step: object) -> httpx.Response:
    """Take a step with the demand, as it was last seen."""
    return await client.put(
        f"/demands/{demand['id']}/status",
        json=step,
        headers={"If-Match": f'"v{demand["version"]}"'},
    )


async def brought_to(parties: Parties, status: DemandStatus, **changes: object) -> dict[str, Any]:
    """Write down a need and bring it to a status."""
    demand = await draft(parties.owner, **changes)
    for who, step in WAY_TO[status]:
        said: dict[str, object] = {**step}
        if step["action"] == "merge":
            said["into"] = (await published(parties, title="同一个问题"))["id"]
        answer = await move(getattr(parties, who), demand, **said)
        assert answer.status_code == 200, answer.text
        demand = answer.json()
    assert demand["status"] == status
    return demand


async def published(parties: Parties, **changes: object) -> dict[str, Any]:
    """Write down a need and bring it before the public."""
    return await brought_to(parties, DemandStatus.PUBLISHED, **changes)


async def events(parties: Parties) -> list[dict[str, Any]]:
    """Return all that followers have been told."""
    answer = await parties.service.get("/feed")
    assert answer.status_code == 200, answer.text
    told: list[dict[str, Any]] = answer.json()
    return told
