"""A catalogue with one entry of each kind, with everything that could be told of them."""

from typing import Any, Final

from shared.auth import Role
from tests.portal.pages.world import World
from tests.running import bearer

PHONE: Final = "0769-22837741"
CONTACT: Final = {
    "contact_name": "联系人赵某",
    "contact_phone": PHONE,
    "contact_email": "zhao@secret.cn",
}
FILED: Final = {
    "region_code": "441900",
    "industry_codes": ["C33"],
    "discipline_codes": ["430"],
    "keywords": ["压铸"],
    **CONTACT,
}
CASE: Final = {
    "title": "壳体漏气",
    "summary": "<b>改抽真空</b>",
    "industry_code": "C33",
    "year": 2025,
    "outcome": "solved",
    "confirmed_by": "enterprise",
}
OWN_WORD: Final = {"title": "散热片开裂", "outcome": "partly"}
PROVIDER: Final = {
    "name": "莞城压铸所",
    "kind_of_body": "institute",
    "summary": "做压铸工艺。",
    "qualifications": ["CMA"],
    "service_area": ["441900"],
    "website": "https://yazhu.example.cn/",
    "assured_date": "2026-10-01",
    "cases": [OWN_WORD, CASE],
}
OTHERS: Final[dict[str, dict[str, Any]]] = {
    "offerings": {
        "title": "真空压铸诊断",
        "service_class": "consulting",
        "scope": "看现场，给方案。",
        "price_min": "8000",
        "lead_time_days": 14,
        "capacity_status": "limited",
        "qualifications": ["CMA"],
    },
    "experts": {
        "name": "孙工",
        "expert_kind": "engineer",
        "specialties": ["真空压铸"],
        "hours_per_month": 16,
        "results": [{"title": "一种排气块", "year": 2024, "kind": "专利"}],
        "service_history": [CASE],
        "assured_date": "2024-01-05",
    },
    "facilities": {
        "title": "800吨压铸岛",
        "facility_class": "pilot_line",
        "parameters": [
            {"name": "锁模力", "maximum": 8000, "unit": "kN"},
            {"name": "温度", "minimum": -70, "maximum": 180, "unit": "℃"},
        ],
        "fee_min": "1200",
        "fee_max": "1800",
        "fee_unit": "元/小时",
    },
    "achievements": {
        "title": "=薄壁件抽真空方法",
        "trl": 7,
        "ipr_status": "granted",
        "cooperation_types": ["licence"],
        "transfer_price_max": "200000",
        "inventors": ["周某某"],
    },
}


async def fill(world: World) -> dict[str, str]:
    """Write one entry of each kind, and return their ids by kind."""
    headers = bearer(world.folder, Role.OPERATOR)
    provider = await _write(world, "providers", {**PROVIDER, **FILED}, headers)
    ids = {"providers": provider}
    for plural, said in OTHERS.items():
        owner = {} if plural == "experts" else {_link_of(plural): provider}
        ids[plural] = await _write(world, plural, {**said, **FILED, **owner}, headers)
    return ids


def _link_of(plural: str) -> str:
    return "owner_id" if plural == "achievements" else "provider_id"


async def _write(world: World, plural: str, said: Any, headers: Any) -> str:  # noqa: ANN401 - JSON
    answer = await world.catalog.post(f"/{plural}", json=said, headers=headers)
    assert answer.is_success, answer.text
    return str(answer.json()["id"])
