from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from pydantic import TypeAdapter

from services.portal.credentials.domain import PasswordProfile
from services.portal.credentials.hashing import Passwords
from services.portal.sessions.schemas import Password
from shared.clock import utc_now
from tests.portal.site import PASSWORD, Site, running_site, sign_in

EMAIL = "ming@firm.cn"
NEW = "Fresh-Paint-77"


async def test_a_lost_password_is_replaced_by_a_letter_once(site: Site) -> None:
    old = await site.person(EMAIL)
    offered = await site.nobody.post("/api/password-resets", json={"email": EMAIL})
    body = {"token": await site.code(EMAIL), "new_password": NEW}
    weak = await site.nobody.post(
        "/api/password-resets/redeem", json={**body, "new_password": "short"}
    )

    done = await site.nobody.post("/api/password-resets/redeem", json=body)
    again = await site.nobody.post("/api/password-resets/redeem", json=body)

    assert (offered.status_code, weak.status_code) == (202, 422)
    assert (done.status_code, again.status_code) == (204, 410)
    assert (await old.get("/api/me")).status_code == 401
    assert (await sign_in(site.nobody, EMAIL)).status_code == 401
    assert (await sign_in(site.nobody, EMAIL, NEW)).status_code == 201
    assert (await site.letters(EMAIL))[0] == "科桥密码已更改"


async def test_nobody_learns_by_a_lost_password_who_has_an_account(site: Site) -> None:
    await site.person(EMAIL)

    known = await site.nobody.post("/api/password-resets", json={"email": EMAIL})
    unknown = await site.nobody.post("/api/password-resets", json={"email": "x@firm.cn"})

    assert (known.status_code, known.json()) == (unknown.status_code, unknown.json())
    assert await site.letters("x@firm.cn") == []


async def test_a_letter_is_good_for_an_hour(local_site: Site) -> None:
    await local_site.person(EMAIL)
    await local_site.nobody.post("/api/password-resets", json={"email": EMAIL})
    body = {"token": await local_site.code(EMAIL), "new_password": NEW}

    with time_machine.travel(utc_now() + timedelta(minutes=61)):
        late = await local_site.nobody.post("/api/password-resets/redeem", json=body)

    assert late.status_code == 410


async def test_a_new_password_ends_every_other_session(site: Site) -> None:
    desk = await site.person(EMAIL)
    phone = await site.signed_in(EMAIL)
    wrong = await desk.put(
        "/api/me/password", json={"current_password": "wrong", "new_password": NEW}
    )

    changed = await desk.put(
        "/api/me/password", json={"current_password": PASSWORD, "new_password": NEW}
    )

    assert (wrong.status_code, changed.status_code) == (403, 204)
    assert (await desk.get("/api/me")).status_code == 200
    assert (await phone.get("/api/me")).status_code == 401
    assert (await sign_in(site.nobody, EMAIL, NEW)).status_code == 201


@pytest.mark.parametrize(("profile", "status"), [("djbh", 403), ("asvs", 201)])
async def test_only_the_graded_profile_wants_passwords_changed_from_time_to_time(
    tmp_path: Path, profile: str, status: int
) -> None:
    async with running_site(tmp_path, password_profile=PasswordProfile(profile)) as site:
        await site.person(EMAIL)

        with time_machine.travel(utc_now() + timedelta(days=91)):
            answer = await sign_in(site.nobody, EMAIL)

    assert answer.status_code == status


async def test_the_other_profile_takes_a_long_plain_sentence(tmp_path: Path) -> None:
    plain = "seven quiet herons wait"
    body = {"email": EMAIL, "password": plain, "name": "陈明", "consent_version": "2026-11-1"}
    answers = {}
    for profile in PasswordProfile:
        async with running_site(tmp_path / profile, password_profile=profile) as site:
            answers[profile] = (await site.nobody.post("/api/people", json=body)).status_code

    assert answers == {PasswordProfile.DJBH: 422, PasswordProfile.ASVS: 202}


@pytest.mark.parametrize("typed", ["  two blanks  ", "ＡＢＣ１２３４５", "e\u0301" * 8, "x" * 128])
def test_a_password_is_taken_as_it_was_typed(typed: str) -> None:
    assert TypeAdapter(Password).validate_python(typed) == typed


async def test_nobodys_password_fits_nothing() -> None:
    passwords = Passwords(memory_kib=8, rounds=1)

    stored = await passwords.hashed("x")

    assert await passwords.fits("x", stored)
    assert not await passwords.fits("y", stored)
    assert not any([await passwords.fits(near, stored) for near in ("X", "x ", " x", "xx", "")])
    assert not await passwords.fits("nobody's password", None)
