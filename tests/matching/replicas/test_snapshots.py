"""What matching reads in a published record, and what it does not mind."""

import pytest
from pydantic import ValidationError

from services.matching.indexing.documents import index_document
from services.matching.replicas.repository import Position, StoredRecord
from services.matching.replicas.schemas import subject_of
from services.matching.replicas.snapshots import SNAPSHOTS, read_snapshot
from tests.matching.publisher import Document
from tests.matching.stories import record

NAMED = {"provider": "name", "expert": "name"}
"""What the headline of a kind is called; `title` where nothing is said."""

WHOLE: dict[str, Document] = {
    "provider": {
        "name": "莞城压铸技术中心",
        "summary": "压铸工艺研究",
        "description": "有三条中试线",
        "capabilities": ["真空压铸"],
        "cases": [{"title": "壳体漏气", "summary": "改浇口", "outcome": "solved"}],
    },
    "offering": {
        "title": "压铸工艺改进",
        "provider_name": "莞城压铸技术中心",
        "scope": "改进排气",
        "deliverable": "改进报告",
        "cases": [{"title": "壳体漏气"}],
    },
    "expert": {
        "name": "何守拙",
        "title": "教授",
        "organization_name": "松湖大学",
        "specialties": ["压铸工艺"],
        "summary": "研究排气",
        "service_history": [{"title": "壳体漏气"}],
        "results": [{"title": "真空压铸阀", "year": 2024, "kind": "patent"}],
    },
    "facility": {
        "title": "压铸中试线",
        "provider_name": "莞城压铸技术中心",
        "summary": "八百吨",
        "parameters": [{"name": "锁模力", "minimum": 1, "maximum": 800, "unit": "t"}],
        "standards": ["GB/T 13822"],
    },
    "achievement": {
        "title": "真空压铸阀",
        "owner_name": "松湖大学",
        "summary": "减少气孔",
        "advantages": "寿命长",
        "inventors": ["何守拙"],
    },
    "demand": {
        "title": "压铸件气孔",
        "public_summary": "良率低",
        "description": "想改进工艺",
        "metric_targets": [{"name": "气孔率", "comparison": "<=", "target_value": 3, "unit": "%"}],
    },
}

WORDS: dict[str, tuple[str, ...]] = {
    "provider": ("压铸工艺研究", "有三条中试线", "真空压铸"),
    "offering": ("改进排气", "改进报告"),
    "expert": ("压铸工艺", "研究排气"),
    "facility": ("八百吨", "锁模力 1~800 t", "GB/T 13822"),
    "achievement": ("减少气孔", "寿命长"),
    "demand": ("良率低", "想改进工艺", "气孔率 <= 3 %"),
}
NAMES: dict[str, tuple[str, ...]] = {
    "offering": ("莞城压铸技术中心",),
    "expert": ("松湖大学",),
    "facility": ("莞城压铸技术中心",),
    "achievement": ("松湖大学", "何守拙"),
}
CASES: dict[str, tuple[str, ...]] = {
    "provider": ("壳体漏气 改浇口",),
    "offering": ("壳体漏气",),
    "expert": ("壳体漏气", "真空压铸阀"),
}


@pytest.mark.parametrize("kind", SNAPSHOTS)
def test_all_that_describes_a_record_is_searched(kind: str) -> None:
    document = index_document(f"{kind}:1", kind, record(**WHOLE[kind], keywords=["压铸"]))

    assert document.title == WHOLE[kind][NAMED.get(kind, "title")]
    assert set(document.text.splitlines()) >= {*WORDS[kind], "压铸"}
    assert document.names == NAMES.get(kind, ())
    assert document.cases == CASES.get(kind, ())


@pytest.mark.parametrize("kind", SNAPSHOTS)
def test_a_record_with_a_name_and_nothing_else_is_read(kind: str) -> None:
    bare = record(**{NAMED.get(kind, "title"): "只有名称"})
    lists = dict.fromkeys(("keywords", "discipline_codes", "qualifications", "cases"))

    snapshot = read_snapshot(kind, {**bare, **lists, "unheard_of": {"x": 1}})

    assert snapshot.headline == "只有名称"
    assert (snapshot.text, list(snapshot.proofs), snapshot.region_code) == ("", [], None)


@pytest.mark.parametrize("kind", SNAPSHOTS)
def test_a_record_without_a_name_is_not_read(kind: str) -> None:
    with pytest.raises(ValidationError):
        read_snapshot(kind, record(summary="没有名称"))


def test_a_list_shows_a_long_text_cut_short() -> None:
    stored = StoredRecord(
        "achievement:1",
        "achievement",
        gone=False,
        document=record(title="长", summary="很长。" * 100),
        position=Position(),
    )

    shown = subject_of(stored)

    assert len(shown.summary or "") == 160
    assert (shown.summary or "").endswith("…")
    assert (shown.organization, shown.region_name) == (None, None)
