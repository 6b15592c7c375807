"""Organizations are verified, refused with a reason, and suspended at the desk."""

from http import HTTPStatus

from tests.portal.pages.test_needs import OTHER_USCC
from tests.portal.pages.world import USCC, Browser, World


async def test_an_organization_is_verified_or_told_why_not(world: World, operator: Browser) -> None:
    for email, name, uscc in (
        ("li@firm.cn", "东江压铸厂", USCC),
        ("wang@other.cn", "西江模具厂", OTHER_USCC),
    ):
        browser = await world.signed_in(email)
        await browser.post("/organizations/new", name=name, kind="enterprise", uscc=uscc)

    waiting = await operator.get("/desk/organizations")
    first, second = (
        piece.partition('"')[0] for piece in waiting.text.split('data-open href="')[1:]
    )
    page = await operator.get(first)
    verified = await operator.send(page, f"{first}/steps/verify")
    other = await operator.get(second)
    silent = await operator.send(other, f"{second}/steps/reject", reason_code="other")
    refused = await operator.send(
        silent, f"{second}/steps/reject", reason_code="uscc_mismatch", note="代码查无此单位"
    )
    left = await operator.get("/desk/organizations")

    assert "东江压铸厂" in waiting.text
    assert "wang@other.cn" in other.text
    assert "已核验" in verified.text
    assert "suspend" in verified.text
    assert silent.status_code == HTTPStatus.CONFLICT
    assert "代码查无此单位" in refused.text
    assert "统一社会信用代码不属于该单位" in refused.text
    assert "这里没有需要处理的。" in left.text
