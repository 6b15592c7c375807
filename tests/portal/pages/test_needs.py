"""One's needs on pages: where they stand, what happened, what one can do, and who sees it."""

from http import HTTPStatus

import httpx

from tests.portal.pages.outline import Outline
from tests.portal.pages.world import Browser, World

TITLE = "压铸件气孔多"
SECRET = "配方 KQ-7741"  # noqa: S105 - what a need keeps back
SAID = {
    "title": TITLE,
    "description": "铝合金压铸件表面有气孔，良率只有八成，想改进工艺。",
}
OTHER_USCC = "91440300708461136T"


async def posted(browser: Browser, **said: str) -> str:
    """Post a need over the steps; return its id."""
    second = await browser.post("/needs/new", **SAID)
    draft = second.url.path
    third = await browser.send(second, draft, go="next")
    more = {"contact_phone": "0769-22831234", "confidential_detail": SECRET, **said}
    last = await browser.send(third, draft, go="next", **more)
    page = await browser.send(last, f"{draft}/post")
    assert page.status_code == HTTPStatus.OK, page.text
    return page.url.path.rpartition("/")[2]


def open_step(page: httpx.Response) -> list[str]:
    """Return which forms of steps a page offers."""
    return [
        form.action.rpartition("/")[2]
        for form in Outline(page.text).forms
        if "/steps/" in form.action
    ]


async def test_who_has_no_needs_and_no_messages_is_told_what_to_do(world: World) -> None:
    browser = await world.signed_in("li@firm.cn", language="en")

    needs, inbox = await browser.get("/needs"), await browser.get("/inbox")

    assert "You have posted no need yet." in needs.text
    assert 'href="/needs/new"' in needs.text
    assert "There are no messages." in inbox.text


async def test_a_step_needs_its_reason_and_is_told_in_the_history(world: World) -> None:
    browser = await world.firm("li@firm.cn")
    need = await posted(browser)
    page = await browser.get(f"/needs/{need}")
    place = f"/needs/{need}/steps/withdraw"

    missing = await browser.send(page, place, note="已经有人帮忙")
    stale = await browser.send(page, place, reason_code="no_longer_needed", etag='"v1"')
    done = await browser.send(missing, place, reason_code="no_longer_needed")

    assert {"withdraw", "revise"} <= set(open_step(page))
    assert missing.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "已经有人帮忙" in missing.text
    assert stale.status_code == HTTPStatus.PRECONDITION_FAILED
    assert "已撤回" in done.text
    assert "不再需要" in done.text
    assert "已经有人帮忙" in done.text
    assert "revise" in open_step(done)


async def test_whom_to_reach_is_changed_while_a_need_is_public(world: World) -> None:
    browser = await world.firm("li@firm.cn")
    need = await posted(browser)
    place = f"/needs/{need}/contact"
    await world.desk(need, "start_review", "publish")
    page = await browser.get(f"/needs/{need}")

    wrong = await browser.send(page, place, contact_phone="12", contact_name="王工")
    done = await browser.send(wrong, place, contact_phone="0769-22839999", contact_email="")
    stale = await browser.send(page, place, contact_name="张工")
    seen = await (await world.firm("wang@other.cn", uscc=OTHER_USCC)).get(f"/needs/{need}")

    assert 'value="0769-22831234"' in page.text
    assert wrong.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert 'value="王工"' in wrong.text
    assert "联系方式已更改" in done.text
    assert "已发布" in done.text
    for words in ("王工", "0769-22839999"):
        assert words in done.text
        assert words not in seen.text
    assert "li@firm.cn" not in done.text
    assert stale.status_code == HTTPStatus.PRECONDITION_FAILED
    assert place not in seen.text


async def test_what_was_returned_is_changed_in_the_same_steps(world: World) -> None:
    browser = await world.firm("li@firm.cn")
    need = await posted(browser)
    await world.desk(need, "start_review")
    await world.desk(need, "return", reason_code="missing_targets", note="请写明目标值")

    page = await browser.get(f"/needs/{need}")
    first = await browser.send(page, f"/needs/{need}/edit")
    draft = first.url.path
    await browser.send(first, draft, go="next", title=f"{TITLE}，求助")
    last = await browser.get(f"{draft}?step=4")
    again = await browser.send(last, f"{draft}/post")

    assert "请写明目标值" in page.text
    assert "缺少指标或目标值" in page.text
    assert f'value="{TITLE}"' in first.text
    assert SECRET in last.text
    assert again.url.path == f"/needs/{need}"
    assert f"{TITLE}，求助" in again.text
    assert "已提交" in again.text


async def test_nobody_else_sees_what_is_not_for_them(world: World) -> None:
    owner = await world.firm("li@firm.cn")
    need = await posted(owner, confidentiality="confidential", public_summary="铝件工艺改进")
    other = await world.firm("wang@other.cn", name="王五", uscc=OTHER_USCC)
    hidden = [await one.get(f"/needs/{need}") for one in (other, world.browser())]
    await world.desk(need, "start_review", "publish")

    shown = [await one.get(f"/needs/{need}") for one in (other, world.browser("en"))]
    tried = await other.post(f"/needs/{need}/steps/withdraw", etag="*", reason_code="other")
    mine = await other.get("/needs")

    assert [page.status_code for page in hidden] == [HTTPStatus.NOT_FOUND] * 2
    assert all("铝件工艺改进" in page.text for page in shown)
    told = "".join(page.text for page in (*hidden, *shown, tried, mine))
    for secret in (SECRET, SAID["description"], "22831234", "li@firm.cn"):
        assert secret not in told
    assert tried.status_code == HTTPStatus.FORBIDDEN
    assert TITLE not in mine.text
    assert "Part of this need is not public" in shown[1].text


async def test_a_draft_is_for_whoever_has_the_cookie_and_then_for_the_person(
    world: World,
) -> None:
    browser, other = world.browser(), world.browser()
    await other.post("/needs/new", title="别的需求")
    page = await browser.post("/needs/new", **SAID)
    draft = page.url.path

    peeped = await other.get(draft)
    stolen = await other.post(f"{draft}/discard")
    later = await browser.send(page, draft, go="later", budget_max="一百块")
    kept = await browser.get(f"{draft}?step=2")
    wrong = await browser.send(kept, draft, go="next")
    gone = await browser.post(f"{draft}/discard")

    assert {peeped.status_code, stolen.status_code} == {HTTPStatus.NOT_FOUND}
    assert "已保存" in later.text
    assert 'value="一百块"' in kept.text
    assert wrong.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "budget_max-error" in wrong.text
    assert gone.url.path == "/"
    assert (await browser.get(draft)).status_code == HTTPStatus.NOT_FOUND


async def test_a_need_like_one_that_is_there_can_be_joined_instead(world: World) -> None:
    owner = await world.firm("li@firm.cn")
    need = await posted(owner)
    await world.desk(need, "start_review", "publish")
    world.similar.found = [{"id": need, "closeness": 0.9}]
    other = await world.firm("wang@other.cn", name="王五", uscc=OTHER_USCC)

    draft = (await other.post("/needs/new", **SAID)).url.path
    last = await other.get(f"{draft}?step=4")
    joined = await other.send(last, f"/needs/{need}/join")
    seen = (await owner.get(f"/needs/{need}")).text
    undone = await other.send(joined, f"/needs/{need}/leave")
    own = await owner.post(f"/needs/{need}/join")

    assert TITLE in last.text
    assert "已加入这条需求" in joined.text
    assert "已撤销加入" in undone.text
    assert "1 家单位有同样的需求" in seen
    assert "1 家单位有同样的需求" not in (await owner.get(f"/needs/{need}")).text
    assert own.status_code == HTTPStatus.CONFLICT
    assert "尚未提交" in (await other.get("/needs")).text
