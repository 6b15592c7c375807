"""Responses on pages: how both sides come to terms, and how the firm chooses."""

from dataclasses import replace
from http import HTTPStatus

from tests.portal.pages.cases.stories import APPROACH, OFFER, begun, offered, responded
from tests.portal.pages.outline import Outline
from tests.portal.pages.world import World


async def test_both_come_to_terms_and_the_firm_chooses_with_reasons_for_the_others(
    world: World,
) -> None:
    case = await begun(world)
    other, other_response = await responded(world, case.need, "sun@lab.cn", "孙工")
    await replace(case, response=other_response).desk("take_over")
    await offered(case)

    countered = await case.owner.get(f"/responses/{case.response}")
    await case.step(case.owner, "counter", **{**OFFER, "offer__price": "150000"}, note="能否便宜些")
    await case.step(case.expert, "accept")
    compared = await case.owner.get(f"/needs/{case.need}/responses")
    choosing = await case.owner.get(f"/needs/{case.need}/select/{case.response}")
    place = f"/needs/{case.need}/select/{case.response}"
    why = {f"why-{other_response}": "price_too_high"}
    chosen = await case.owner.send(choosing, place, **why)
    told = await other.get(f"/responses/{other_response}")
    mine = await case.expert.get(f"/responses/{case.response}")

    assert 'value="180000.00"' in countered.text
    assert APPROACH in compared.text
    assert "150,000" in compared.text
    assert chosen.status_code in {HTTPStatus.OK, HTTPStatus.NOT_FOUND}
    assert "/engagements/" in chosen.url.path
    assert "价格超出预算" in told.text
    assert "未选中" in told.text
    assert "能否便宜些" in mine.text
    assert "已选定" in mine.text
    assert not Outline(compared.text).faults()
    assert not Outline(mine.text).faults()


async def test_contacts_pass_when_both_agree_and_what_is_wrong_is_told_at_its_field(
    world: World,
) -> None:
    case = await begun(world)
    await case.step(case.owner, "agree_contact")
    before = await case.expert.get(f"/responses/{case.response}")
    await case.step(case.expert, "agree_contact")
    for action in ("qualify", "shortlist"):
        await case.step(case.owner, action)
    page = await case.expert.get(f"/responses/{case.response}")
    contacts = await case.expert.get(f"/responses/{case.response}?contacts=show")
    place = f"/responses/{case.response}/steps"

    said = {**OFFER, "offer__duration_days": "两个月"}
    wrong = await case.expert.send(page, f"{place}/offer", **said)
    theirs = await case.owner.get(f"/responses/{case.response}")
    refused = await case.owner.send(theirs, f"{place}/refuse", note="先说明一下")
    stranger = await world.signed_in("zhao@x.cn", name="赵六")
    hidden = [
        await stranger.get(path)
        for path in (f"/responses/{case.response}", f"/needs/{case.need}/responses")
    ]

    assert "0769-22831234" not in before.text
    assert "企业已同意交换联系方式" in before.text
    assert "0769-22831234" not in page.text
    assert "0769-22831234" in contacts.text
    assert {wrong.status_code, refused.status_code} == {HTTPStatus.UNPROCESSABLE_ENTITY}
    assert 'id="offer-offer.duration_days-error"' in wrong.text
    assert all(typed in wrong.text for typed in ("两个月", "180，000"))
    assert "先说明一下" in refused.text
    assert not Outline(wrong.text).faults()
    assert {page.status_code for page in hidden} == {HTTPStatus.NOT_FOUND}
