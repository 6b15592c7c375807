"""Chinese is read as it sounds, in words too, and other letters are left as they are."""

from pathlib import Path

import pytest

from shared.pinyin import syllables
from tests.shared.sounds import characters

TABLE = Path(__file__).parents[2] / "shared/sounds/characters.txt"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("", []),
        ("东莞", ["dong", "guan"]),
        ("重庆长安", ["chong", "qing", "chang", "an"]),
        ("重量", ["zhong", "liang"]),
        ("绿色5G 基站", ["lv", "se", "5G ", "ji", "zhan"]),
        ("ABC 12", ["ABC 12"]),
        ("b𠼞\U0010ffff\ud800", ["b", "a", "\U0010ffff\ud800"]),
    ],
)
def test_characters_are_read_one_by_one_and_the_rest_is_left(text: str, read: list[str]) -> None:
    assert syllables(text) == read


def test_the_table_is_what_the_package_knows() -> None:
    assert TABLE.read_text("utf-8") == characters()
