"""Entries that the contract of search indexes is tested with, and how they are looked up."""

from collections.abc import AsyncIterator, Sequence

from services.matching.retrieval.port import (
    Filters,
    Highlight,
    IndexDocument,
    SearchIndex,
    SearchQuery,
)

BANK = IndexDocument(key="provider:bank", kind="provider", title="中国农业发展银行某支行")
CASTING = IndexDocument(
    key="offering:casting",
    kind="offering",
    title="铝压铸件气孔诊断",
    text="为6061铝合金与ADC12压铸件查找气孔成因，公差±0.01mm。\n散热壳体用于5G基站，安装简单。",
    names=("松山湖压铸中心",),
    region_code="441900",
    service_area=("440000",),
    industry_codes=("C33",),
    discipline_codes=("43035",),
    qualifications=("CMA", "CNAS"),
    service_class="testing_certification",
    capacity_status="available",
)
BATTERY = IndexDocument(
    key="expert:battery",
    kind="expert",
    title="林某某 教授",
    text="研究動力電池低溫性能，-40℃ 下仍可放電；長於雷射焊接。",
    cases=("为一家电池厂解决了注液孔封口漏液",),
    region_code="440106",
    industry_codes=("C38",),
    qualifications=("CMA",),
    capacity_status="full",
)
LASER = IndexDocument(
    key="facility:laser",
    kind="facility",
    title="Laser joining laboratory",
    text="Welding of copper and aluminium for battery packs, with in-line testing.",
    region_code="310115",
    service_area=("100000",),
)
ALL = (BANK, CASTING, BATTERY, LASER)


async def found(index: SearchIndex, words: str = "", filters: Filters | None = None) -> list[str]:
    """Return the keys that a search box finds, best first."""
    page = await index.search(SearchQuery(words=words, filters=filters or Filters()))
    return [hit.key for hit in page.hits]


async def batches(*groups: Sequence[IndexDocument]) -> AsyncIterator[Sequence[IndexDocument]]:
    """Yield each group of entries."""
    for group in groups:
        yield group


def marked(highlight: Highlight | None) -> list[str]:
    """Return the pieces of a text that are highlighted."""
    assert highlight is not None
    return [highlight.text[span.start : span.end] for span in highlight.spans]
