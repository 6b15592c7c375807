"""How much of a profile is there that matching and readers go by, and what to add next."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from services.portal.pages.supply.fields import cases_field

WEIGHTS: Final[Mapping[str, Mapping[str, int]]] = {
    "expert": {
        "summary": 3,
        "specialties": 4,
        "service_history": 4,
        "results": 2,
        "industry_codes": 2,
        "region_code": 2,
        "title": 1,
        "organization_name": 1,
        "capacity_status": 2,
        "hours_per_month": 1,
        "assured_date": 1,
    },
    "provider": {
        "summary": 3,
        "capabilities": 4,
        "cases": 4,
        "qualifications": 2,
        "industry_codes": 2,
        "region_code": 2,
        "service_area": 1,
        "kind_of_body": 1,
        "assured_date": 1,
    },
    "offering": {
        "scope": 4,
        "deliverable": 2,
        "cases": 3,
        "qualifications": 2,
        "price_min": 2,
        "lead_time_days": 2,
        "capacity_status": 2,
        "industry_codes": 2,
        "region_code": 1,
        "keywords": 1,
        "assured_date": 1,
    },
    "facility": {
        "summary": 3,
        "parameters": 4,
        "standards": 3,
        "qualifications": 2,
        "fee_min": 2,
        "lead_time_days": 2,
        "capacity_status": 2,
        "region_code": 2,
        "industry_codes": 1,
        "assured_date": 1,
    },
    "achievement": {
        "summary": 4,
        "advantages": 3,
        "trl": 2,
        "ipr_status": 2,
        "cooperation_types": 2,
        "cases": 3,
        "transfer_price_min": 1,
        "industry_codes": 2,
        "keywords": 1,
        "assured_date": 1,
    },
}
"""How much each field helps to be found and to be judged."""

HINTS_SHOWN: Final = 4


@dataclass(frozen=True, slots=True)
class Completeness:
    """How full a profile is, of 100, and which fields would help most."""

    percent: int
    missing: tuple[str, ...]


def completeness(kind: str, said: Mapping[str, Any]) -> Completeness:
    """Return how full a profile is that says this."""
    weights = WEIGHTS[kind]
    missing = sorted(
        (name for name in weights if not said.get(name)), key=lambda one: -weights[one]
    )
    lacking = sum(weights[name] for name in missing)
    total = sum(weights.values())
    return Completeness(round(100 * (total - lacking) / total), tuple(missing[:HINTS_SHOWN]))


def anchor(kind: str, field: str) -> str:
    """Return where in the editor a field is filled in."""
    if field in {"industry_codes", "discipline_codes"}:
        return f"{field}.0"
    if field in {cases_field(kind), "results", "parameters"}:
        return f"{field}.0.{'name' if field == 'parameters' else 'title'}"
    if field == "cooperation_types":
        return "cooperation_types.technical_cooperation"
    return "assure" if field == "assured_date" else field
