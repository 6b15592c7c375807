"""A catalogue of any size, made by rule: the same seed gives the same entries everywhere.

The texts are put together from words of manufacturing, so that they are about as long, and
their words about as unequally frequent, as in a real catalogue. They mean nothing.
"""

import random
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Final

_WORDS: Final = {
    name: words.split()
    for name, _, words in (
        line.partition(": ")
        for line in Path(__file__).with_name("words.txt").read_text().splitlines()
    )
}
MATERIALS: Final = _WORDS["materials"]
PROCESSES: Final = _WORDS["processes"]
OBJECTS: Final = _WORDS["objects"]
PROBLEMS: Final = _WORDS["problems"]
QUALITIES: Final = _WORDS["qualities"]
TIES: Final = (
    "针对{object}在{process}过程中出现的{problem}，采用{material}并优化{process2}，{quality}提高{number}%。",
    "可承接{material}{object}的{process}与{process2}，{quality}达到{number}以上，批量稳定。",
    "对{object}的{problem}进行成因分析，给出{process}工艺方案，验证{quality}指标。",
    "一种{material}{process}方法，用于制备{object}，解决了{problem}的难题，{quality}改善{number}%。",
    "配备{process}试验线和{quality}测试台，服务{object}企业，已处理{problem}案例{number}项。",
)
REGIONS: Final = ("441900", "440300", "440100", "440600", "441300", "440700", "442000", "500112")
INDUSTRIES: Final = ("C13", "C17", "C21", "C26", "C27", "C29", "C33", "C34", "C35", "C38", "C39")
DISCIPLINES: Final = ("430", "460", "470", "480", "510", "520", "530", "540", "550", "610")
SERVICE_CLASSES: Final = ("research_development", "testing_certification", "consulting")
KINDS: Final = ("achievement", "offering", "expert", "facility", "provider")


def entries(kind: str, count: int, *, seed: int = 1) -> Iterator[dict[str, Any]]:
    """Yield `count` rows to be imported as `kind`."""
    # A generator of test data, not of secrets.
    chance = random.Random(f"{kind}-{seed}")  # noqa: S311
    makers = {
        "achievement": _achievement,
        "offering": _offering,
        "expert": _expert,
        "facility": _facility,
        "provider": _provider,
    }
    for number in range(count):
        yield {
            "source_id": f"{kind}-{seed}-{number}",
            "keywords": [_skewed(chance, MATERIALS), _skewed(chance, PROCESSES)],
            "industry_codes": [_skewed(chance, INDUSTRIES)],
            "discipline_codes": [_skewed(chance, DISCIPLINES)],
            "region_code": _skewed(chance, REGIONS),
            "assured_date": f"2026-{chance.randint(1, 10):02}-{chance.randint(1, 28):02}",
            **makers[kind](chance, number),
        }


def needs(count: int, *, length: int = 300, seed: int = 2) -> Iterator[str]:
    """Yield `count` needs of about `length` characters."""
    chance = random.Random(f"need-{seed}")  # noqa: S311 - as above
    for _ in range(count):
        text = "我公司主要从事制造业产品的生产，现遇到以下技术问题，希望寻求专家或机构帮助。"
        while len(text) < length:
            text += _sentence(chance)
        yield text[:length]


def in_batches(rows: Iterator[dict[str, Any]], size: int) -> Iterator[list[dict[str, Any]]]:
    """Yield lists of `size` rows, the last one shorter."""
    while batch := list(islice(rows, size)):
        yield batch


def _skewed(chance: random.Random, words: Sequence[str]) -> str:
    """Pick early words more often than late ones, as languages do."""
    return words[int(len(words) * chance.random() ** 2)]


def _sentence(chance: random.Random) -> str:
    return chance.choice(TIES).format(
        material=_skewed(chance, MATERIALS),
        process=_skewed(chance, PROCESSES),
        process2=_skewed(chance, PROCESSES),
        object=_skewed(chance, OBJECTS),
        problem=_skewed(chance, PROBLEMS),
        quality=_skewed(chance, QUALITIES),
        number=chance.randint(2, 99),
    )


def _text(chance: random.Random, sentences: int) -> str:
    return "".join(_sentence(chance) for _ in range(sentences))


def _title(chance: random.Random) -> str:
    parts = (_skewed(chance, words) for words in (MATERIALS, OBJECTS, PROCESSES, PROBLEMS))
    return "".join(parts)


def _achievement(chance: random.Random, _number: int) -> dict[str, Any]:
    return {"title": f"一种{_title(chance)}控制方法", "summary": _text(chance, 4)}


def _offering(chance: random.Random, number: int) -> dict[str, Any]:
    return {
        "title": f"{_title(chance)}技术服务",
        "provider_name": f"示例技术服务机构{number % 997}",
        "service_class": _skewed(chance, SERVICE_CLASSES),
        "scope": _text(chance, 3),
        "lead_time_days": chance.randint(3, 90),
        "price_min": chance.randint(1, 50) * 1000,
    }


def _expert(chance: random.Random, number: int) -> dict[str, Any]:
    case = {"title": _title(chance), "summary": _sentence(chance), "outcome": "solved"}
    return {
        "name": f"示例专家{number}",
        "expert_kind": "tech_envoy",
        "specialties": [_title(chance), _title(chance)],
        "summary": _text(chance, 2),
        "service_history": [case],
    }


def _facility(chance: random.Random, number: int) -> dict[str, Any]:
    return {
        "title": f"{_title(chance)}试验台",
        "provider_name": f"示例检测中心{number % 499}",
        "facility_class": "testing",
        "summary": _text(chance, 3),
    }


def _provider(chance: random.Random, number: int) -> dict[str, Any]:
    return {
        "name": f"示例机构{number}",
        "kind_of_body": "enterprise",
        "summary": _text(chance, 3),
        "capabilities": [_title(chance)],
    }
