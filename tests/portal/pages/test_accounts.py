"""Signing in, registering and one's own account, on pages."""

import re
from http import HTTPStatus

import httpx
import pytest

from services.portal.accounts.domain import GrantedRole
from tests.access.test_portal import IDS, PAGES
from tests.portal.pages.world import BROWSER, USCC, World
from tests.portal.site import PASSWORD


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("zh", "邮箱或密码不正确"), ("en", "address or the password is wrong")],
)
async def test_who_is_not_let_in_is_told_why_and_keeps_the_address(
    world: World, language: str, sentence: str
) -> None:
    browser = world.browser(language)

    page = await browser.post("/sign-in", email="li@firm.cn", password="Wrong-Guess-1")  # noqa: S106 - a guess
    empty = await browser.post("/sign-in", email="li")

    assert page.status_code == HTTPStatus.UNAUTHORIZED
    assert sentence in page.text
    assert 'value="li@firm.cn"' in page.text
    assert "Wrong-Guess-1" not in page.text
    assert empty.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert {'href="#email"', 'href="#password"'} <= set(empty.text.replace(">", " ").split())


async def test_signing_in_leads_on_and_signing_out_ends_it(world: World) -> None:
    browser = await world.signed_in("li@firm.cn", name="李四")

    account = await browser.get("/account")
    again = await browser.get("/sign-in?next=/inbox")
    out = await browser.send(account, "/sign-out")
    later = await browser.get("/account")

    assert "李四" in account.text
    assert again.url.path == "/inbox"
    assert "您已退出登录" in out.text
    assert later.url.path == "/sign-in"
    assert later.url.params["next"] == "/account"


async def test_a_registration_without_consent_or_with_a_weak_password_is_not_taken(
    world: World,
) -> None:
    browser = world.browser("en")
    form = await browser.get("/register")
    said = {"name": "Li", "email": "li@firm.cn"}
    [secret] = re.findall(r'<input[^>]+id="password"[^>]*>', form.text)

    silent = await browser.send(form, "/register", **said, password=PASSWORD)
    weak = await browser.send(form, "/register", **said, password="1234", consent="yes")  # noqa: S106 - weak

    assert 'type="password"' in secret
    assert 'autocomplete="new-password"' in secret
    assert "onpaste" not in form.text
    assert "tick the box" in silent.text
    assert "The password is too short." in weak.text
    for page in (silent, weak):
        assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
        assert 'value="li@firm.cn"' in page.text
    assert await world.site.letters("li@firm.cn") == []


async def test_a_lost_password_is_replaced_with_a_letter(world: World) -> None:
    await world.site.person("li@firm.cn")
    browser = world.browser()

    form = await browser.post("/password/forgotten", email="li@firm.cn")
    unknown = await browser.post("/password/forgotten", email="nobody@firm.cn")
    code = await world.site.code("li@firm.cn")
    wrong = await browser.send(form, "/password/new", token="kqm_no", new_password="Neu-Wort-77")  # noqa: S106 - in a test
    done = await browser.send(form, "/password/new", token=f" {code} ", new_password="Neu-Wort-77")  # noqa: S106 - in a test
    home = await browser.send(done, "/sign-in", email="li@firm.cn", password="Neu-Wort-77")  # noqa: S106 - in a test

    assert form.text == unknown.text
    assert wrong.status_code == HTTPStatus.GONE
    assert "新密码已生效" in done.text
    assert home.url.path == "/needs"


async def test_one_ends_sessions_and_changes_the_password(world: World) -> None:
    browser = await world.signed_in("li@firm.cn")
    other = world.browser()
    await other.post("/sign-in", email="li@firm.cn", password=PASSWORD)
    account = await browser.get("/account")

    wrong = await browser.send(
        account,
        "/account/password",
        current_password="no",  # noqa: S106 - in a test
        new_password="Neu-Wort-77",  # noqa: S106 - in a test
    )
    ended = await browser.send(account, "/account/sessions/")
    changed = await browser.send(
        account,
        "/account/password",
        current_password=PASSWORD,
        new_password="Neu-Wort-77",  # noqa: S106 - in a test
    )

    assert wrong.status_code == HTTPStatus.FORBIDDEN
    assert "当前密码不正确" in wrong.text
    assert "该登录已结束" in ended.text
    assert "密码已更改" in changed.text
    assert (await other.get("/account")).url.path == "/sign-in"
    assert (await browser.get("/account")).url.path == "/account"


async def test_an_organization_is_registered_and_its_state_is_told(world: World) -> None:
    browser = await world.signed_in("li@firm.cn")

    wrong = await browser.post(
        "/organizations/new", name="东莞铸造厂", kind="enterprise", uscc=USCC[:-1] + "X"
    )
    registered = await browser.send(wrong, "/organizations/new", uscc=USCC)
    await world.verify_all()
    verified = await browser.get("/account")

    assert wrong.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "校验码不正确" in wrong.text
    assert 'value="东莞铸造厂"' in wrong.text
    assert "待核验" in registered.text
    assert "已核验" in verified.text


async def test_the_language_and_the_look_stay_chosen(world: World) -> None:
    browser = world.browser()

    await browser.get("/?lang=en")
    await browser.post("/display", theme="dark", size="large", contrast="strong")
    page = await browser.get("/register")

    assert 'lang="en"' in page.text
    assert 'class="size-large contrast-strong" data-bs-theme="dark"' in page.text
    assert 'href="/register?lang=zh"' in page.text
    assert set(browser.client.cookies) == {"__Host-keqiao-language", "__Host-keqiao-look"}


async def test_no_form_is_taken_from_another_site(world: World) -> None:
    browser = await world.signed_in("li@firm.cn", GrantedRole.OPERATOR)
    paths = [path.format(**IDS) for method, path in PAGES if method == "POST"]

    answers: list[httpx.Response] = [
        await browser.client.post(path, headers={**BROWSER, "Sec-Fetch-Site": site})
        for path in paths
        for site in ("cross-site", "same-site")
    ]

    assert len(paths) > 10
    assert {answer.status_code for answer in answers} == {HTTPStatus.FORBIDDEN}


async def test_a_form_of_an_old_browser_is_known_by_its_origin(world: World) -> None:
    browser = world.browser()
    page = await browser.get("/sign-in")
    old = {"User-Agent": BROWSER["User-Agent"], "Cookie": "a=b"}
    client = world.site.client(**old)

    own = await client.post("/display", headers={"Origin": "https://portal.test"})
    foreign = await client.post("/display", headers={"Origin": "null"})

    # Without this policy a browser would say "null" of our own forms, too.
    assert page.headers["referrer-policy"] == "same-origin"
    assert own.status_code == HTTPStatus.SEE_OTHER
    assert foreign.status_code == HTTPStatus.FORBIDDEN
