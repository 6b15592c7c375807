"""`keqiao understand` shows what the platform answers, as a table or as it is."""

import json
from typing import Any

import pytest

from deploy.commands.main import execute
from tests.commands.fake_platform import FakePlatform

ASKED = "POST /matching/understanding"
ANSWER: dict[str, Any] = {
    "text": "铸件砂眼",
    "concepts": [
        {
            "name": "压铸气孔",
            "broader": ["气孔"],
            "field": {"name": "casting", "zh": "铸造与压铸", "en": "Casting", "chain": "金属成形"},
            "related": ["真空压铸", "浸渗"],
            "spans": [[0, 4]],
        }
    ],
    "names": [],
    "disciplines": [{"code": "430", "zh": "材料科学", "en": "Materials science", "concepts": 1}],
    "industries": [{"code": "C33", "zh": "金属制品业", "en": "Metal products", "concepts": 1}],
}


def test_the_table_shows_concepts_with_what_they_belong_to(
    platform: FakePlatform, capsys: pytest.CaptureFixture[str]
) -> None:
    platform.answers[ASKED] = ANSWER

    code = execute(["understand", "铸件砂眼", "--lang", "zh"])

    shown = capsys.readouterr().out
    assert code == 0
    assert json.loads(platform.requests[0]["body"]) == {"text": "铸件砂眼"}
    for expected in ("压铸气孔", "铸件砂眼", "气孔", "铸造与压铸", "真空压铸", "430 材料科学"):
        assert expected in shown


def test_a_text_without_terms_is_said_to_have_none(
    platform: FakePlatform, capsys: pytest.CaptureFixture[str]
) -> None:
    platform.answers[ASKED] = {**ANSWER, "concepts": []}

    code = execute(["understand", "你好", "--lang", "en"])

    assert code == 1
    assert "No technical term" in capsys.readouterr().err
    assert execute(["understand", "你好", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["concepts"] == []
