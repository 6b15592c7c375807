"""Who left is recognized by what identified them, and by nothing that others have, too."""

import stat
from pathlib import Path

import pytest

from shared.people.recognition import KEY_BYTES, Named, Recognition

CHEN = Named("陈 独秀山", "Chen@Lab.cn", "+86 138-0013-8000", "岭南压铸研究院")


@pytest.mark.parametrize(
    ("said", "fields"),
    [
        (Named(email="chen@lab.CN "), {"email"}),
        (Named("陈独秀山", phone="13800138000"), {"phone"}),
        (Named("陈独秀山", organization="岭南压铸研究院"), {"name"}),
        (Named("陈独秀山", "chen@lab.cn", "13800138000"), {"email", "phone"}),
        (Named("陈独秀山"), set()),
        (Named(phone="13800138000", organization="岭南压铸研究院"), set()),
        (Named("李四", phone="13800138000", organization="岭南压铸研究院"), set()),
        (Named("陈独秀山", "other@lab.cn", "13900139000", "别处"), set()),
    ],
)
def test_somebody_is_recognized_by_what_is_theirs_alone(
    tmp_path: Path, said: Named, fields: set[str]
) -> None:
    known = Recognition(tmp_path).marks(CHEN).keys()

    marks = Recognition(tmp_path).marks(said)

    assert {field for mark, field in marks.items() if mark in known} == fields


def test_digests_are_worth_nothing_without_the_key_which_only_its_owner_reads(
    tmp_path: Path,
) -> None:
    here, there = Recognition(tmp_path / "here"), Recognition(tmp_path / "there")

    assert not here.marks(CHEN).keys() & there.marks(CHEN).keys()
    [key] = (tmp_path / "here").iterdir()
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert len(key.read_bytes()) == KEY_BYTES
