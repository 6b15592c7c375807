"""Signing in at an identity provider: a real one, in a process of its own."""

import json
import re
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
import time_machine

from deploy.server import take_port
from services.portal.accounts.domain import GrantedRole
from services.portal.oidc.domain import claimed_values, roles_claimed
from shared.clock import utc_now
from tests.portal.site import HOST, Site, running_site
from tests.waiting import eventually

USERS: Final[list[dict[str, Any]]] = [
    {"sub": "desk", "email": "desk@city.cn", "email_verified": True, "name": "李四",
     "realm_access": {"roles": ["moderator", "unknown"]}},
    {"sub": "all", "email": "all@city.cn", "email_verified": True,
     "realm_access": {"roles": ["root", "log"]}},
    {"sub": "loose", "email": "loose@city.cn", "email_verified": False},
    {"sub": "known", "email": "known@city.cn", "email_verified": True},
]  # fmt: skip
ROLES: Final = {
    "moderator": GrantedRole.OPERATOR,
    "root": GrantedRole.SYSTEM_ADMINISTRATOR,
    "log": GrantedRole.AUDITOR,
}


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """The address of an identity provider."""
    with take_port("127.0.0.1", 0) as listener:
        port = listener.getsockname()[1]
    users = [part for user in USERS for part in ("--user-claims", json.dumps(user))]
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port)]
    process = subprocess.Popen(  # noqa: S603 - a command of the tests' own
        [*command, *users], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    issuer = f"http://127.0.0.1:{port}"
    try:
        with httpx.Client(trust_env=False) as client:
            eventually(lambda: _answers(client, issuer))
        yield issuer
    finally:
        process.terminate()
        process.wait()


def _answers(client: httpx.Client, issuer: str) -> bool:
    try:
        return client.get(f"{issuer}/.well-known/openid-configuration").is_success
    except httpx.HTTPError:
        return False


@pytest.fixture
async def city(tmp_path: Path, portal_url: str, provider: str) -> AsyncIterator[Site]:
    """A portal that trusts the provider."""
    async with running_site(
        tmp_path,
        portal_url,
        public_url=HOST,
        oidc_issuer=provider,
        oidc_client_secret="x",  # noqa: S106 - the stand-in knows no public clients
        oidc_role_claim="realm_access.roles",
        oidc_roles=ROLES,
    ) as site:
        yield site


async def sent_back(browser: httpx.AsyncClient, subject: str) -> str:
    """Begin, sign in at the provider, and return the address it sends back to."""
    begun = await browser.get("/api/oidc/start")
    assert begun.status_code == 303, begun.text
    async with httpx.AsyncClient(trust_env=False) as there:
        answer = await there.post(begun.headers["location"], data={"sub": subject})
    return answer.headers["location"]


async def test_who_signs_in_there_is_signed_in_here_with_mapped_roles(city: Site) -> None:
    browser = city.client()

    answer = await browser.get(await sent_back(browser, "desk"))
    me = (await browser.get("/api/me")).json()

    assert answer.status_code == 303, answer.text
    assert answer.headers["set-cookie"].startswith("__Host-keqiao=kqs_")
    assert (me["email"], me["name"], me["granted_roles"]) == ("desk@city.cn", "李四", ["operator"])


async def test_the_same_subject_is_the_same_person_again(city: Site) -> None:
    seen = []
    for _ in range(2):
        browser = city.client()
        await browser.get(await sent_back(browser, "desk"))
        seen.append((await browser.get("/api/me")).json()["id"])

    assert seen[0] == seen[1]


async def test_pkce_state_and_nonce_are_in_the_question(city: Site, provider: str) -> None:
    begun = await city.client().get("/api/oidc/start")

    asked = parse_qs(urlsplit(begun.headers["location"]).query)
    assert begun.headers["location"].startswith(provider)
    assert asked["code_challenge_method"] == ["S256"]
    assert {"code_challenge", "state", "nonce"} <= asked.keys()
    assert asked["redirect_uri"] == [f"{HOST}/api/oidc/callback"]


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        ({"Sec-Fetch-Site": "none"}, None),
        ({"Sec-Fetch-Site": "same-origin"}, None),
        ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-User": "?1"}, None),
        ({"Sec-Fetch-Site": "cross-site"}, ["login"]),
        ({}, ["login"]),
    ],
    ids=str,
)
async def test_who_is_led_there_without_wanting_it_is_asked_by_the_provider(
    tmp_path: Path, provider: str, told: dict[str, str], asked: list[str] | None
) -> None:
    async with running_site(tmp_path, oidc_issuer=provider, oidc_acr="two") as site:
        begun = await site.nobody.get("/api/oidc/start", headers=told)

    wanted = parse_qs(urlsplit(begun.headers["location"]).query)
    assert wanted.get("prompt") == asked
    assert wanted["acr_values"] == ["two"]


async def test_nobody_finishes_what_another_browser_began(city: Site) -> None:
    browser, victim = city.client(), city.client()
    await victim.get("/api/oidc/start")
    place = await sent_back(browser, "desk")

    planted = await victim.get(place)
    own = await browser.get(place)
    again = await browser.get(place)

    assert [answer.status_code for answer in (planted, own, again)] == [401, 303, 401]


async def test_a_sign_in_that_takes_too_long_begins_anew(city: Site) -> None:
    browser = city.client()
    place = await sent_back(browser, "desk")
    kept = {"Cookie": f"__Host-keqiao-oidc={browser.cookies['__Host-keqiao-oidc']}"}

    with time_machine.travel(utc_now() + timedelta(minutes=11)):
        answer = await city.client().get(place, headers=kept)

    assert answer.status_code == 401


async def test_no_letter_gives_a_password_to_who_signs_in_there(city: Site) -> None:
    browser = city.client()
    await browser.get(await sent_back(browser, "desk"))
    await city.person("own@city.cn")

    answers = [
        await city.nobody.post("/api/password-resets", json={"email": email})
        for email in ("desk@city.cn", "own@city.cn")
    ]

    assert [answer.status_code for answer in answers] == [202, 202]
    assert (await city.letters("desk@city.cn"))[0] == "您的科桥账号没有密码"
    assert (await city.letters("own@city.cn"))[0] == "重设科桥密码"


async def test_a_provider_that_calls_itself_otherwise_is_not_asked(
    tmp_path: Path, provider: str
) -> None:
    async with running_site(tmp_path, oidc_issuer=f"{provider}/") as site:
        answer = await site.nobody.get("/api/oidc/start")

    assert answer.status_code == 503


async def test_a_forged_code_opens_nothing(city: Site) -> None:
    browser = city.client()
    place = re.sub(r"code=[^&]+", "code=forged", await sent_back(browser, "desk"))

    answer = await browser.get(place)

    assert answer.status_code == 401
    assert (await browser.get("/api/me")).status_code == 401


@pytest.mark.parametrize(
    ("subject", "status"), [("loose", 403), ("known", 409)], ids=["unverified", "taken"]
)
async def test_an_address_is_taken_over_by_nobody(city: Site, subject: str, status: int) -> None:
    await city.person("known@city.cn")
    browser = city.client()

    answer = await browser.get(await sent_back(browser, subject))

    assert answer.status_code == status


async def test_a_provider_does_not_undo_the_separation_of_administrations(city: Site) -> None:
    browser = city.client()

    await browser.get(await sent_back(browser, "all"))

    assert (await browser.get("/api/me")).json()["granted_roles"] == []


async def test_a_provider_that_is_away_is_told(tmp_path: Path) -> None:
    async with running_site(tmp_path, oidc_issuer="http://127.0.0.1:9") as site:
        answer = await site.nobody.get("/api/oidc/start")

    assert answer.status_code == 503


def test_claims_that_are_no_roles_give_none() -> None:
    claims = {"roles": ["a", 3, None], "one": "a", "deep": {"roles": ["b"]}}

    found = {path: claimed_values(claims, path) for path in ("roles", "one", "deep.roles", "no.x")}

    assert found == {"roles": {"a"}, "one": {"a"}, "deep.roles": {"b"}, "no.x": frozenset()}
    assert roles_claimed(claims, "roles", {"a": GrantedRole.EXPERT}) == {GrantedRole.EXPERT}
