"""What a log of a whole story tells: nothing with which somebody gets in, and nobody's address."""

import logging
from pathlib import Path
from typing import Final

import pytest

from tests.portal.notifications.stories import dispatched
from tests.portal.site import CODE, PASSWORD, Site, running_site, sign_in

EMAIL: Final = "li.secretive@firm.cn"
NEW_PASSWORD: Final = "Another-Horse-7"  # noqa: S105 - of a person in a test
CALLER: Final = "https://127.0.0.1/hook?key=hook-address-secret"


async def story(site: Site) -> list[str]:
    """Live through all that has to do with secrets; return them."""
    person = await site.person(EMAIL, name="李不愿说")
    codes = [await site.code(EMAIL)]
    session = (await sign_in(site.nobody, EMAIL, carrier="bearer")).json()["token"]
    await sign_in(site.nobody, EMAIL, "Wrong-Horse-9")
    await site.nobody.post("/api/password-resets", json={"email": EMAIL})
    codes.append(await site.code(EMAIL))
    chosen = {"token": codes[-1], "new_password": NEW_PASSWORD}
    await site.nobody.post("/api/password-resets/redeem", json=chosen)
    person = await site.signed_in(EMAIL, NEW_PASSWORD)
    short = (await person.post("/api/tokens/short", json={})).json()["token"]
    hook = (await person.post("/api/me/webhooks", json={"name": "ERP", "url": CALLER})).json()
    await person.post(f"/api/me/webhooks/{hook['id']}/test")
    await dispatched(site)
    await site.nobody.get(f"/register/confirm?token={codes[0]}")
    await site.nobody.get("/nowhere", headers={"Authorization": f"Bearer {session}x"})
    secrets = [*codes, session, short, hook["secret"], "hook-address-secret"]
    return [PASSWORD, NEW_PASSWORD, "Wrong-Horse-9", EMAIL, "李不愿说", *secrets]


async def test_no_secret_of_a_story_is_in_the_log_of_it(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    async with running_site(tmp_path) as site:
        told = await story(site)

    # Our clients are quiet where the platform runs: see `shared.logging`.
    said = "\n".join(
        f"{record.getMessage()} {record.__dict__}"
        for record in caplog.records
        if record.name != "httpx"
    )
    assert len(told) == len(set(told))
    assert all(told)
    assert "/api/password-resets" in said
    assert [one for one in told if one in said] == []
    assert not CODE.search(said)
