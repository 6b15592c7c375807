"""Bad input is answered by what is wrong and what would be right, never by a failure of ours."""

import json
from http import HTTPStatus
from typing import Any, Final

from tests.requests.conftest import Parties
from tests.requests.stories import NEED, draft

METRIC: Final = {"name": "强度", "comparison": ">=", "target_value": 3, "unit": "MPa"}
BETWEEN: Final = {"name": "厚度", "comparison": "between", "target_value": 3}
HUGE: Final = "电" * 20_001

BAD: Final[list[tuple[dict[str, Any], str]]] = [
    ({"title": ""}, "title"),
    ({"title": "   \u3000"}, "title"),
    ({"title": "😀😀😀"}, "title"),
    ({"title": "！？。，"}, "title"),
    ({"title": "\u200b\u200b"}, "title"),
    ({"title": "电池\u0000"}, "title"),
    ({"title": "电" * 201}, "title"),
    ({"title": None}, "title"),
    ({"title": 5}, "title"),
    ({"title": ["电池"]}, "title"),
    ({"description": "😀"}, "description"),
    ({"description": HUGE}, "description"),
    ({"description": {"zh": "电池"}}, "description"),
    ({"confidential_detail": "🤫🤫"}, "confidential_detail"),
    ({"public_summary": "电" * 2_001}, "public_summary"),
    ({"confidentiality": "secret"}, "confidentiality"),
    ({"confidentiality": None}, "confidentiality"),
    ({"urgency": "very"}, "urgency"),
    ({"budget_min": -1}, "budget_min"),
    ({"budget_min": 1e30}, "budget_min"),
    ({"budget_min": "1e400"}, "budget_min"),
    ({"budget_min": "NaN"}, "budget_min"),
    ({"budget_min": "Infinity"}, "budget_min"),
    ({"budget_min": "十万"}, "budget_min"),
    ({"budget_min": True}, "budget_min"),
    ({"budget_max": 0.001}, "budget_max"),
    ({"budget_min": 300, "budget_max": 200}, "budget_max"),
    ({"deadline": "2020-01-01"}, "deadline"),
    ({"deadline": "2026-13-01"}, "deadline"),
    ({"deadline": "2026-02-30"}, "deadline"),
    ({"deadline": "明年"}, "deadline"),
    ({"deadline": 1893456000}, "deadline"),
    ({"deadline": "9999-12-31"}, "deadline"),
    ({"trl": 0}, "trl"),
    ({"trl": 10}, "trl"),
    ({"trl": "5"}, "trl"),
    ({"trl": 4.5}, "trl"),
    ({"trl": True}, "trl"),
    ({"trl": 2**63}, "trl"),
    ({"industry_code": "Z99"}, "industry_code"),
    ({"industry_code": "39"}, "industry_code"),
    ({"region_code": "999999"}, "region_code"),
    ({"region_code": "4419"}, "region_code"),
    ({"discipline_codes": ["999"]}, "discipline_codes.0"),
    ({"discipline_codes": "460"}, "discipline_codes"),
    ({"cooperation_types": ["friendship"]}, "cooperation_types.0"),
    ({"ipr_wish": "all"}, "ipr_wish"),
    ({"keywords": ["焊接", " "]}, "keywords.1"),
    ({"keywords": [f"词{n}" for n in range(51)]}, "keywords"),
    ({"required_qualifications": [7]}, "required_qualifications.0"),
    ({"uscc": "91110000600037341X"}, "uscc"),
    ({"uscc": "123"}, "uscc"),
    ({"org_hidden": "yes"}, "org_hidden"),
    ({"contact_phone": "请打电话"}, "contact_phone"),
    ({"contact_email": "li@"}, "contact_email"),
    ({"metric_targets": [{**METRIC, "comparison": "<"}]}, "metric_targets.0.comparison"),
    ({"metric_targets": [{**METRIC, "target_value": None}]}, "metric_targets.0.target_value"),
    ({"metric_targets": [{**METRIC, "target_value": 1e300}]}, "metric_targets.0.target_value"),
    ({"metric_targets": [{**METRIC, "target_high": 4}]}, "metric_targets.0"),
    ({"metric_targets": [{**METRIC, "note": "x"}]}, "metric_targets.0.note"),
    ({"metric_targets": [BETWEEN]}, "metric_targets.0"),
    ({"metric_targets": [{**BETWEEN, "target_high": 3}]}, "metric_targets.0"),
    ({"metric_targets": [{**BETWEEN, "target_high": 2}]}, "metric_targets.0"),
    ({"metric_targets": [METRIC] * 31}, "metric_targets"),
    ({"status": "published"}, "status"),
    ({"owner_subject": "root"}, "owner_subject"),
    ({"source": "peer"}, "source"),
    ({"version": 7}, "version"),
]

UNREADABLE: Final[list[tuple[bytes, str, HTTPStatus]]] = [
    (b"", "application/json", HTTPStatus.UNPROCESSABLE_ENTITY),
    (b"{", "application/json", HTTPStatus.BAD_REQUEST),
    (b"\xff\xfe", "application/json", HTTPStatus.BAD_REQUEST),
    (rb'{"title": "\ud800"}', "application/json", HTTPStatus.BAD_REQUEST),
    (b'{"trl": 1' + b"0" * 400 + b"}", "application/json", HTTPStatus.BAD_REQUEST),
    (b"[]", "application/json", HTTPStatus.UNPROCESSABLE_ENTITY),
    (b"null", "application/json", HTTPStatus.UNPROCESSABLE_ENTITY),
    (b'{"title":' + b"[" * 100_000, "application/json", HTTPStatus.BAD_REQUEST),
    (b'{"title": "x"}', "text/plain", HTTPStatus.UNSUPPORTED_MEDIA_TYPE),
    (b"x" * 9_000_000, "application/json", HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
]

GOOD: Final[list[dict[str, Any]]] = [
    {"title": "急"},
    {"title": "5G 天线 ±0.01mm 漂移 -40℃"},
    {"title": '" OR 1=1 -- \\'},
    {"description": " "},
    {"description": "🔥电池🔥"},
    {"description": "=cmd|' /C calc'!A0"},
    {"budget_min": "", "budget_max": None},
    {"budget_min": 0, "budget_max": 0},
    {"budget_max": 10**12, "budget_min": None},
    {"deadline": "2100-12-31"},
    {"industry_code": "c38"},
    {"keywords": ["焊接", "焊接"]},
    {"metric_targets": [{**BETWEEN, "target_high": 4, "present_value": -5.5}]},
    {"metric_targets": []},
    {"uscc": "91110000600037341L"},
    {"contact_phone": "+86 769 2283 1234"},
]


async def test_every_mistake_is_named_with_what_would_be_right(parties: Parties) -> None:
    wrong = []
    for change, field in BAD:
        body = json.dumps({**NEED, **change})
        answer = await parties.owner.post(
            "/demands", content=body, headers={"Content-Type": "application/json"}
        )
        problem = answer.json()
        named = [error["field"] for error in problem.get("errors", ())]
        explained = all(
            error["message"] and error["expected"] for error in problem.get("errors", ())
        )
        if answer.status_code != 422 or named != [field] or not explained:
            wrong.append(
                (field, str(change)[:80].encode(errors="replace"), answer.status_code, named)
            )

    assert not wrong, wrong
    assert (await parties.owner.get("/demands")).json()["items"] == []


async def test_what_looks_odd_but_is_right_is_taken(parties: Parties) -> None:
    for change in GOOD:
        drafted = await draft(parties.owner, **change)

        again = (await parties.owner.get(f"/demands/{drafted['id']}")).json()
        assert again == drafted


async def test_a_body_that_cannot_be_read_is_a_problem_document(parties: Parties) -> None:
    for content, kind, status in UNREADABLE:
        answer = await parties.owner.post(
            "/demands", content=content, headers={"Content-Type": kind}
        )

        assert answer.status_code == status, (content[:50], answer.text[:300])
        assert answer.headers["content-type"] == "application/problem+json"


async def test_a_problem_is_told_in_the_reader_s_language(parties: Parties) -> None:
    bad = {**NEED, "budget_min": 300, "budget_max": 200}

    zh = await parties.owner.post("/demands", json=bad)
    en = await parties.owner.post("/demands", json=bad, headers={"Accept-Language": "en"})

    assert zh.json()["errors"][0]["message"] == "预算上限小于下限。"
    assert en.json()["errors"][0]["message"] == "budget_max is less than budget_min."
