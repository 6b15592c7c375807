"""The order of names that readers of Chinese expect: by their sounds."""

from typing import Final

from shared.pinyin import syllables

SOUNDED_CHARACTERS: Final = 40


def sort_name_of(name: str) -> str:
    """Return what a name is sorted by: its pinyin without tones, in small letters."""
    return " ".join(syllables(name[:SOUNDED_CHARACTERS])).casefold()
