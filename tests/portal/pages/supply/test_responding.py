"""From a need that fits to a response that is sent, alone and with others who agreed."""

from http import HTTPStatus

import pytest

from tests.portal.pages.outline import Outline
from tests.portal.pages.supply.conftest import Helper, fit, somebody_in
from tests.portal.pages.world import World

pytestmark = pytest.mark.asyncio(loop_scope="module")

APPROACH = "先做模流分析找出卷气位置，再改浇注系统和真空排气，最后用试模数据确认。"


async def test_who_cannot_help_yet_is_told_how_to_begin(world: World) -> None:
    newcomer = await world.signed_in("sun@home.cn", language="en")
    expert = await somebody_in(world, "张教授")
    world.similar.fits = []

    fits, none = await newcomer.get("/supply"), await expert.browser.get("/supply")
    lists = [await expert.browser.get(f"/supply/{one}") for one in ("responses", "engagements")]

    assert 'href="/supply/registration"' in fits.text
    assert "暂时没有合适的需求" in none.text
    assert f'href="/supply/entries/expert/{expert.entry}"' in none.text
    assert all("还没有" in page.text for page in lists)


async def test_a_need_that_fits_is_answered_with_reasons_seen(
    world: World, need: str, helper: Helper
) -> None:
    browser = helper.browser
    world.similar.fits = [fit(need)]

    fits = await browser.get("/supply?industry=C33")
    form = await browser.get(f"/supply/respond/{need}?entry=expert:{helper.entry}")
    short = await browser.send(form, f"/supply/respond/{need}", go="send", approach="能做")
    place = short.url.path if short.url.path.endswith("/edit") else ""
    written = Outline(short.text).forms
    edit = next(one.action for one in written if one.action.endswith("/edit"))
    sent = await browser.send(short, edit, go="send", approach=APPROACH)
    again = await browser.get("/supply")
    twice = await browser.post(f"/supply/respond/{need}", go="keep", approach=APPROACH, key="k2")

    assert place == ""
    for told in ("都涉及压铸", "资质未知", "压铸件气孔", "72"):
        assert told in fits.text
    assert f'value="{helper.email}"' in form.text
    assert short.status_code == HTTPStatus.CONFLICT
    assert "请写明解决思路" in short.text
    assert "能做" in short.text
    assert sent.url.path == "/supply/responses"
    assert "已表达意向" in sent.text
    assert "等平台经办人处理" in sent.text
    assert "您已响应" in again.text
    assert twice.url.path.startswith("/responses/") or twice.url.path.endswith("/edit")
    assert [page for page in (fits, form, short, sent) if Outline(page.text).faults()] == []


async def test_others_join_a_response_only_if_they_agree(
    world: World, need: str, helper: Helper
) -> None:
    other = await somebody_in(world, "王工")
    world.similar.hits = [
        {"kind": "expert", "id": other.entry, "title": "王工", "organization": None, "summary": ""}
    ]
    browser = helper.browser
    kept = await browser.post(
        f"/supply/respond/{need}", key="k1", entry=f"expert:{helper.entry}", approach=APPROACH
    )
    place = kept.url.path.removesuffix("/edit")

    search = await browser.get(f"{place}/members?q=王工")
    asking = Outline(search.text).forms[-1].fields
    unclear = await browser.post(f"{place}/members", **{**asking, "role": " "})
    wanted = {"role": "材料分析", "task": "金相检测"}
    asked = await browser.post(f"{place}/members", **{**asking, **wanted})
    invited = await other.browser.get("/supply/responses?part=member")
    agreed = await other.browser.send(invited, f"{place}/members", consent="agreed")
    seen = await browser.get(f"{place}/edit")
    dismissed = await browser.send(seen, f"{place}/members")

    assert "已保存" in kept.text
    assert unclear.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "等待答复" in asked.text
    assert "金相检测" in invited.text
    assert "您的答复已记录" in agreed.text
    assert "已同意" in seen.text
    assert "目前只有您自己" in dismissed.text
    pages = (search, unclear, asked, invited, agreed)
    assert [page.url for page in pages if Outline(page.text).faults()] == []


async def test_a_draft_is_discarded_only_when_asked_twice_and_taken_up_again(
    world: World, need: str, helper: Helper
) -> None:
    browser = helper.browser
    kept = await browser.post(f"/supply/respond/{need}", key="k1", approach=APPROACH)
    place = kept.url.path.removesuffix("/edit")
    stranger = await somebody_in(world, "王工")

    gone = await browser.send(kept, f"{place}/steps/discard")
    late = await browser.get("/supply/responses?late=true")
    foreign = await stranger.browser.get(f"{place}/edit")
    stale = await browser.post(f"{place}/steps/revise", etag='"v1"')

    assert "已办理" in gone.text
    assert "没有超时的响应" in late.text
    assert foreign.status_code == HTTPStatus.NOT_FOUND
    assert stale.status_code == HTTPStatus.PRECONDITION_FAILED
