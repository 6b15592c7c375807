import asyncio
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
import time_machine

from shared.clock import utc_now
from tests.portal.site import PASSWORD, Site, running_site, sign_in

EMAIL = "ming@firm.cn"


async def test_a_browser_stays_signed_in_by_a_cookie_scripts_cannot_read(site: Site) -> None:
    await site.person(EMAIL)
    browser = site.client()

    answer = await sign_in(browser, EMAIL)
    me = await browser.get("/api/me")

    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-keqiao=kqs_")
    assert {"HttpOnly", "Secure", "SameSite=lax", "Path=/"} <= set(cookie.split("; "))
    assert "Domain" not in cookie
    assert answer.json()["token"] is None
    assert me.json()["email"] == EMAIL


async def test_on_this_machine_the_cookie_works_without_tls(local_site: Site) -> None:
    await local_site.person(EMAIL)
    browser = local_site.client()
    browser.base_url = httpx.URL("http://127.0.0.1:8000")

    answer = await sign_in(browser, EMAIL)
    me = await browser.get("/api/me")

    assert answer.headers["set-cookie"].startswith("keqiao-local=")
    assert "Secure" not in answer.headers["set-cookie"]
    assert me.status_code == 200


async def test_elsewhere_a_cookie_for_this_machine_opens_nothing(local_site: Site) -> None:
    await local_site.person(EMAIL)
    token = (await sign_in(local_site.nobody, EMAIL, carrier="bearer")).json()["token"]
    headers = {"Cookie": f"keqiao-local={token}"}

    answer = await local_site.client().get("http://portal.test/api/me", headers=headers)

    assert answer.status_code == 401


async def test_signing_in_opens_a_new_session_whatever_the_browser_came_with(site: Site) -> None:
    await site.person(EMAIL)
    browser = site.client()
    await sign_in(browser, EMAIL)
    planted = browser.cookies["__Host-keqiao"]

    await sign_in(browser, EMAIL)

    assert browser.cookies["__Host-keqiao"] != planted
    assert (await browser.get("/api/me")).status_code == 200
    planter = site.client(Cookie=f"__Host-keqiao={planted}")
    assert (await planter.get("/api/me")).status_code == 401


async def test_people_see_where_they_are_signed_in_and_end_it(site: Site) -> None:
    phone = await site.person(EMAIL)
    desk = await site.signed_in(EMAIL)
    stranger = await site.person("hua@firm.cn")
    listed = (await desk.get("/api/sessions")).json()
    phones = next(row["id"] for row in listed if not row["current"])

    foreign = await stranger.delete(f"/api/sessions/{phones}")
    ended = await desk.delete(f"/api/sessions/{phones}")

    assert [row["current"] for row in listed] == [True, False]
    assert (foreign.status_code, ended.status_code) == (404, 204)
    assert (await phone.get("/api/me")).status_code == 401
    assert (await desk.get("/api/me")).status_code == 200


async def test_signing_out_ends_this_session_and_all_others_can_be_ended(site: Site) -> None:
    clients = [await site.person(EMAIL), *[await site.signed_in(EMAIL) for _ in range(2)]]

    out = await clients[0].delete("/api/sessions/current")
    others = await clients[1].delete("/api/sessions")

    assert (out.status_code, others.status_code) == (204, 204)
    assert [(await client.get("/api/me")).status_code for client in clients] == [401, 200, 401]


async def test_an_unused_session_ends_and_a_used_one_does_too_in_the_end(site: Site) -> None:
    await site.person(EMAIL)
    with time_machine.travel(utc_now(), tick=False) as clock:
        idle = await site.signed_in(EMAIL)
        used = await site.signed_in(EMAIL)
        for _ in range(35):
            clock.shift(timedelta(minutes=20))
            assert (await used.get("/api/me")).status_code == 200
        assert (await idle.get("/api/me")).status_code == 401
        clock.shift(timedelta(minutes=21))

        assert (await used.get("/api/me")).status_code == 401


async def test_who_guesses_waits_and_nobody_else(tmp_path: Path, portal_url: str) -> None:
    async with running_site(tmp_path, portal_url, lockout_failures=3) as site:
        await site.person(EMAIL)
        elsewhere = httpx.AsyncClient(
            transport=httpx.ASGITransport(site.app, client=("10.0.0.9", 1)),
            base_url="https://portal.test",
        )
        guesses = [await sign_in(elsewhere, EMAIL, "wrong") for _ in range(3)]
        right = await sign_in(elsewhere, EMAIL)
        owner = await sign_in(site.nobody, EMAIL)
        with time_machine.travel(utc_now() + timedelta(minutes=16)):
            later = await sign_in(elsewhere, EMAIL)

    assert [guess.status_code for guess in guesses] == [401, 401, 401]
    assert right.status_code == 429
    assert 0 < int(right.headers["retry-after"]) <= 901
    assert owner.status_code == 201
    assert later.status_code == 201


async def test_an_account_that_does_not_exist_is_answered_like_a_wrong_password(
    tmp_path: Path,
) -> None:
    async with running_site(tmp_path, lockout_failures=2) as site:
        await site.person(EMAIL)
        answers = {
            email: [await sign_in(site.nobody, email, "wrong") for _ in range(3)]
            for email in (EMAIL, "nobody@firm.cn")
        }

    said = [[(one.status_code, one.json()["detail"]) for one in each] for each in answers.values()]
    assert [status for status, _ in said[0]] == [401, 401, 429]
    assert [said[0][:2], said[0][2][0]] == [said[1][:2], said[1][2][0]]


async def test_a_hundred_guesses_at_once_are_not_a_hundred_guesses(local_site: Site) -> None:
    await local_site.person(EMAIL)

    answers = await asyncio.gather(
        *(sign_in(local_site.nobody, EMAIL, f"guess {n}") for n in range(30))
    )

    assert sum(answer.status_code == 401 for answer in answers) == 5
    assert sum(answer.status_code == 429 for answer in answers) == 25


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, 204),
        ({"Sec-Fetch-Site": "none"}, 204),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "https://portal.test"}, 204),
        ({"Origin": "https://evil.test"}, 403),
        ({"Origin": "null"}, 403),
        ({"User-Agent": "Mozilla/5.0"}, 403),
        ({}, 204),
    ],
)
async def test_no_other_site_acts_through_a_visitors_browser(
    local_site: Site, headers: dict[str, str], status: int
) -> None:
    await local_site.person(EMAIL)
    browser = local_site.client()
    await sign_in(browser, EMAIL)

    answer = await browser.delete("/api/sessions/current", headers=headers)

    assert answer.status_code == status


async def test_a_request_with_a_token_in_its_header_cannot_be_forged(local_site: Site) -> None:
    ming = await local_site.person(EMAIL)

    answer = await ming.delete("/api/sessions/current", headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 204


async def test_no_token_and_no_password_is_stored_as_it_is(local_site: Site) -> None:
    await local_site.person(EMAIL)
    token = (await sign_in(local_site.nobody, EMAIL, carrier="bearer")).json()["token"]

    stored = b"".join(path.read_bytes() for path in _files(local_site))

    assert token.encode() not in stored
    assert PASSWORD.encode() not in stored


def _files(site: Site) -> list[Path]:
    return sorted(site.resources.settings.data_dir.glob("portal.sqlite3*"))
