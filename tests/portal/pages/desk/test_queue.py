"""The queue and a need at the desk: taken up, sent back with passages, published, merged."""

from http import HTTPStatus

from services.portal.accounts.domain import GrantedRole
from tests.portal.pages.desk.conftest import OPERATOR
from tests.portal.pages.outline import Outline
from tests.portal.pages.test_needs import OTHER_USCC, SECRET, TITLE, posted
from tests.portal.pages.world import Browser, World


def offered(text: str) -> set[str]:
    """Return which steps a page offers."""
    actions = [form.action for form in Outline(text).forms]
    return {action.rpartition("/")[2] for action in actions if "/steps/" in action}


async def test_the_desk_is_for_operators_only(world: World) -> None:
    firm = await world.signed_in("li@firm.cn")
    nobody = world.browser()

    refused, led = await firm.get("/desk"), await nobody.get("/desk")

    assert refused.status_code == HTTPStatus.FORBIDDEN
    assert led.url.path == "/sign-in"


async def test_a_need_is_taken_up_sent_back_with_passages_and_published(
    world: World, operator: Browser, need: str
) -> None:
    place = f"/desk/needs/{need}"

    queue, before = await operator.get("/desk"), await operator.get(place)
    case = await operator.send(queue, f"{place}/steps/claim")
    mine, free = await operator.get("/desk?view=mine"), await operator.get("/desk?view=unclaimed")
    judged = await operator.send(case, f"{place}/steps/start_review")
    wrong = await operator.send(
        judged,
        f"{place}/steps/return",
        reason_code="missing_targets",
        passage_0_words="没有这句话",
        passage_0_note="写明目标",
    )
    back = await operator.send(
        wrong,
        f"{place}/steps/return",
        passage_0_words="良率只有八成",
        passage_1_note="",
    )

    assert TITLE in queue.text
    assert "首次联系截止" in queue.text
    assert SECRET not in before.text
    assert "保密内容只有经办" in before.text
    assert "您" in case.text
    assert (TITLE in mine.text, TITLE in free.text) == (True, False)
    assert {"publish", "return", "reject", "merge"} <= offered(judged.text)
    assert "transfer" not in offered(judged.text)
    assert SECRET in judged.text
    assert wrong.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "没有这句话" in wrong.text
    assert 'id="passage_0_words-error"' in wrong.text
    assert "<mark>良率只有八成</mark>" in back.text
    assert "退回修改" in back.text


async def test_what_is_published_is_filed_right_and_reads_as_the_desk_wrote_it(
    world: World, operator: Browser, need: str
) -> None:
    place = f"/desk/needs/{need}"
    case = await operator.post(f"{place}/steps/start_review", etag="*")

    filed = await operator.send(
        case, f"{place}/filing", industry_code="C33", region_code="441900", keywords="压铸、气孔"
    )
    unfit = await operator.send(filed, f"{place}/filing", region_code="000")
    shown = await operator.send(
        filed, f"{place}/steps/publish", public_summary="改进压铸工艺，减少气孔。"
    )
    public = await world.browser().get(f"/needs/{need}")

    assert "东莞市" in filed.text
    assert "压铸、气孔" in filed.text
    assert unfit.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "broker" in offered(shown.text)
    assert "改进压铸工艺，减少气孔。" in public.text


async def test_the_same_need_twice_is_compared_and_merged(
    world: World, operator: Browser, need: str
) -> None:
    await world.desk(need, "start_review", "publish")
    again = await posted(await world.firm("wang@other.cn", name="王五", uscc=OTHER_USCC))
    world.similar.found = [{"id": need, "closeness": 0.93}]
    case = await operator.post(f"/desk/needs/{again}/steps/start_review", etag="*")

    beside = await operator.get(f"/desk/needs/{again}/beside/{need}")
    lost = await operator.send(case, f"/desk/needs/{again}/steps/merge", into="KQ-1999-000001")
    merged = await operator.send(beside, f"/desk/needs/{again}/steps/merge")

    assert f"/desk/needs/{again}/beside/{need}" in case.text
    assert "93%" in case.text
    assert "相同" in beside.text
    assert lost.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "没有这个编号的需求" in lost.text
    assert "已并入" in merged.text
    assert "separate" in offered(merged.text)


async def test_a_colleague_takes_over_and_a_need_without_anybody_gets_a_broker(
    world: World, need: str
) -> None:
    colleague = await world.signed_in("wu@city.cn", GrantedRole.OPERATOR, name="吴桥")
    operator = await world.signed_in(OPERATOR, GrantedRole.OPERATOR, name="周勤", language="en")
    place = f"/desk/needs/{need}"

    handed = await operator.send(await operator.get(place), f"{place}/steps/transfer")
    refused = await operator.send(handed, f"{place}/steps/release")
    theirs = await colleague.get("/desk?view=mine")
    judged = await colleague.send(await colleague.get(place), f"{place}/steps/start_review")
    page = await colleague.send(judged, f"{place}/steps/publish")
    pursuit = await operator.get("/desk/pursuit?view=unbrokered")
    brokered = await operator.send(pursuit, f"{place}/steps/broker")
    lost = await operator.get("/desk/find?number=KQ-1999-000001")

    assert "吴桥" in handed.text
    assert refused.status_code == HTTPStatus.CONFLICT
    assert TITLE in theirs.text
    assert "broker" in offered(page.text)
    assert "Match more widely" in pursuit.text
    assert "<strong>you</strong>" in brokered.text
    assert "KQ-1999-000001" in lost.text
