"""What people type into a box: nothing in it is an operator, and nothing of it is too strange."""

from typing import Final

import pytest

from tests.bad_input.cases import NOBODY, Case, check, parameters
from tests.whole import WholePlatform

PREVIEW: Final = "POST /matching/matches/preview"

OPERATORS: Final = {
    "a lone quotation mark": '"',
    "a quoted phrase left open": '"压铸 气孔',
    "a leading minus": " -40℃ 下电解液不凝固",
    "a star": "*",
    "stars about a word": "*压铸*",
    "AND NOT (": "压铸 AND NOT (",
    "OR OR OR": "OR OR OR 压铸",
    "backslashes": "压铸\\\\ \\",
    "a field of the index": "title:压铸 kind:expert",
    "a range": "温度[10 TO 20} ^2 ~3",
    "a slash on each side": "/压铸.*/",
    "brackets of every kind": "(([[{{<<压铸",
    "a template": "{{ 7 * 7 }} ${jndi:ldap://x} %s %n",
    "SQL": "'; DROP TABLE replica; -- 压铸",
    "markup": "<script>alert(1)</script> 压铸",
    "a very long word": "压铸" + "a" * 400,
    "a very long number": "压铸 " + "9" * 400,
    "a right-to-left override": "压铸\u202egnitsac",
    "full-width letters": "ＰＭ２．５ 压铸",
    "combining marks": "压铸" + "\u0301" * 300,
    "private use and unassigned": "压铸 \ue000 \U000e0001 \u0378",
    "tabs and line breaks": "\t压\r\n铸\x0b\x0c",
    "traditional characters": "壓鑄件氣孔",
}

SILENT: Final = {
    "emoji only": "🙏🏽👨‍👩‍👧‍👦",
    "punctuation only": "？！……——",
    "function words only": "的 了 和 the of and",
    "a variation selector": "☎\ufe0f",
}

PREVIEWS: Final = [
    Case("empty", PREVIEW, {"text": ""}, fields=["text"]),
    Case("blank", PREVIEW, {"text": " \u3000\n"}, fields=["text"]),
    Case("invisible", PREVIEW, {"text": "\u200b\u200d\ufeff"}, fields=["text"]),
    Case("missing", PREVIEW, {"title": "压铸"}, fields=["text"]),
    Case("null", PREVIEW, {"text": None}, fields=["text"]),
    Case("a list of words", PREVIEW, {"text": ["压铸"]}, fields=["text"]),
    Case("NUL", PREVIEW, {"text": "压\x00铸"}, fields=["text"]),
    Case("20,001 characters", PREVIEW, {"text": "铸" * 20_001}, fields=["text"]),
    Case("limit 0", PREVIEW, {"text": "压铸", "limit": 0}, fields=["limit"]),
    Case("limit 101", PREVIEW, {"text": "压铸", "limit": 101}, fields=["limit"]),
    Case("limit '5'", PREVIEW, {"text": "压铸", "limit": "5"}, fields=["limit"]),
    Case("limit 2^70", PREVIEW, {"text": "压铸", "limit": 2**60}, fields=["limit"]),
    Case("a kind nobody knows", PREVIEW, {"text": "压铸", "filters": {"kind": ["ship"]}},
         fields=["filters.kind.0"]),
    Case("filters as a list", PREVIEW, {"text": "压铸", "filters": []}, fields=["filters"]),
    Case("an unknown filter", PREVIEW, {"text": "压铸", "filters": {"colour": ["red"]}},
         fields=["filters.colour"]),
    Case("21 regions", PREVIEW, {"text": "压铸", "filters": {"region": ["44"] * 21}},
         fields=["filters.region"]),
    Case("an unknown region", PREVIEW, {"text": "压铸", "region_code": "123456"},
         fields=["region_code"]),
    Case("a negative budget", PREVIEW, {"text": "压铸", "budget_max": -1},
         fields=["budget_max"]),
    Case("30 February", PREVIEW, {"text": "压铸", "deadline": "2026-02-30"},
         fields=["deadline"]),
]  # fmt: skip

FORMS: Final = [
    ("nothing", {}, 422),
    ("blank", {"text": "  "}, 422),
    ("emoji", {"text": "🙏"}, 422),
    ("too long", {"text": "铸" * 20_001}, 422),
    ("a kind nobody knows", {"text": "压铸", "kind": "ship"}, 422),
    ("an unknown region", {"text": "压铸", "region_code": "x"}, 422),
    ("a budget in words", {"text": "压铸", "budget_max": "十万左右"}, 422),
    ("a budget of 1e400", {"text": "压铸", "budget_max": "1e400"}, 422),
    ("a budget that is NaN", {"text": "压铸", "budget_max": "NaN"}, 422),
    ("30 February", {"text": "压铸", "deadline": "2026-02-30"}, 422),
    ("eleven qualifications", {"text": "压铸", "required_qualifications": "1,2,3,4,5,6,7,8,9,a,b"},
     422),
    ("a field of their own", {"text": "压铸", "admin": "1"}, 200),
    ("markup", {"text": "<script>alert(1)</script>压铸"}, 200),
    ("an operator", {"text": '" -40℃ AND NOT ('}, 200),
]  # fmt: skip

RAW_FORMS: Final = [
    ("JSON", "application/json", b'{"text": "x"}', {422}),
    ("invalid UTF-8", "application/x-www-form-urlencoded", b"text=%FF%FE", {200, 422}),
    ("raw bytes", "application/x-www-form-urlencoded", b"text=\xff\xfe&=&&;", {200, 422}),
    ("no boundary", "multipart/form-data", b"x", {400}),
    ("a boundary that never comes", "multipart/form-data; boundary=b", b"--c\r\n", {400, 422}),
    ("2,000 fields", "application/x-www-form-urlencoded", b"a=1&" * 2_000, {400}),
    ("a file as text", "multipart/form-data; boundary=b",
     b'--b\r\nContent-Disposition: form-data; name="text"; filename="a"\r\n\r\nx\r\n--b--\r\n',
     {422}),
    ("10 MB", "application/x-www-form-urlencoded", b"text=" + b"a" * 10_000_000, {413}),
]  # fmt: skip


@pytest.fixture(scope="session", autouse=True)
def _a_service_to_find(whole: WholePlatform) -> None:
    """Give the searches something that could be found."""
    row = {
        "source_id": "1",
        "title": "压铸件气孔分析",
        "service_class": "testing_certification",
        "scope": "The analysis of pores in castings, and of what is to be done about it; ± “№ 1”.",
    }
    answer = whole.client.post(
        "/catalog/offerings/import",
        json={"source": "bad-input", "rows": [row]},
        headers=whole.operator,
    )
    assert answer.json()["rejected"] == 0


@pytest.mark.parametrize("text", OPERATORS.values(), ids=OPERATORS)
def test_nothing_people_type_is_an_operator(whole: WholePlatform, text: str) -> None:
    preview = whole.client.post("/matching/matches/preview", json={"text": text})
    search = whole.client.get("/matching/search", params={"q": text})

    has_words = any(character.isalnum() for character in text)
    assert preview.status_code == (200 if has_words else 422), preview.text
    assert search.status_code == 200, search.text
    assert preview.json().get("items", []) is not None


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_a_need_without_a_word_is_told_what_is_missing(
    whole: WholePlatform, text: str, caplog: pytest.LogCaptureFixture
) -> None:
    case = Case("", PREVIEW, {"text": text}, fields=["text"], who=NOBODY)

    check(whole, case, caplog)
    search = whole.client.get("/matching/search", params={"q": text})

    assert search.status_code == 200


@pytest.mark.parametrize("case", parameters(PREVIEWS))
def test_a_wrong_preview_is_told_what_is_wrong(
    whole: WholePlatform, case: Case, caplog: pytest.LogCaptureFixture
) -> None:
    answer = check(whole, case, caplog)

    assert answer.status_code == 422


@pytest.mark.parametrize(
    ("form", "status"), [(f, s) for _, f, s in FORMS], ids=[n for n, *_ in FORMS]
)
def test_the_form_says_what_is_wrong_and_keeps_what_was_typed(
    whole: WholePlatform, form: dict[str, str], status: int
) -> None:
    answer = whole.client.post("/", data=form)

    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/html")
    assert "<script>alert" not in answer.text
    assert form.get("deadline", "") in answer.text


@pytest.mark.parametrize(
    ("kind", "content", "statuses"), [row[1:] for row in RAW_FORMS], ids=[r[0] for r in RAW_FORMS]
)
def test_a_form_that_is_none_is_answered(
    whole: WholePlatform, kind: str, content: bytes, statuses: set[int]
) -> None:
    answer = whole.client.post("/", content=content, headers={"Content-Type": kind})

    assert answer.status_code in statuses
    assert "Traceback" not in answer.text
