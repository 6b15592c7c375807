"""Says what speaks against a team as a whole, and what is not known of it."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from services.matching.teams.gathering import Gathered
from services.matching.teams.schemas import MemberRead
from shared.language import Text, current_language

OWN: Final = Text(
    "“{title}”属于提出需求的单位自己，没有列入。",
    "“{title}” belongs to who posted the need, so it was left out.",
)
NO_PRICE: Final = Text(
    "{titles} 没有标明价格，费用未知。", "{titles} name no price; what they cost is unknown."
)
NO_CAPACITY: Final = Text(
    "{titles} 没有说明余力，能否承接未知。",
    "{titles} do not say whether they have room; that is unknown.",
)
OVER_BUDGET: Final = Text(
    "已知的最低报价合计 {sum} 元，超过预算 {budget} 元。",
    "The lowest known prices add up to {sum} yuan, more than the budget of {budget}.",
)
TO_BE_ASKED: Final = Text(
    "以上均为建议：每一位成员都要本人同意才会加入。",
    "All of this is a suggestion: nobody takes part without their own consent.",
)


def remarks_on(
    members: Sequence[MemberRead], gathered: Gathered, budget: Decimal | None
) -> list[str]:
    """Return the remarks in the reader's language."""
    language = current_language.get()
    return [
        remark.pick(language).format(**facts) for remark, facts in _of(members, gathered, budget)
    ]


def _of(
    members: Sequence[MemberRead], gathered: Gathered, budget: Decimal | None
) -> Iterable[tuple[Text, dict[str, object]]]:
    for title in gathered.own:
        yield OWN, {"title": title}
    prices = [member.price_min for member in members if member.price_min is not None]
    if budget is not None and sum(prices) > budget:
        yield OVER_BUDGET, {"sum": sum(prices), "budget": budget}
    if silent := [member.title for member in members if member.price_min is None]:
        yield NO_PRICE, {"titles": _listed(silent)}
    if silent := [member.title for member in members if member.capacity_status is None]:
        yield NO_CAPACITY, {"titles": _listed(silent)}
    if members:
        yield TO_BE_ASKED, {}


def _listed(titles: Sequence[str]) -> str:
    return "、".join(titles)
