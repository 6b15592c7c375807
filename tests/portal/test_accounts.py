from datetime import timedelta

import httpx
import pytest
import sqlalchemy as sa

from services.portal.accounts.models import Person
from shared.auth import Role
from shared.clock import utc_now
from tests.portal.site import PASSWORD, Site, sign_in
from tests.running import bearer


async def test_an_account_comes_into_being_when_its_address_is_confirmed(site: Site) -> None:
    taken = await site.register("Ming@Firm.cn")
    early = await sign_in(site.nobody, "ming@firm.cn")
    code = await site.code("Ming@Firm.cn")
    stranger = await site.nobody.post(
        "/api/people/confirm", json={"token": code, "password": "another"}
    )
    confirmed = await site.nobody.post(
        "/api/people/confirm", json={"token": code, "password": PASSWORD}
    )
    again = await site.nobody.post(
        "/api/people/confirm", json={"token": code, "password": PASSWORD}
    )
    later = await sign_in(site.nobody, "ming@firm.cn")

    assert (taken.status_code, early.status_code, stranger.status_code) == (202, 401, 410)
    assert (confirmed.status_code, again.status_code, later.status_code) == (201, 410, 201)
    assert confirmed.json()["granted_roles"] == []
    assert not confirmed.json()["consent_needed"]


async def test_nobody_has_an_account_in_the_beginning(local_site: Site) -> None:
    async with local_site.resources.database.snapshot() as session:
        people = (await session.scalars(sa.select(Person))).all()

    assert people == []


async def test_nobody_learns_by_registering_who_has_an_account(site: Site) -> None:
    fresh = await site.register("ming@firm.cn")
    await site.person("hua@firm.cn")

    known = await site.register("HUA@firm.cn")

    assert (known.status_code, known.json()) == (fresh.status_code, fresh.json())
    assert await site.letters("HUA@firm.cn") == ["您已有科桥账号"]


async def test_of_two_registrations_with_one_address_the_first_confirmed_wins(site: Site) -> None:
    codes = []
    for _ in range(2):
        await site.register("ming@firm.cn")
        codes.append(await site.code("ming@firm.cn"))

    answers = [
        await site.nobody.post("/api/people/confirm", json={"token": code, "password": PASSWORD})
        for code in codes
    ]

    assert [answer.status_code for answer in answers] == [201, 409]


@pytest.mark.parametrize(
    ("password", "message"),
    [
        ("Ab1-", "密码太短。"),
        ("alllowercase", "密码太单一。"),
        ("password1", "密码太单一。"),
        ("Password1", "这是常见密码，最先被猜到。"),
        ("Ming.Chen-1", "密码中含有账号或姓名。"),
        ("KeQiao-Admin-2026", "密码几乎只由平台或岗位的名称组成。"),
    ],
)
async def test_a_weak_password_is_refused_with_the_reason(
    local_site: Site, password: str, message: str
) -> None:
    answer = await local_site.nobody.post(
        "/api/people",
        json={
            "email": "ming.chen@firm.cn",
            "password": password,
            "name": "陈明",
            "consent_version": "2026-11-1",
        },
    )

    assert answer.status_code == 422
    assert message in [error["message"] for error in answer.json()["errors"]]


async def test_consent_is_to_a_text_and_stays_on_record(local_site: Site) -> None:
    text = (await local_site.nobody.get("/api/consent-text")).json()
    body = {"email": "a@b.cn", "password": PASSWORD, "name": "陈", "consent_version": "0"}
    outdated = await local_site.nobody.post("/api/people", json=body)
    ming = await local_site.person("ming@firm.cn")
    again = await ming.post("/api/me/consents", json={"version": text["version"]})

    record = (await ming.get("/api/me/consents")).json()

    assert outdated.status_code == 409
    assert again.status_code == 201
    assert [entry["text_sha256"] for entry in record] == [text["sha256"]] * 2


async def test_people_change_their_name_but_not_what_they_have_not_seen(site: Site) -> None:
    ming = await site.person("ming@firm.cn")
    seen = await ming.get("/api/me")
    blind = await ming.patch("/api/me", json={"name": "陈晓明"})
    stale = await ming.patch("/api/me", json={"name": "陈晓明"}, headers={"If-Match": '"v9"'})

    changed = await ming.patch(
        "/api/me", json={"name": "陈晓明"}, headers={"If-Match": seen.headers["etag"]}
    )

    assert (blind.status_code, stale.status_code, changed.status_code) == (428, 412, 200)
    assert changed.json()["name"] == "陈晓明"
    assert changed.headers["etag"] == '"v2"'


async def test_a_command_line_is_no_person(local_site: Site) -> None:
    token = local_site.resources.issuer.issue(
        subject="keqiao-command-line",
        roles=["operator"],
        audience=["portal"],
        lifetime=local_site.resources.settings.token_lifetime,
    )

    answer = await local_site.nobody.get("/api/me", headers={"Authorization": f"Bearer {token}"})

    assert answer.status_code == httpx.codes.FORBIDDEN
    assert answer.json()["type"] == "urn:keqiao:problem:not-a-person"


async def test_a_token_for_somebody_who_never_was_changes_nothing(site: Site) -> None:
    folder = site.resources.settings.data_dir
    shown = bearer(folder, Role.OPERATOR, subject="0190a000-0000-7000-8000-000000000000")
    until = (utc_now() + timedelta(days=1)).isoformat()
    draft = {"name": "厂", "kind": "enterprise", "uscc": "91110000600037341L"}

    answers = [
        await site.nobody.post(f"/api/{path}", json=body, headers=shown)
        for path, body in {
            "organizations": draft,
            "tokens": {"name": "x", "scopes": ["catalog"], "expires_at": until},
            "tokens/short": {},
            "me/consents": {"version": "2026-11-1"},
            "me/farewell": {},
        }.items()
    ]

    assert [answer.status_code for answer in answers] == [404] * 5
