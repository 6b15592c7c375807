"""What the tests write about entries, and how they write it."""

from typing import Any

import httpx

Body = dict[str, Any]

PROVIDER: Body = {
    "name": "松山湖环境试验中心",
    "kind_of_body": "laboratory",
    "qualifications": ["CMA", "CNAS"],
    "region_code": "441900",
    "industry_codes": ["C39"],
    "contact_name": "周工",
    "contact_phone": "0769-22831234",
}
OFFERING: Body = {
    "title": "金属件盐雾试验",
    "service_class": "testing_certification",
    "price_min": "300",
    "price_max": "800.50",
    "lead_time_days": 5,
    "qualifications": ["CMA"],
    "region_code": "441900",
}
EXPERT: Body = {
    "name": "陈知远",
    "title": "高级工程师",
    "expert_kind": "tech_envoy",
    "discipline_codes": ["46020"],
    "specialties": ["注塑成型"],
    "service_history": [{"title": "翘曲改善", "outcome": "solved"}],
}
FACILITY: Body = {
    "title": "步入式高低温箱",
    "facility_class": "testing",
    "parameters": [{"name": "温度", "minimum": -70, "maximum": 180, "unit": "℃"}],
    "fee_min": 200,
    "fee_unit": "元/小时",
}
ACHIEVEMENT: Body = {
    "title": "低温锂电池电解液",
    "trl": 6,
    "ipr_status": "granted",
    "cooperation_types": ["licence"],
    "inventors": ["林一"],
}

EXAMPLES: dict[str, Body] = {
    "providers": PROVIDER,
    "offerings": OFFERING,
    "experts": EXPERT,
    "facilities": FACILITY,
    "achievements": ACHIEVEMENT,
}
"""A sound entry of each kind, by the kind's path."""

AUTHORS = {
    "providers": "provider",
    "offerings": "provider",
    "experts": "expert",
    "facilities": "provider",
    "achievements": "provider",
}
"""Who writes entries of a kind in these tests."""


async def written(
    client: httpx.AsyncClient, plural: str = "providers", **changes: object
) -> httpx.Response:
    """Return the answer to writing the example of a kind, with some fields changed."""
    answer = await client.post(f"/{plural}", json={**EXAMPLES[plural], **changes})
    assert answer.status_code == 201, answer.text
    return answer


async def moved(
    client: httpx.AsyncClient, path: str, action: str, **said: object
) -> httpx.Response:
    """Return the answer to moving an entry along its life, whatever its version."""
    return await client.put(
        f"{path}/status", json={"action": action, **said}, headers={"If-Match": "*"}
    )


async def imported(
    client: httpx.AsyncClient, rows: list[Body], plural: str = "providers", **options: object
) -> Body:
    """Return the report on an import."""
    answer = await client.post(
        f"/{plural}/import", json={"source": "register", "rows": rows, **options}
    )
    assert answer.status_code == 200, answer.text
    report: Body = answer.json()
    return report
