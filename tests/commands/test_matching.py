import io
import json
from pathlib import Path
from typing import Any

import pytest

from deploy.commands.main import execute
from tests.commands.fake_platform import FakePlatform
from tests.reading.files import write

PREVIEW = "POST /matching/matches/preview"
ITEM: dict[str, Any] = {
    "kind": "expert",
    "title": "[梁]启铸",
    "organization": "莞南轻合金中心",
    "region_name": "东莞市",
    "position": 1,
    "score": 0.8123,
    "nearness": "near",
    "nearness_label": "可能对口",
    "reasons_for": ["说到镁合金压铸"],
    "reasons_against": ["报价高于预算"],
    "unknown": ["交付周期未知"],
}
ANSWER: dict[str, Any] = {
    "items": [ITEM],
    "considered": 12,
    "ranker_version": "7",
    "pending_changes": 0,
}


def _asked(platform: FakePlatform) -> dict[str, Any]:
    asked: dict[str, Any] = json.loads(platform.requests[0]["body"])
    return asked


def test_the_table_says_who_could_help_and_why(
    platform: FakePlatform, capsys: pytest.CaptureFixture[str]
) -> None:
    platform.answers[PREVIEW] = ANSWER

    code = execute(["match", "压铸件气孔多", "--kind", "expert", "--limit", "3", "--lang", "zh"])

    table = capsys.readouterr().out
    assert code == 0
    assert _asked(platform) == {
        "text": "压铸件气孔多",
        "filters": {"kind": ["expert"]},
        "limit": 3,
    }
    for expected in (
        "0.81",
        "[梁]启铸",
        "专家 · 莞南轻合金中心 · 东莞市",
        "+ 说到镁合金压铸",
        "- 报价高于预算",
        "? 交付周期未知",
        "共考虑 12 条",
    ):
        assert expected in table


def test_programs_get_the_answer_itself(
    platform: FakePlatform, capsys: pytest.CaptureFixture[str]
) -> None:
    platform.answers[PREVIEW] = ANSWER

    execute(["match", "压铸件气孔多", "--json"])

    assert json.loads(capsys.readouterr().out) == ANSWER


def test_a_file_is_read_whatever_its_encoding(platform: FakePlatform, tmp_path: Path) -> None:
    platform.answers[PREVIEW] = ANSWER

    execute(["match", str(write(tmp_path / "need.txt", "表面划痕怎么办", "gbk"))])

    assert _asked(platform)["text"] == "表面划痕怎么办"


def test_a_need_can_be_piped_in(platform: FakePlatform, monkeypatch: pytest.MonkeyPatch) -> None:
    platform.answers[PREVIEW] = ANSWER
    monkeypatch.setattr("sys.stdin", io.StringIO("涂层脱落"))

    execute(["match", "-"])

    assert _asked(platform)["text"] == "涂层脱落"


def test_a_stored_need_is_asked_for_by_its_id(platform: FakePlatform) -> None:
    number = "0190a1b2-0000-7000-8000-000000000001"
    platform.answers[f"GET /matching/demands/{number}/matches"] = ANSWER

    code = execute(["match", number])

    assert code == 0
    assert platform.requests[0]["path"].endswith(f"{number}/matches")


def test_nobody_who_fits_is_said_so(
    platform: FakePlatform, capsys: pytest.CaptureFixture[str]
) -> None:
    platform.answers[PREVIEW] = {**ANSWER, "items": [], "pending_changes": 3}

    code = execute(["match", "xyz"])

    told = capsys.readouterr()
    assert code == 1
    assert "Nothing fits" in told.out
    assert "3 changes behind" in told.err


def test_an_empty_file_is_refused(
    platform: FakePlatform, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    codes = [
        execute(["match", str(write(tmp_path / name, content))])
        for name, content in (("a.txt", ""), ("b.txt", " \n"))
    ]

    assert codes == [2, 2]
    assert capsys.readouterr().err.count("The file is empty.") == 2
    assert not platform.requests
