"""A catalogue of any size, made by rule: the same seed gives the same entries everywhere."""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Final

from tests.benchmarks.wording import Writer

REGIONS: Final = ("441900", "440300", "440100", "440600", "441300", "440700", "442000", "500112")
INDUSTRIES: Final = ("C13", "C17", "C21", "C26", "C27", "C29", "C33", "C34", "C35", "C38", "C39")
DISCIPLINES: Final = ("430", "460", "470", "480", "510", "520", "530", "540", "550", "610")
SERVICE_CLASSES: Final = ("research_development", "testing_certification", "consulting")
BEGINNING: Final = "我公司主要从事制造业产品的生产，现遇到以下技术问题，希望寻求专家或机构帮助。"


def entries(kind: str, count: int, *, seed: int = 1) -> Iterator[dict[str, Any]]:
    """Yield `count` rows to be imported as `kind`, one of `KINDS`."""
    writer = Writer(f"{kind}-{seed}")
    for number in range(count):
        matter = writer.matter()
        yield {
            "source_id": f"{kind}-{seed}-{number}",
            "keywords": matter[:2],
            "industry_codes": [_skewed(writer.chance, INDUSTRIES)],
            "discipline_codes": [_skewed(writer.chance, DISCIPLINES)],
            "region_code": _skewed(writer.chance, REGIONS),
            "assured_date": _day(writer.chance),
            **_MAKERS[kind](writer, matter, number),
        }


def needs(count: int, *, length: int = 300, seed: int = 2) -> Iterator[str]:
    """Yield `count` needs of `length` characters."""
    writer = Writer(f"need-{seed}")
    for _ in range(count):
        yield (BEGINNING + writer.text(writer.matter(), length))[:length]


def in_batches(rows: Iterator[dict[str, Any]], size: int) -> Iterator[list[dict[str, Any]]]:
    """Yield lists of `size` rows, the last one shorter."""
    while batch := list(islice(rows, size)):
        yield batch


def _skewed(chance: random.Random, values: Sequence[str]) -> str:
    """Pick early values more often than late ones: firms crowd in some places and trades."""
    return values[int(len(values) * chance.random() ** 2)]


def _day(chance: random.Random) -> str:
    return f"2026-{chance.randint(1, 10):02}-{chance.randint(1, 28):02}"


def _achievement(writer: Writer, matter: Sequence[str], _number: int) -> dict[str, Any]:
    return {"title": f"一种{writer.title(matter)}控制方法", "summary": writer.text(matter, 240)}


def _offering(writer: Writer, matter: Sequence[str], number: int) -> dict[str, Any]:
    return {
        "title": f"{writer.title(matter)}技术服务",
        "provider_name": f"示例技术服务机构{number % 997}",
        "service_class": _skewed(writer.chance, SERVICE_CLASSES),
        "scope": writer.text(matter, 200),
        "lead_time_days": writer.chance.randint(3, 90),
        "price_min": writer.chance.randint(1, 50) * 1000,
    }


def _expert(writer: Writer, matter: Sequence[str], number: int) -> dict[str, Any]:
    case = {
        "title": writer.title(matter[4:]),
        "summary": writer.text(matter, 60),
        "outcome": "solved",
    }
    return {
        "name": f"示例专家{number}",
        "expert_kind": "tech_envoy",
        "specialties": [writer.title(matter), writer.title(matter[8:])],
        "summary": writer.text(matter, 140),
        "service_history": [case],
    }


def _facility(writer: Writer, matter: Sequence[str], number: int) -> dict[str, Any]:
    return {
        "title": f"{writer.title(matter)}试验台",
        "provider_name": f"示例检测中心{number % 499}",
        "facility_class": "testing",
        "summary": writer.text(matter, 200),
    }


def _provider(writer: Writer, matter: Sequence[str], number: int) -> dict[str, Any]:
    return {
        "name": f"示例机构{number}",
        "kind_of_body": "enterprise",
        "summary": writer.text(matter, 200),
        "capabilities": [writer.title(matter[4:])],
    }


_MAKERS: Final[Mapping[str, Callable[[Writer, Sequence[str], int], dict[str, Any]]]] = {
    "achievement": _achievement,
    "offering": _offering,
    "expert": _expert,
    "facility": _facility,
    "provider": _provider,
}
KINDS: Final = tuple(_MAKERS)
