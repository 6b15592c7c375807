"""What an entry could say more, better or anew, as the entry it would be then."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from services.matching.ranking.domain import Case, Entry, FactorName, Need, Sentence
from services.matching.ranking.sentences import place_of
from services.matching.text.normalise import folded_name


@dataclass(frozen=True, slots=True)
class Change:
    """An entry as it would be, which factor that is for, and what its owner would have to do.

    `text` is what the entry would say besides.
    """

    factor: FactorName
    entry: Entry
    advice: Sentence
    text: str = ""


def changes(need: Need, entry: Entry, unsaid: Sequence[str], *, today: date) -> Iterator[Change]:
    """Yield every change that could matter; whether one does is seen by scoring it.

    Args:
        need: What is asked for.
        entry: What is offered.
        unsaid: Concepts that the need speaks of and the entry does not.
        today: The day an assurance would be given.
    """
    if unsaid:
        yield _saying(entry, unsaid)
    yield from _qualified(need, entry)
    yield from _nearer(need, entry)
    yield from _within_budget(need, entry)
    yield from _in_time(need, entry, today)
    yield from _confirmed(entry)
    yield from _available(entry, today)


def _saying(entry: Entry, unsaid: Sequence[str]) -> Change:
    named_zh, named_en = "、".join(unsaid), ", ".join(unsaid)
    return Change(
        FactorName.TOPICAL_FIT,
        entry,
        Sentence(
            f"如果确实能做，在介绍中写明：{named_zh}。",
            f"If you can do it, say so in the description: {named_en}.",
        ),
        "\n".join(unsaid),
    )


def _qualified(need: Need, entry: Entry) -> Iterator[Change]:
    held = {folded_name(name) for name in entry.qualifications}
    lacking = [name for name in need.required_qualifications if folded_name(name) not in held]
    if lacking:
        zh, en = "、".join(lacking), ", ".join(lacking)
        yield Change(
            FactorName.QUALIFICATION,
            replace(entry, qualifications=(*entry.qualifications, *lacking)),
            Sentence(
                f"取得并列出需求要求的资质：{zh}。",
                f"Obtain and list the qualifications the need requires: {en}.",
            ),
        )


def _nearer(need: Need, entry: Entry) -> Iterator[Change]:
    if need.region_code is None:
        return
    place = place_of(need.region_code)
    yield Change(
        FactorName.REGION,
        replace(entry, service_area=(*entry.service_area, need.region_code)),
        Sentence(
            f"如果能到{place.zh}服务，把它列入服务区域。",
            f"If you serve {place.en}, name it in the service area.",
        ),
    )


def _within_budget(need: Need, entry: Entry) -> Iterator[Change]:
    if need.budget_max is None or entry.price_min is not None:
        return
    yield Change(
        FactorName.BUDGET,
        replace(entry, price_min=need.budget_max, price_max=need.budget_max),
        Sentence(
            f"标明价格；需求的预算不超过 {need.budget_max:f} 元。",
            f"Name a price; the need's budget is at most {need.budget_max:f} yuan.",
        ),
    )


def _in_time(need: Need, entry: Entry, today: date) -> Iterator[Change]:
    if need.deadline is None or entry.lead_time_days is not None:
        return
    left = max((need.deadline - today).days, 0)
    yield Change(
        FactorName.TIME,
        replace(entry, lead_time_days=left),
        Sentence(
            f"写明办理周期；需求还剩 {left} 天。",
            f"Name the lead time; the need has {left} days left.",
        ),
    )


def _confirmed(entry: Entry) -> Iterator[Change]:
    if any(case.confirmed_by for case in entry.cases) or not entry.cases:
        return
    solved = tuple(_as_confirmed(case) for case in entry.cases)
    yield Change(
        FactorName.EVIDENCE,
        replace(entry, cases=solved),
        Sentence(
            "请企业确认已有案例的结果：经确认的案例更有说服力。",
            "Have firms confirm how your cases ended: confirmed ones prove more.",
        ),
    )


def _as_confirmed(case: Case) -> Case:
    return replace(case, outcome="solved", confirmed_by="enterprise")


def _available(entry: Entry, today: date) -> Iterator[Change]:
    if entry.capacity_status != "available":
        yield Change(
            FactorName.LOAD,
            replace(entry, capacity_status="available"),
            Sentence(
                "有余力时，把承接能力改为“可以承接”。",
                "Once you have room, say that you have capacity.",
            ),
        )
    yield Change(
        FactorName.FRESHNESS,
        replace(entry, assured_on=today),
        Sentence("核对并重新确认资料。", "Check the entry and vouch for it anew."),
    )
