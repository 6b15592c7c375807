"""The life of a need through the pages, from its first words to the follow-up.

Played by a firm, those who answer and an operator in real browsers: in Chinese on a desktop,
with what goes wrong on the way, and in English on a phone.
"""

from typing import Any, Final

from tests.platform.story.stage import APPROACH
from tests.portal.pages.browser.parts import (
    Answering,
    Said,
    Working,
    Writing,
    hours_are_confirmed,
)
from tests.portal.pages.browser.people import hand_of
from tests.portal.tour.town import Town

VAGUE: Final = {"title": "泵壳老渗漏", "description": "铸铁泵壳渗漏，客户不满意，求高手帮忙。"}
CLEAR: Final = {
    "title": "铸铁泵壳渗漏率降到 1% 以下",
    "description": "灰铸铁泵壳水压试验渗漏率约 6%，希望降到 1% 以下，不换造型线，三个月内见效。",
}
ENGLISH: Final = {
    "title": "Leaks of grey iron pump housings below 1 %",
    "description": "About 6 % of our grey iron pump housings leak in the pressure test; we want "
    "less than 1 % within three months, without another moulding line.",
}
PHONE: Final = "0769-88880001"
CHINESE_WORDS: Final[Said] = {
    "terms": "三批壳体，渗漏率低于 1%。",
    "plan": "试制三批",
    "why": "模具晚到两周",
    "file": "三批检测报告.pdf",
    "evidence": "连续三批渗漏率 0.8%，第三方检测。",
    "review": "懂工艺，说到做到",
    "firm": "约定的试模一直没有开始。",
    "expert": "模具由对方提供，晚到三周。",
    "decided": "模具晚到属实，继续实施。",
    "proof": "三个月里没有一件渗漏。",
}
ENGLISH_WORDS: Final[Said] = {
    "terms": "Three batches that leak in less than 1 %.",
    "plan": "Cast three batches",
    "why": "The pattern came two weeks late",
    "file": "three-batches.pdf",
    "evidence": "Three batches in a row at 0.8 %, tested by a third party.",
    "review": "Knows the process and keeps a promise",
    "proof": "Not one housing has leaked in three months.",
}


async def they_finish(town: Town, working: Working, words: Said) -> list[str]:
    """Hand in the result, accept it, judge and follow it up; return what pages say then."""
    reached, handed_in = await working.a_result_is_handed_in(words["file"])
    await working.it_is_accepted(words["evidence"])
    reviews = await working.they_review(words["review"])
    proved = await working.it_still_holds(town, words["proof"])
    assert reached == 100
    assert reviews.count(words["review"]) == 2
    return [str(handed_in), proved]


async def test_a_need_is_returned_improved_quarrelled_about_met_and_proved(
    town: Town,
    chromium: Any,  # noqa: ANN401 - a browser of playwright
) -> None:
    firm, operator, expert, provider = crew = [
        await hand_of(chromium, town, who, "zh-CN")
        for who in ("firm", "operator", "expert", "provider")
    ]
    writing = Writing(firm, operator)
    words, said = CHINESE_WORDS, {"approach": APPROACH, "contact_phone": PHONE}

    await writing.it_is_posted(VAGUE)
    returned = await writing.it_is_returned("请补充现状与目标。")
    await writing.it_is_improved(CLEAR)
    await writing.it_is_published()
    answering = Answering(firm, operator, writing.need)
    place = await answering.somebody_answers(expert, said)
    declined = await answering.somebody_answers(provider, said)
    await answering.it_is_shortlisted(place)
    await answering.they_bargain(expert, place, words["terms"])
    others = {f"why-{declined.rpartition('/')[2]}": "price_too_high"}
    working = Working(firm, expert, await answering.one_is_chosen(others))
    told = await provider.open(declined)
    await working.they_sign()
    await working.they_plan_and_change(words["plan"], words["why"])
    record = await working.they_quarrel(operator, words)
    handed_in, proved = await they_finish(town, working, words)

    assert all(heard in returned for heard in ("请补充现状与目标。", "缺少指标或目标值"))
    assert all(heard in told for heard in ("价格超出预算", "未选中"))
    assert words["decided"] in record
    assert all(done in handed_in for done in ("已完成 1 项", "双方同意"))
    assert all(done in proved for done in ("现在轮到您。", words["proof"], "已回复"))
    assert [hand.errors for hand in crew] == [[], [], [], []]


async def test_a_need_is_met_in_english_on_a_phone(
    town: Town,
    chromium: Any,  # noqa: ANN401 - as above
) -> None:
    firm, operator, expert = crew = [
        await hand_of(chromium, town, who, "en") for who in ("firm", "operator", "expert")
    ]
    writing = Writing(firm, operator)
    words = ENGLISH_WORDS

    await writing.it_is_posted(ENGLISH)
    await writing.it_is_published()
    answering = Answering(firm, operator, writing.need)
    said = {"approach": f"{words['plan']} {words['terms']}", "contact_phone": PHONE}
    place = await answering.somebody_answers(expert, said)
    await answering.it_is_shortlisted(place)
    contacts = await answering.contacts_pass(expert, place)
    await answering.they_bargain(expert, place, words["terms"])
    working = Working(firm, expert, await answering.one_is_chosen({}))
    await working.they_sign()
    await working.they_plan_and_change(words["plan"], words["why"])
    handed_in, proved = await they_finish(town, working, words)
    confirmed = await hours_are_confirmed(firm)

    assert "Confirmed; it counts now." in confirmed
    assert [PHONE in said for said in contacts] == [False, True]
    assert all(done in handed_in for done in ("1 of 1 milestones", words["file"]))
    assert all(done in proved for done in ("It is your turn.", words["proof"], "Answered"))
    assert [hand.errors for hand in crew] == [[], [], []]
