"""The code lists that records are filed under: industries, disciplines, regions, service classes.

Industries follow GB/T 4754-2017 (section letter and two-digit division), disciplines
GB/T 13745-2009 (three digits, finer levels with five or seven), regions GB/T 2260 (six
digits), service classes the nine of the State Council's opinion of 2014 (国发〔2014〕49号).
"""

import csv
import re
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final, NamedTuple

from stdnum import numdb

from shared.language import Language
from shared.place_names import english_place


class Label(NamedTuple):
    """A code's name in both languages."""

    zh: str
    en: str


class RegionRelation(StrEnum):
    """How near one region is to another."""

    SAME = "same"
    CITY = "city"
    PROVINCE = "province"
    ELSEWHERE = "elsewhere"


SERVICE_CLASSES: Final[Mapping[str, Label]] = MappingProxyType(
    {
        "research_development": Label("研究开发", "Research and development"),
        "technology_transfer": Label("技术转移", "Technology transfer"),
        "testing_certification": Label("检验检测认证", "Inspection, testing and certification"),
        "incubation": Label("创业孵化", "Business incubation"),
        "intellectual_property": Label("知识产权", "Intellectual property"),
        "consulting": Label("科技咨询", "Science and technology consulting"),
        "finance": Label("科技金融", "Science and technology finance"),
        "science_popularization": Label("科学技术普及", "Popularisation of science"),
        "integrated": Label("综合科技服务", "Integrated science and technology services"),
    }
)

_DISCIPLINE: Final = re.compile(r"\d{3}(\d{2}){0,2}")
_REGION: Final = re.compile(r"\d{6}")
_VALIDITY: Final = re.compile(r"\[[\d,-]*\]")
_MUNICIPALITIES: Final = frozenset({"11", "12", "31", "50"})
_NO_PART_OF_A_NAME: Final = frozenset(
    {
        "市辖区",
        "县",
        "市",
        "林区",
        "省直辖县级行政单位",
        "省直辖行政单位",
        "自治区直辖县级行政单位",
    }
)
_IN_SIMPLIFIED: Final = str.maketrans("別區門達嶺員會", "别区门达岭员会")


@lru_cache(maxsize=2)
def _code_list(name: str) -> Mapping[str, Label]:
    text = (files("shared") / "classifications" / f"{name}.csv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines())
    return MappingProxyType({row["code"]: Label(row["zh"], row["en"]) for row in rows})


def industries() -> Mapping[str, Label]:
    """Return the sections (`C`) and divisions (`C39`) of GB/T 4754."""
    return _code_list("gbt4754")


def disciplines() -> Mapping[str, Label]:
    """Return the first-level disciplines of GB/T 13745."""
    return _code_list("gbt13745")


def industry_name(code: str) -> Label | None:
    """Return the name of a section or division, or None for a code the list lacks."""
    return industries().get(code)


def discipline_name(code: str) -> Label | None:
    """Return the first-level discipline a code of 3, 5 or 7 digits belongs to, or None."""
    return disciplines().get(code[:3]) if _DISCIPLINE.fullmatch(code) else None


def discipline_levels(code: str) -> tuple[str, ...]:
    """Return a discipline of 7, 5 or 3 digits and the broader ones it belongs to."""
    return tuple(code[:length] for length in (7, 5, 3) if length <= len(code))


@lru_cache(maxsize=8192)
def region_name(code: str, language: Language = Language.ZH) -> str | None:
    """Return a division's full name, or None.

    That is 广东省广州市番禺区, or Panyu District, Guangzhou, Guangdong. Codes that were valid
    once are known too, since old records carry them.
    """
    parts = _parts(code)
    if language is Language.ZH or not parts:
        return "".join(parts) or None
    return ", ".join(dict.fromkeys(english_place(part) for part in reversed(parts)))


def region_is_current(code: str) -> bool:
    """Say whether a division that has a name still exists."""
    validity = _VALIDITY.findall(_entry(code) or "")
    return not validity or validity[-1].endswith("-]")


def _parts(code: str) -> list[str]:
    """Return the names of a division and of those around it, the largest first."""
    if not _REGION.fullmatch(code):
        return []
    province = _division(code[:2] + "0000")
    if code.endswith("0000") or province is None:
        return [province] if province else []
    own = _division(code)
    if own is None:
        return []
    city = "" if code.endswith("00") else _division(code[:4] + "00") or ""
    parts = (province, city, own)
    return [part for part in parts if part and part not in _NO_PART_OF_A_NAME]


def _division(code: str) -> str | None:
    found = _entry(code)
    if not found:
        return None
    return _VALIDITY.split(found)[-1].split(",")[0].translate(_IN_SIMPLIFIED)


def _entry(code: str) -> str | None:
    """Return what the list says of a code: names, each with the years in which it was valid."""
    parts = numdb.get("cn/loc").info(code)
    names = [properties for _digits, properties in parts if properties]
    if code.endswith("0000"):
        return names[0].get("province") if names else None
    return names[-1].get("county") if len(names) > 1 else None


def region_relation(one: str, other: str) -> RegionRelation:
    """Say how near two divisions are; a municipality is one city."""
    if one == other:
        return RegionRelation.SAME
    if one[:2] != other[:2]:
        return RegionRelation.ELSEWHERE
    if one[:4] == other[:4] or one[:2] in _MUNICIPALITIES:
        return RegionRelation.CITY
    return RegionRelation.PROVINCE


def region_covers(area: str, place: str) -> bool:
    """Say whether a province's, city's or county's code covers `place`."""
    return place.startswith(region_prefix(area))


def region_prefix(code: str) -> str:
    """Return the digits that every code inside a division begins with."""
    if code.endswith("0000"):
        return code[:2]
    return code[:4] if code.endswith("00") else code
