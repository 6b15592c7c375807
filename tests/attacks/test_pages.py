"""Pages, and those who would lead others astray by them."""

from http import HTTPStatus
from typing import Final

from tests.portal.pages.outline import Outline
from tests.portal.pages.world import World
from tests.portal.site import CODE, PASSWORD

LI: Final = "li@firm.cn"
COOKIE: Final = "__Host-keqiao"
ASTRAY: Final = ("//evil.test", "/\\evil.test", "https://evil.test", "javascript:alert(1)",
                 "/%0d%0aSet-Cookie: a=b", "/\r\nSet-Cookie: a=b", "data:text/html,x",
                 "/.//evil.test", "\t//evil.test", "https:evil.test")  # fmt: skip


async def test_who_signs_in_is_led_to_no_other_site(world: World) -> None:
    await world.site.person(LI)
    browser = world.browser().client

    led = {}
    for wanted in ASTRAY:
        typed = {"email": LI, "password": PASSWORD, "next": wanted}
        first = await browser.post("/sign-in", data=typed)
        again = await browser.get("/sign-in", params={"next": wanted})
        assert (first.status_code, again.status_code) == (HTTPStatus.SEE_OTHER,) * 2
        led[wanted] = {first.headers["location"], again.headers["location"]}
        assert "a" not in first.cookies

    # What begins with one slash stays here, whatever follows.
    elsewhere = [to for answers in led.values() for to in answers if not to.startswith("/")]
    assert elsewhere == []
    assert [to for answers in led.values() for to in answers if to[1:2] in {"/", "\\"}] == []


async def test_a_session_somebody_planted_is_never_the_one_that_is_opened(world: World) -> None:
    await world.site.person(LI)
    mallory = await world.signed_in("mallory@firm.cn")
    victim = world.browser()
    planted = mallory.client.cookies[COOKIE]
    victim.client.cookies.set(COOKIE, planted, domain="portal.test", path="/")

    await victim.post("/sign-in", email=LI, password=PASSWORD)

    held = [cookie.value for cookie in victim.client.cookies.jar if cookie.name == COOKIE]
    assert planted not in held[-1:]
    assert LI in (await victim.get("/account")).text
    assert LI not in (await mallory.get("/account")).text


async def test_no_page_of_somebodys_own_is_kept_by_others(world: World) -> None:
    owner = await world.signed_in(LI)
    places = ["/", "/needs", "/account", "/inbox", "/needs/new", "/search?q=x", "/open-needs"]

    kept = {}
    for place in places:
        answer = await owner.client.get(place)
        said = answer.headers["cache-control"]
        if "no-store" not in said and "private" not in said:
            kept[place] = said
        assert "cookie" in answer.headers.get("vary", "cookie").lower()

    signed_out = await owner.post("/sign-out")
    assert kept == {}
    assert LI not in signed_out.text


async def test_links_in_letters_lead_to_us_whatever_host_was_claimed(world: World) -> None:
    await world.site.person(LI)
    evil = {"Host": "evil.test", "X-Forwarded-Host": "evil.test", "X-Forwarded-Proto": "ftp"}
    answers = [
        await world.site.nobody.post("/api/password-resets", json={"email": LI}, headers=evil),
        await world.browser().client.post(
            "/password/forgotten",
            data={"email": LI},
            headers={**evil, "Origin": "https://evil.test"},
        ),
    ]

    letters = await world.site.nobody.get("/api/dev/mailbox", params={"recipient": LI})

    assert [answer.is_error for answer in answers] == [False, False]
    assert letters.json()[0]["body"].count("http") >= 1
    assert CODE.search(letters.json()[0]["body"])
    assert "evil.test" not in letters.text


SCRIPTS: Final = ("<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7*7 }}",
                  "javascript:alert(1)", "'-alert(1)-'", "</title><script>x()</script>",
                  )  # fmt: skip


async def test_what_stands_in_an_address_is_text_on_a_page(world: World) -> None:
    visitor = world.browser().client

    markup = []
    for written in SCRIPTS:
        said = dict.fromkeys(("q", "next", "email", "done", "lang", "kind"), written)
        for place in ("/search", "/sign-in", "/", "/nowhere"):
            page = await visitor.get(place, params=said)
            tags = Outline(page.text).tags
            if "<script>" in page.text or [one for _, one in tags if "onerror" in one]:
                markup.append((place, written))

    assert markup == []
