"""JSON that is none, says too much, or says what cannot be."""

from typing import Final

import pytest

from tests.bad_input.cases import FIRM, NOBODY, Case, check, parameters
from tests.whole import WholePlatform

DEMAND: Final = "POST /requests/demands"
PROVIDER: Final = "POST /catalog/providers"
OFFERING: Final = "POST /catalog/offerings"
EXPERT: Final = "POST /catalog/experts"
FACILITY: Final = "POST /catalog/facilities"
ACHIEVEMENT: Final = "POST /catalog/achievements"
PREVIEW: Final = "POST /matching/matches/preview"
HERE: Final = {"name": "试验中心", "kind_of_body": "laboratory"}
SERVICE: Final = {"title": "盐雾试验", "service_class": "testing_certification"}
TARGET: Final = {"name": "气孔率", "comparison": "<=", "target_value": 3}


def need(field: str, value: object, *named: str) -> Case:
    """Return the case of a demand with one wrong field."""
    body = {"title": "气孔多", field: value}
    return Case(f"demand {field}={value!a:.40}", DEMAND, body, fields=named or (field,))


UNREADABLE: Final = [
    Case("cut off", DEMAND, b'{"title": "a', 400, "malformed-json"),
    Case("not JSON at all", PREVIEW, "铝合金".encode(), 400, "malformed-json"),
    Case("single quotes", PROVIDER, b"{'name': 'x'}", 400, "malformed-json"),
    Case("NaN", DEMAND, b'{"title": "a", "budget_max": NaN}', 400, "malformed-json"),
    Case("Infinity", OFFERING, b'{"title": "a", "price_max": -Infinity}', 400, "malformed-json"),
    Case("half a pair", DEMAND, b'{"title": "\\ud83d"}', 400, "malformed-json"),
    Case("invalid UTF-8", PREVIEW, b'{"text": "\xff\xfe"}', 400, "malformed-json"),
    Case("GBK", PREVIEW, '{"text": "气孔"}'.encode("gbk"), 400, "malformed-json"),
    Case("UTF-16", PREVIEW, '{"text": "气孔"}'.encode("utf-16"), 400, "malformed-json"),
    Case("UTF-8 with BOM", PREVIEW, b'\xef\xbb\xbf{"text": "x"}', 400, "malformed-json"),
    Case("two documents", DEMAND, b'{"title": "a"}{"title": "b"}', 400, "malformed-json"),
    Case("raw line break", DEMAND, b'{"title": "a\nb"}', 400, "malformed-json"),
    Case("100,000 levels", PREVIEW, b"[" * 100_000, 400, "malformed-json"),
    Case("900 levels", DEMAND, b"[" * 900 + b"]" * 900, 400, "nested-too-deeply"),
    Case("70 levels in a row", "POST /catalog/experts/import",
         b'{"source": "s", "rows": [{"name": ' + b"[" * 70 + b"]" * 70 + b"}]}",
         400, "nested-too-deeply"),
    Case("10 MB", DEMAND, b'{"title": "' + b"a" * 10_000_000 + b'"}', 413, "body-too-large"),
    Case("10 MB to import", "POST /catalog/experts/import", b" " * 10_000_000, 413,
         "body-too-large"),
    Case("10 MB from nobody", PREVIEW, b"x" * 10_000_000, 413, "body-too-large", who=NOBODY),
    Case("text/plain", DEMAND, b'{"title": "a"}', 415, "unsupported-media-type",
         headers={"Content-Type": "text/plain"}),
    Case("a form", PROVIDER, b"name=x", 415, "unsupported-media-type",
         headers={"Content-Type": "application/x-www-form-urlencoded"}),
    Case("XML", PREVIEW, b"<text/>", 415, "unsupported-media-type",
         headers={"Content-Type": "application/xml"}),
    Case("nonsense as type", PREVIEW, b'{"text": "x"}', 415, "unsupported-media-type",
         headers={"Content-Type": ";;=/"}),
]  # fmt: skip

OF_THE_WRONG_SHAPE: Final = [
    Case("nothing", DEMAND, b"", fields=["body"]),
    Case("null", DEMAND, b"null", fields=["body"]),
    Case("a list", DEMAND, [], fields=["body"]),
    Case("a text", PREVIEW, "气孔", fields=["body"]),
    Case("a number", PROVIDER, 7, fields=["body"]),
    Case("an empty object", DEMAND, {}, fields=["title"]),
    Case("an unknown field", DEMAND, {"title": "x", "titel": "y"}, fields=["titel"]),
    Case("a field of ours", DEMAND, {"title": "x", "status": "published"}, fields=["status"]),
    Case("an owner", DEMAND, {"title": "x", "owner_subject": "me"}, fields=["owner_subject"]),
    Case("a key like __proto__", DEMAND, {"title": "x", "__proto__": {}}, fields=["__proto__"]),
    Case("an unknown field of a part", DEMAND,
         {"title": "x", "metric_targets": [{**TARGET, "u": 1}]}, fields=["metric_targets.0.u"]),
    Case("every field wrong", PROVIDER, {"name": 1, "kind_of_body": 2, "uscc": 3},
         fields=["name", "kind_of_body", "uscc"]),
]  # fmt: skip

NEEDS: Final = [
    need("title", ""),
    need("title", " \u3000\u200b"),
    need("title", "🙏🙏"),
    need("title", "？！…"),
    need("title", "长" * 201),
    need("title", "a\x00b"),
    need("title", ["x"]),
    need("title", None),
    need("description", "长" * 20_001),
    need("description", {"zh": "x"}),
    need("budget_max", -1),
    need("budget_max", 10**30),
    need("budget_max", 10**300),
    need("budget_max", 0.001),
    need("budget_max", "十万"),
    need("budget_max", []),
    need("deadline", "2026-02-30"),
    need("deadline", "2026-13-01"),
    need("deadline", "30/11/2026"),
    need("deadline", "明年"),
    need("deadline", 1_800_000_000),
    need("deadline", "0001-01-01"),
    need("deadline", "9999-12-31"),
    need("deadline", "2001-01-01"),
    need("region_code", "999999"),
    need("region_code", 441900),
    need("industry_code", "C99999"),
    need("discipline_codes", ["460", "000"], "discipline_codes.1"),
    need("discipline_codes", "460"),
    need("trl", 0),
    need("trl", 10),
    need("trl", "6"),
    need("trl", 6.5),
    need("urgency", "yesterday"),
    need("cooperation_types", ["marriage"], "cooperation_types.0"),
    need("org_hidden", "yes"),
    need("org_hidden", 1),
    need("keywords", ["好", ""], "keywords.1"),
    need("keywords", [f"词{number}" for number in range(51)]),
    need("uscc", "91110000600037341X"),
    need("contact_email", "nobody"),
    need("contact_phone", "call me"),
    need("metric_targets", [TARGET] * 31),
    need("metric_targets", [{**TARGET, "target_value": 1e300}], "metric_targets.0.target_value"),
    need("metric_targets", [{**TARGET, "target_value": "三"}], "metric_targets.0.target_value"),
    need("metric_targets", [{**TARGET, "target_high": 5}], "metric_targets.0"),
    need("metric_targets", [{**TARGET, "comparison": "≈"}], "metric_targets.0.comparison"),
    Case("401 digits as a budget", DEMAND, {"title": "x", "budget_max": 10**400}, 400,
         "malformed-json"),
    Case("1e400 as a budget", DEMAND, b'{"title": "x", "budget_max": 1e400}', 400,
         "malformed-json"),
    Case("true as a budget", DEMAND, {"title": "x", "budget_max": True}, fields=["budget_max"]),
    Case("true as a stage", DEMAND, {"title": "x", "trl": True}, fields=["trl"]),
    Case("a budget upside down", DEMAND, {"title": "x", "budget_min": 2, "budget_max": 1},
         fields=["budget_max"]),
    Case("a firm's wrong need", DEMAND, {"title": "x", "trl": 99}, fields=["trl"], who=FIRM),
]  # fmt: skip

ENTRIES: Final = [
    Case("no name", PROVIDER, {"kind_of_body": "laboratory"}, fields=["name"]),
    Case("a kind nobody knows", PROVIDER, {**HERE, "kind_of_body": "spaceship"},
         fields=["kind_of_body"]),
    Case("an address that is none", PROVIDER, {**HERE, "website": "javascript:alert(1)"},
         fields=["website"]),
    Case("founded tomorrow", PROVIDER, {**HERE, "founded_on": "2099-01-01"},
         fields=["founded_on"]),
    Case("a case in the year -5", PROVIDER, {**HERE, "cases": [{"title": "x", "year": -5}]},
         fields=["cases.0.year"]),
    Case("an outcome nobody knows", PROVIDER,
         {**HERE, "cases": [{"title": "x", "outcome": "great"}]}, fields=["cases.0.outcome"]),
    Case("an eleventh class", OFFERING, {**SERVICE, "service_class": "astrology"},
         fields=["service_class"]),
    Case("a price upside down", OFFERING, {**SERVICE, "price_min": "9", "price_max": "8"},
         fields=["price_max"]),
    Case("a price of 10^13", OFFERING, {**SERVICE, "price_max": 10**13}, fields=["price_max"]),
    Case("done in -1 days", OFFERING, {**SERVICE, "lead_time_days": -1},
         fields=["lead_time_days"]),
    Case("done in 2^63 days", OFFERING, {**SERVICE, "lead_time_days": 2**63},
         fields=["lead_time_days"]),
    Case("a provider with a bad id", OFFERING, {**SERVICE, "provider_id": "42"},
         fields=["provider_id"]),
    Case("999 hours a month", EXPERT, {"name": "陈", "hours_per_month": 999},
         fields=["hours_per_month"]),
    Case("a result without a title", EXPERT, {"name": "陈", "results": [{"year": 2020}]},
         fields=["results.0.title"]),
    Case("a parameter upside down", FACILITY,
         {"title": "箱", "facility_class": "testing",
          "parameters": [{"name": "温度", "minimum": 5, "maximum": -5, "unit": "℃"}]},
         fields=["parameters.0.maximum"]),
    Case("TRL 12", ACHIEVEMENT, {"title": "电解液", "trl": 12}, fields=["trl"]),
    Case("a source with a space", PROVIDER, {**HERE, "source": "a b"}, fields=["source"]),
]  # fmt: skip


@pytest.mark.parametrize("case", parameters(UNREADABLE))
def test_what_cannot_be_read_is_refused(
    whole: WholePlatform, case: Case, caplog: pytest.LogCaptureFixture
) -> None:
    answer = check(whole, case, caplog)

    assert answer.status_code in {400, 413, 415}


@pytest.mark.parametrize("case", parameters([*OF_THE_WRONG_SHAPE, *NEEDS, *ENTRIES]))
def test_a_wrong_field_is_named_with_what_would_be_right(
    whole: WholePlatform, case: Case, caplog: pytest.LogCaptureFixture
) -> None:
    answer = check(whole, case, caplog)

    assert answer.status_code in {400, 422}
