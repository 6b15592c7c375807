"""The main story, chapter by chapter."""

from typing import Any, Final

from tests.platform.people import Platform
from tests.waiting import eventually

NEED: Final = "铝合金压铸件气孔多，良率低，想找人改进压铸工艺"
DETAIL: Final = "配方编号 KQ-7741 不得外传"
HELP: Final = "铝合金压铸工艺改进服务"

PROVIDERS: Final = [
    {"source_id": "institute", "name": "松山湖压铸研究所", "kind_of_body": "institute",
     "summary": "铝合金压铸工艺与模具", "contact_phone": "0769-22831234"},
    {"source_id": "agency", "name": "莞城商标事务所", "kind_of_body": "service_agency"},
]  # fmt: skip
OFFERINGS: Final = [
    {"source_id": "casting", "title": HELP, "service_class": "research_development",
     "provider_source_id": "institute", "region_code": "441900",
     "scope": "分析压铸件气孔成因，改进模具排气与压铸参数，提高良率。"},
    {"source_id": "brand", "title": "商标注册代理", "service_class": "intellectual_property",
     "provider_source_id": "agency", "scope": "代办商标查询、申请与续展。"},
    {"source_id": "bad", "title": " "},
]  # fmt: skip
EXPERTS: Final = [
    {"source_id": "chen", "name": "陈知远", "expert_kind": "tech_envoy",
     "specialties": ["铝合金压铸", "气孔缺陷分析"], "summary": "长期改进压铸工艺。"},
]  # fmt: skip
ACHIEVEMENTS: Final = [
    {"source_id": "vacuum", "title": "真空压铸减少气孔的方法", "trl": 7,
     "summary": "铝合金压铸件气孔率由 8% 降到 2%。"},
]  # fmt: skip


def import_the_catalogue(platform: Platform) -> None:
    """Take over a register; the same again changes nothing, and a bad row is told."""
    platform.imported("catalog/providers", PROVIDERS)
    first = platform.imported("catalog/offerings", OFFERINGS)
    again = platform.imported("catalog/offerings", OFFERINGS)
    platform.imported("catalog/experts", EXPERTS)
    platform.imported("catalog/achievements", ACHIEVEMENTS)

    assert (first["created"], first["rejected"]) == (2, 1)
    assert (again["created"], again["unchanged"], again["rejected"]) == (0, 2, 1)
    assert {error["field"] for error in first["rows"][2]["errors"]} >= {"title"}


def bring_a_need_before_the_public(platform: Platform) -> str:
    """Draft once however often it is sent, submit, review, publish; return the demand's id."""
    body = {
        "title": "压铸件气孔",
        "description": NEED,
        "confidential_detail": DETAIL,
        "contact_phone": "0769-22831235",
    }
    once = {"Idempotency-Key": "need-1"}
    drafts = [
        platform.call("POST requests/demands", who=platform.firm, headers=once, json=body)
        for _ in range(2)
    ]
    demand_id: str = drafts[0].json()["id"]
    place = f"requests/demands/{demand_id}"
    hidden = platform.call(f"GET {place}")
    for who, action in (
        (platform.firm, "submit"),
        (platform.operator, "start_review"),
        (platform.operator, "publish"),
    ):
        etag = platform.call(f"GET {place}", who=who).headers["etag"]
        step = {"who": who, "headers": {"If-Match": etag}, "json": {"action": action}}
        platform.done(f"PUT {place}/status", **step)
    steps = platform.done(f"GET {place}/history", who=platform.firm)

    assert [draft.status_code for draft in drafts] == [201, 201]
    assert drafts[0].json() == drafts[1].json()
    assert drafts[0].headers["location"].endswith(f"/demands/{demand_id}")
    assert hidden.status_code == 404
    assert [step["to_status"] for step in steps][-3:] == ["submitted", "under_review", "published"]
    return demand_id


def find_who_could_help(platform: Platform, demand_id: str) -> None:
    """See who fits the stored need and the typed one, with reasons, and on the start page."""
    matches = f"GET matching/demands/{demand_id}/matches"
    everybody = {HELP, "陈知远", "真空压铸减少气孔的方法", "松山湖压铸研究所"}
    eventually(lambda: everybody <= set(platform.titles(matches)))
    platform.wait_until_indexed()

    stored = platform.call(matches)
    typed = platform.done("POST matching/matches/preview", json={"text": NEED})
    page = platform.call("POST portal/", data={"text": NEED})

    offering = next(item for item in stored.json()["items"] if item["title"] == HELP)
    assert offering["reasons_for"]
    assert {factor["name"] for factor in offering["factors"]} >= {"topical_fit", "region"}
    assert everybody <= {item["title"] for item in typed["items"]}
    assert "商标注册代理" not in [item["title"] for item in typed["items"]][:4]
    assert page.status_code == 200
    assert HELP in page.text
    assert "<mark>" in page.text
    assert "KQ-7741" not in stored.text + page.text
    assert "2283123" not in stored.text + page.text


def find_what_fits_them(platform: Platform) -> None:
    """Ask the other way round: which needs fit an expert, a provider, an achievement."""
    for kind in ("experts", "providers", "achievements", "offerings"):
        entries = platform.done(f"GET catalog/{kind}?source=story&sort=name")["items"]
        found = [
            "压铸件气孔" in platform.titles(f"GET matching/{kind}/{entry['id']}/demands")
            for entry in entries
            if entry["source_id"] not in {"brand", "agency"}
        ]
        assert found == [True], kind


def search_as_people_do(platform: Platform) -> None:
    """Search by a word, the beginning of one, pinyin initials and a facet."""
    by_word = platform.titles("GET matching/search", params={"q": "商标"})
    by_beginning = platform.titles("GET matching/search", params={"q": "松山"})
    by_initials = platform.titles("GET matching/search", params={"q": "czy"})
    narrowed = platform.done("GET matching/search", params={"q": "压铸", "kind": "expert"})

    assert "商标注册代理" in by_word
    assert "松山湖压铸研究所" in by_beginning
    assert "陈知远" in by_initials
    assert [item["title"] for item in narrowed["items"]] == ["陈知远"]
    assert narrowed["items"][0]["kind"] == "expert"


def change_what_was_seen(platform: Platform) -> None:
    """Change an entry: only who has seen the newest version may, and searches hear of it."""
    [entry] = platform.done("GET catalog/experts?source=story")["items"]
    place = f"catalog/experts/{entry['id']}"
    patch: dict[str, Any] = {
        "who": platform.operator,
        "json": {"specialties": ["挤压铸造", "压铸"]},
    }

    blind = platform.call(f"PATCH {place}", **patch)
    stale = platform.call(f"PATCH {place}", headers={"If-Match": '"v9"'}, **patch)
    seen = platform.call(f"GET {place}").headers["etag"]
    changed = platform.call(f"PATCH {place}", headers={"If-Match": seen}, **patch)
    late = platform.call(f"PATCH {place}", headers={"If-Match": seen}, **patch)

    answers = [answer.status_code for answer in (blind, stale, changed, late)]
    assert answers == [428, 412, 200, 412]
    assert changed.headers["etag"] != seen
    search = "GET matching/search?q=挤压铸造"
    eventually(lambda: "陈知远" in platform.titles(search))


def withdraw_what_was_found(platform: Platform, demand_id: str) -> None:
    """Withdraw an offering and a need: neither is matched any more."""
    offerings = platform.done("GET catalog/offerings?source=story")["items"]
    [offering] = [entry["id"] for entry in offerings if entry["source_id"] == "casting"]
    step = {"who": platform.operator, "headers": {"If-Match": "*"}}
    reason = {"action": "withdraw", "reason_code": "no_longer_offered"}
    platform.done(f"PUT catalog/offerings/{offering}/status", json=reason, **step)
    matches = f"GET matching/demands/{demand_id}/matches"
    eventually(lambda: HELP not in platform.titles(matches) and bool(platform.titles(matches)))
    preview = {"json": {"text": NEED}}
    eventually(lambda: HELP not in platform.titles("POST matching/matches/preview", **preview))

    step["who"] = platform.firm
    reason = {"action": "withdraw", "reason_code": "no_longer_needed"}
    platform.done(f"PUT requests/demands/{demand_id}/status", json=reason, **step)

    eventually(lambda: platform.call(matches).status_code == 404)
    [expert] = platform.done("GET catalog/experts?source=story")["items"]
    assert platform.titles(f"GET matching/experts/{expert['id']}/demands") == []
