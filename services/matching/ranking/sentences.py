"""Says in plain words what a factor's value rests on; nothing is said that the table lacks."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from services.matching.ranking.domain import Factor, FactorName, MatchedTerm, Sentence
from services.matching.ranking.factors import COUNTRY
from services.matching.ranking.nearness import Nearness, nearness_of
from shared.classification import region_name
from shared.language import Language

GOOD: Final = 0.6
POOR: Final = 0.4
CLOSE: Final = 0.35
FAR: Final = 0.1
"""Between these, closeness in meaning says neither."""

NAMED_TERMS: Final = 4

MISSING: Final[Mapping[str, Sentence]] = MappingProxyType(
    {
        "need.required_qualifications": Sentence("需求没有提出资质要求", "the need names none"),
        "need.region_code": Sentence("需求没有写明所在地区", "the need names no region"),
        # Of a confidential need only the range of its budget is public.
        "need.budget_max": Sentence(
            "需求没有写明或没有公开预算", "the need names no budget, or not in public"
        ),
        "need.deadline": Sentence("需求没有写明期限", "the need names no deadline"),
        "entry.qualifications": Sentence("资料中没有列出资质", "the entry lists none"),
        "entry.region_code": Sentence("资料中没有写明所在地区", "the entry names no region"),
        "entry.price_min": Sentence("资料中没有标明价格", "the entry names no price"),
        "entry.lead_time_days": Sentence("资料中没有写明周期", "the entry names no lead time"),
        "entry.capacity_status": Sentence("资料中没有说明余力", "the entry does not say"),
        "entry.cases": Sentence("资料中没有列出案例或成果", "the entry shows no cases or results"),
        "entry.confirmed_cases": Sentence("没有经确认的案例结果", "no outcome was ever confirmed"),
        "entry.dealings": Sentence(
            "在平台上还没有可计的往来结果", "nothing that counts has come of being asked here"
        ),
        "entry.assured_date": Sentence("没有核实日期", "nobody has vouched for the entry"),
        "embedding.need": Sentence(
            "语义服务暂时没有应答", "the embedding service does not answer at the moment"
        ),
        "embedding.entry": Sentence(
            "语义服务尚未读完资料", "the embedding service has not read the entries yet"
        ),
    }
)

LABELS: Final[Mapping[FactorName, Sentence]] = MappingProxyType(
    {
        FactorName.TOPICAL_FIT: Sentence("主题契合", "Topical fit"),
        FactorName.MEANING: Sentence("语义相近", "Closeness in meaning"),
        FactorName.EVIDENCE: Sentence("案例与成果", "Cases and results"),
        FactorName.QUALIFICATION: Sentence("资质", "Qualification"),
        FactorName.REGION: Sentence("地域", "Region"),
        FactorName.BUDGET: Sentence("预算", "Budget"),
        FactorName.TIME: Sentence("时间", "Time"),
        FactorName.LOAD: Sentence("余力", "Capacity"),
        FactorName.TRACK_RECORD: Sentence("履约记录", "Track record"),
        FactorName.DEALINGS: Sentence("平台往来", "Dealings here"),
        FactorName.FRESHNESS: Sentence("信息时效", "Freshness"),
    }
)

GIVEN: Final = Sentence(
    "新入驻或近来很少被展示，机会均等：由相近的名次提前到这里。",
    "New or rarely shown of late: moved up among near ties, so that all have a chance.",
)
"""Why somebody stands where their score alone would not have put them."""

Verdict = tuple[bool, Sentence]
"""Whether it speaks for the entry, and the reason."""


def unknown(factor: Factor) -> Sentence:
    """Say what would have to be known, and what it could add."""
    return _unknown(factor.name, factor.missing, f"{factor.could_add * 100:.0f}")


@lru_cache(maxsize=256)
def _unknown(name: FactorName, missing: tuple[str, ...], points: str) -> Sentence:
    label, gaps = LABELS[name], [MISSING[field] for field in missing]
    return Sentence(
        f"{label.zh}未知：{'，'.join(gap.zh for gap in gaps)}"
        f"（补充后最多加 {points} 分，满分 100）。",
        f"{label.en} is unknown: {', '.join(gap.en for gap in gaps)} "
        f"(could add {points} points of 100 if known).",
    )


def verdict(factor: Factor, value: float, terms: Sequence[MatchedTerm]) -> Verdict | None:
    """Say what speaks for or against the entry; None where a value says neither."""
    if factor.name is FactorName.TOPICAL_FIT:
        return _topical(value, terms)
    return _VERDICTS[factor.name](factor, value)


def _topical(value: float, terms: Sequence[MatchedTerm]) -> Verdict | None:
    percent, nearness = f"{value:.0%}", nearness_of(value)
    if nearness is Nearness.FAINT:
        return False, Sentence(
            f"主题契合只有 {percent}，可能不对口。",
            f"The topical fit is only {percent}; this may be another field.",
        )
    if not terms:
        return None
    named = [_both(term) for term in terms[:NAMED_TERMS]]
    zh, en = "、".join(one.zh for one in named), ", ".join(one.en for one in named)
    if nearness is Nearness.RELATED:
        return True, Sentence(
            f"双方都提到{zh}，但主题契合 {percent}，可能只是领域相近。",
            f"Both speak of {en}; with a topical fit of {percent}, it may only be a related field.",
        )
    return True, Sentence(
        f"双方都提到{zh}，主题契合 {percent}。",
        f"Both speak of {en}; topical fit {percent}.",
    )


def _both(term: MatchedTerm) -> Sentence:
    said = f"“{term.need_form}”"
    if term.need_form.lower() == term.entry_form.lower():
        return Sentence(said, said)
    return Sentence(f"{said}（{term.entry_form}）", f"{said} ({term.entry_form})")


def _meaning(factor: Factor, value: float) -> Verdict | None:
    model = _said(factor, "embedding.model")
    cosine = f"{float(_said(factor, 'embedding.cosine')):.2f}"
    if value >= CLOSE:
        return True, Sentence(
            f"语义相近：模型 {model} 给出的余弦为 {cosine}。",
            f"Close in meaning: the model {model} sees a cosine of {cosine}.",
        )
    if value < FAR:
        return False, Sentence(
            f"语义不相近：模型 {model} 给出的余弦只有 {cosine}。",
            f"Not close in meaning: the model {model} sees a cosine of only {cosine}.",
        )
    return None


def _evidence(factor: Factor, value: float) -> Verdict | None:
    title = _said(factor, "entry.cases")
    if value >= POOR / 2:
        return True, Sentence(f"有相近的案例或成果：{title}。", f"Similar work was done: {title}.")
    return None


def _qualification(factor: Factor, value: float) -> Verdict | None:
    if value == 1:
        held = _all_said(factor, "entry.qualifications")
        zh, en = "、".join(held), ", ".join(held)
        return True, Sentence(f"具备所要求的资质：{zh}。", f"Holds what is required: {en}.")
    asked = _all_said(factor, "need.required_qualifications")
    zh, en = "、".join(asked), ", ".join(asked)
    return False, Sentence(f"未见所要求的资质：{zh}。", f"Does not show: {en}.")


def _region(factor: Factor, value: float) -> Verdict | None:
    served = _said(factor, "entry.service_area")
    if served and value == 1:
        name = place_of(served)
        return True, Sentence(f"服务范围覆盖{name.zh}。", f"Serves {name.en}.")
    code = _said(factor, "entry.region_code") or served
    name = place_of(code)
    if value >= GOOD:
        return True, Sentence(f"位于{name.zh}，离需求方近。", f"Is in {name.en}, which is near.")
    return False, Sentence(f"位于{name.zh}，离需求方远。", f"Is in {name.en}, which is far.")


def _budget(factor: Factor, value: float) -> Verdict | None:
    price, most = (_yuan(factor, name) for name in ("entry.price_min", "need.budget_max"))
    if value == 1:
        return True, Sentence(
            f"报价 {price} 元起，在预算 {most} 元之内。",
            f"Prices from CNY {price} are within the budget of CNY {most}.",
        )
    if value >= POOR + 0.1:
        return None
    return False, Sentence(
        f"报价 {price} 元起，超出预算 {most} 元。",
        f"Prices from CNY {price} exceed the budget of CNY {most}.",
    )


def _time(factor: Factor, value: float) -> Verdict | None:
    days, deadline = _number(factor, "entry.lead_time_days"), _said(factor, "need.deadline")
    if value == 1:
        return True, Sentence(
            f"周期 {days} 天，赶得上 {deadline}。", f"Takes {days} days, in time for {deadline}."
        )
    return False, Sentence(
        f"周期 {days} 天，赶不上 {deadline}。", f"Takes {days} days, too long for {deadline}."
    )


def _load(factor: Factor, value: float) -> Verdict | None:
    if declined := _said(factor, "entry.declined_as_full"):
        return False, Sentence(
            f"{declined} 曾因没有余力谢绝邀请。", f"Declined on {declined} for lack of room."
        )
    if engaged := _said(factor, "entry.engaged"):
        count = int(float(engaged))
        return False, Sentence(
            f"平台上已有 {count} 项合作在进行，余力可能有限。",
            f"Has {count} cooperations under way here, and may have little room.",
        )
    if value >= GOOD:
        return True, Sentence("目前可以承接。", "Has room for more work now.")
    if value > 0:
        return False, Sentence("目前余力有限。", "Has little room for more work now.")
    return False, Sentence("目前已排满。", "Is fully booked now.")


def _track_record(factor: Factor, value: float) -> Verdict | None:
    solved = _number(factor, "entry.confirmed_solved")
    count = _number(factor, "entry.confirmed_cases")
    return value >= POOR, Sentence(
        f"经确认的 {count} 个案例中，{solved} 个解决了问题。",
        f"Of {count} confirmed cases, {solved} solved the problem.",
    )


def _dealings(factor: Factor, _value: float) -> Verdict | None:
    count = _number(factor, "entry.dealings")
    gained, lost = (float(_said(factor, f"entry.{name}")) for name in ("gained", "lost"))
    if gained > lost:
        return True, Sentence(
            f"平台上有 {count} 次计入的往来（报价、成交或解决），多有结果。",
            f"Of {count} dealings here that count, most led to an offer, a deal or a solution.",
        )
    if lost > gained:
        return False, Sentence(
            f"平台上有 {count} 次计入的往来，多无结果（逾期未答复、无力完成等）。",
            f"Of {count} dealings here that count, most came to nothing on their part.",
        )
    return None


def _freshness(factor: Factor, value: float) -> Verdict | None:
    day = date.fromisoformat(_said(factor, "entry.assured_date"))
    zh, en = f"{day.year}年{day.month}月{day.day}日", f"{day:%b} {day.day}, {day.year}"
    if value >= GOOD:
        return True, Sentence(f"信息在 {zh}核实过。", f"The entry was vouched for on {en}.")
    if value < POOR:
        return False, Sentence(
            f"信息自 {zh}后没有再核实，可能过时。",
            f"Nobody has vouched for the entry since {en}.",
        )
    return None


_VERDICTS: Final[Mapping[FactorName, Callable[[Factor, float], Verdict | None]]] = MappingProxyType(
    {
        FactorName.MEANING: _meaning,
        FactorName.EVIDENCE: _evidence,
        FactorName.QUALIFICATION: _qualification,
        FactorName.REGION: _region,
        FactorName.BUDGET: _budget,
        FactorName.TIME: _time,
        FactorName.LOAD: _load,
        FactorName.TRACK_RECORD: _track_record,
        FactorName.DEALINGS: _dealings,
        FactorName.FRESHNESS: _freshness,
    }
)


def place_of(code: str) -> Sentence:
    """Return what a region is called, or its code."""
    if code in COUNTRY:
        return Sentence("全国", "all of China")
    return Sentence(region_name(code) or code, region_name(code, Language.EN) or code)


def _all_said(factor: Factor, source: str) -> list[str]:
    return [str(item.value) for item in factor.evidence if item.source == source]


def _said(factor: Factor, source: str) -> str:
    return next(iter(_all_said(factor, source)), "")


def _number(factor: Factor, source: str) -> int:
    return int(float(_said(factor, source)))


def _yuan(factor: Factor, source: str) -> str:
    return f"{float(_said(factor, source)):,.0f}"
