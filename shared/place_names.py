"""What places of GB/T 2260 are called in English: Guangdong, Panyu District, Hohhot.

Most names are read in pinyin, and their ending is translated. `classifications/places.csv` has the
endings, the peoples whom autonomous places are named after, how some characters are read in
names of places, and the names that are called or read otherwise.
"""

import csv
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final

from shared.pinyin import syllables

_VOWELS: Final = ("a", "e", "o")


def english_place(name: str) -> str:
    """Return what one division is called, such as 番禺区: Panyu District."""
    if called := _told("name").get(name):
        return called
    stem, ending = _divided(name)
    stem, peoples = _of_peoples(stem)
    called = _told("name").get(stem) or _in_pinyin(stem)
    return " ".join(part for part in (called, _listed(peoples), ending) if part)


@lru_cache(maxsize=4)
def _told(kind: str) -> Mapping[str, str]:
    text = (files("shared") / "classifications" / "places.csv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines())
    return MappingProxyType({row["zh"]: row["en"].strip() for row in rows if row["kind"] == kind})


def _divided(name: str) -> tuple[str, str]:
    """Return a name without its ending, and the ending in English; 清新区 is no 新区."""
    for zh, en in _told("ending").items():
        shortest = 1 if len(zh) == 1 else 2
        if name.endswith(zh) and len(name) >= len(zh) + shortest:
            return name.removesuffix(zh), en
    return name, ""


def _of_peoples(stem: str) -> tuple[str, list[str]]:
    """Return a name without the peoples at its end, and who they are."""
    found: list[str] = []
    while (zh := next(_peoples_at_the_end_of(stem), None)) is not None:
        stem = stem.removesuffix(zh)
        found.insert(0, _told("people")[zh])
    return stem, found


def _peoples_at_the_end_of(stem: str) -> Iterator[str]:
    return (zh for zh in _told("people") if stem.endswith(zh))


def _listed(names: list[str]) -> str:
    *first, last = names or [""]
    return f"{', '.join(first)} and {last}" if first else last


def _in_pinyin(stem: str) -> str:
    """Return a name in one word; an apostrophe keeps apart what would be read together."""
    sounds = [_told("sound").get(sign, sound) for sign, sound in _read(stem)]
    word = "".join(f"'{one}" if one.startswith(_VOWELS) else one for one in sounds)
    return word.removeprefix("'").replace("v", "ü").capitalize()


def _read(stem: str) -> Iterator[tuple[str, str]]:
    sounds = syllables(stem)
    return zip(stem, sounds if len(sounds) == len(stem) else stem, strict=True)
