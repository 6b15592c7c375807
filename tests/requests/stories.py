"""What tests tell the service: a plausible need, and how to bring one to where it should stand."""

from typing import Any
from uuid import UUID

import httpx

from services.requests.demands.domain import DemandAction, DemandStatus
from services.requests.demands.journey import Journey
from services.requests.demands.reasons import NEEDS_REASON, REASONS, ReasonCode
from services.requests.dependencies import Resources
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


def by_system(*actions: str) -> list[tuple[str, dict[str, str]]]:
    """Return steps that responses and engagements cause."""
    return [("system", {"action": action}) for action in actions]


PUBLISHING = [SUBMIT, REVIEW, PUBLISH]
CONTRACTING = [*PUBLISHING, *by_system("begin_contact", "contract")]
DELIVERING = [*CONTRACTING, *by_system("start", "deliver")]
CHALLENGE = ("operator", {"action": "raise_challenge", "reason_code": "common_problem"})

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
    DemandStatus.MATCHING: [*PUBLISHING, *by_system("begin_matching")],
    DemandStatus.IN_CONTACT: [*PUBLISHING, *by_system("begin_contact")],
    DemandStatus.CONTRACTED: CONTRACTING,
    DemandStatus.IN_PROGRESS: [*CONTRACTING, *by_system("start")],
    DemandStatus.PENDING_ACCEPTANCE: DELIVERING,
    DemandStatus.RESOLVED: [*DELIVERING, *by_system("resolve")],
    DemandStatus.UNRESOLVED: [*DELIVERING, *by_system("refuse_result")],
    DemandStatus.ESCALATED: [*PUBLISHING, CHALLENGE],
}
"""The shortest way to every status but expired, to which only time leads."""


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


async def advance(parties: Parties, demand: dict[str, Any], action: str) -> dict[str, Any]:
    """Drive the demand as responses and engagements do; return it as its owner sees it."""
    step = DemandAction(action)
    reason = reason_for(step) if step in NEEDS_REASON else None
    proof = {"confirmed_by": "li", "evidence": ["验收报告"]}
    details = proof if step is DemandAction.RESOLVE else {}
    resources: Resources = parties.app.state.resources
    async with resources.database.transaction() as session:
        journey = Journey(session, resources.feed, rules=resources.rules)
        await journey.advance(
            UUID(demand["id"]), step, actor="chen", reason_code=reason, details=details
        )
    seen: dict[str, Any] = (await parties.owner.get(f"/demands/{demand['id']}")).json()
    return seen


def reason_for(action: DemandAction) -> ReasonCode:
    """Return a reason that explains an action by itself."""
    return next(code for code, reason in REASONS.items() if action in reason.given_for)


async def brought_to(parties: Parties, status: DemandStatus, **changes: object) -> dict[str, Any]:
    """Write down a need and bring it to a status."""
    demand = await draft(parties.owner, **changes)
    for who, step in WAY_TO[status]:
        if who == "system":
            demand = await advance(parties, demand, step["action"])
            continue
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
