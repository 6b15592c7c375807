"""The first page, the supermarket, the needs of others, and what was solved."""

import sqlite3
from http import HTTPStatus

from services.matching.gaps.schemas import CommonProblemList
from services.portal.accounts.domain import GrantedRole
from services.portal.pages.visitors.snapshots import OutcomeSnapshot
from shared.clock import utc_now
from tests.portal.pages.outline import Outline
from tests.portal.pages.test_needs import SAID, TITLE, posted
from tests.portal.pages.visitors.filled import fill
from tests.portal.pages.world import World


async def test_the_first_page_begins_with_the_form_and_tells_what_became_of_needs(
    world: World,
) -> None:
    browser = world.browser()
    before = await browser.get("/")
    await fill(world)
    owner = await world.firm("li@firm.cn")
    need = await posted(owner)
    await world.desk(need, "start_review", "publish")

    page = await browser.get("/")

    assert "还没有发布过的需求" in before.text
    assert page.text.index('id="text"') < page.text.index("企业确认已解决")
    assert "发布过的 1 条需求中，0 条经企业确认已经解决" in page.text
    assert "0%" in page.text
    assert f'href="/needs/{need}"' in page.text
    assert 'href="/services?service_class=consulting"' in page.text
    assert Outline(page.text).faults() == []


def test_the_rate_is_that_of_all_needs_that_were_published() -> None:
    counts = {"partly": 1, "returned": 1, "unsolved": 1, "open": 3}

    assert OutcomeSnapshot(published=8, solved=2, **counts).rate == 0.25
    assert OutcomeSnapshot(published=0, solved=0, **counts).rate is None


async def test_services_are_narrowed_by_class_region_and_capacity(world: World) -> None:
    await fill(world)
    world.similar.facets = {"service_class": {"consulting": 7}}
    browser = world.browser()

    everything = await browser.get("/services")
    other = await browser.get("/services?service_class=finance")
    wrong = await browser.get("/services?region=999999&service_class=consulting")
    narrowed = await browser.get("/services?region=441900&capacity_status=limited")

    assert "真空压铸诊断" in everything.text
    assert "8,000 元 起" in everything.text
    assert "没有符合条件的服务" in other.text
    assert wrong.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert 'value="999999"' in wrong.text
    assert 'id="region-error"' in wrong.text
    assert "真空压铸诊断" in narrowed.text
    assert [one for page in (everything, wrong) for one in Outline(page.text).faults()] == []


async def test_anybody_reads_needs_as_far_as_their_firms_let_them(world: World) -> None:
    owner = await world.firm("li@firm.cn")
    need = await posted(owner, confidentiality="confidential", public_summary="铝件工艺改进")
    browser = world.browser("en")
    before = await browser.get("/open-needs")
    await world.desk(need, "start_review", "publish")

    page = await browser.get("/open-needs?sort=deadline")
    one = await browser.get(f"/needs/{need}")
    elsewhere = await browser.get("/open-needs?industry=A")

    assert "No need fits" in before.text
    assert TITLE in page.text
    assert "铝件工艺改进" in page.text
    assert "Confidential" in page.text
    assert SAID["description"] not in page.text
    assert TITLE not in elsewhere.text
    assert f'href="/sign-in?next=/supply/respond/{need}"' in one.text
    assert Outline(page.text).faults() == []


async def test_anybody_reads_what_several_needs_have_in_common_and_whoever_helps_answers(
    world: World,
) -> None:
    browser = world.browser()
    unheard = await browser.get("/common-problems")
    need = "019fa9b4-0c5e-7c30-b6c6-6f5b0a4c8f11"
    told = {"title": "电泳后有缩孔", "summary": "壳体", "region_code": None, "region_name": None}
    problem = {"concept": "电泳涂装", "missing": ["涂膜"], "regions": ["广东省东莞市"], "count": 5}
    problems = [{**problem, "needs": [{**told, "id": need}] * 5}]
    world.similar.told["GET /problems"] = CommonProblemList.model_validate(
        {"items": problems, "computed_at": utc_now()}
    )
    expert = await world.signed_in("he@uni.cn", GrantedRole.EXPERT)

    read = await browser.get("/common-problems")
    answered = await expert.get("/common-problems?lang=en")
    world.similar.told["GET /problems"] = CommonProblemList(items=[], computed_at=utc_now())
    none = await browser.get("/common-problems")

    assert "暂时查不到" in unheard.text
    for words in ("电泳涂装", "5 条需求", "涂膜", "广东省东莞市", "其余 1 条", f'"/needs/{need}"'):
        assert words in read.text
    assert f'href="/supply/respond/{need}"' in answered.text
    assert "I can solve it" in answered.text
    assert "现在没有多家企业共有的难题" in none.text
    assert [one for page in (unheard, read, answered) for one in Outline(page.text).faults()] == []
    assert 'href="/common-problems"' in (await browser.get("/open-needs")).text


async def test_needs_that_nobody_answered_stand_apart_from_shared_problems(world: World) -> None:
    browser = world.browser()
    need = await posted(await world.firm("li@firm.cn"))
    await world.desk(need, "start_review", "publish")

    before = await browser.get("/common-problems")
    # As the clock does after four working weeks without an answer.
    with sqlite3.connect(world.folder / "requests.sqlite3") as database:
        database.execute("UPDATE pursuit SET last_move = 'common_problem', moves = 5")
    page = await browser.get("/common-problems")

    assert TITLE not in before.text
    for words in ("多家企业共有", "一直没有人响应", TITLE, "已找过 5 次", f"/needs/{need}"):
        assert words in page.text
    assert Outline(page.text).faults() == []


async def test_solved_needs_are_counted_though_none_is_shown(world: World) -> None:
    page = await world.browser().get("/solved")

    assert "还没有公开的案例" in page.text
    assert Outline(page.text).faults() == []
