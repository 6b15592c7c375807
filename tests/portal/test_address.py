"""People change the address of their account; the new one confirms it, the old one is told."""

import json

from tests.portal.site import PASSWORD, Site, sign_in
from tests.portal.test_recording import log

OLD = "ming@firm.cn"
NEW = "ming@newfirm.cn"


async def test_an_address_is_changed_with_a_code_and_the_old_one_is_told(site: Site) -> None:
    ming, elsewhere = await site.person(OLD), await site.signed_in(OLD)
    other = await site.person("other@firm.cn")
    said = {"email": NEW, "password": PASSWORD}

    guessed = await ming.post("/api/me/address", json={**said, "password": "Wrong-Horse-9"})
    same = await ming.post("/api/me/address", json={**said, "email": OLD})
    asked = await ming.post("/api/me/address", json=said)
    code = {"token": await site.code(NEW)}
    pending = json.dumps((await ming.get("/api/me/export")).json())
    stolen = await other.post("/api/me/address/confirm", json=code)
    done = await ming.post("/api/me/address/confirm", json=code)
    again = await ming.post("/api/me/address/confirm", json=code)
    taken_along = json.dumps((await ming.get("/api/me/export")).json())

    assert (guessed.status_code, same.status_code) == (403, 422)
    assert (asked.status_code, stolen.status_code, again.status_code) == (202, 410, 410)
    assert done.json()["email"] == NEW
    assert NEW in pending
    assert '"email_key": "ming@newfirm.cn"' in taken_along
    assert (await elsewhere.get("/api/me")).status_code == 401
    assert (await sign_in(site.nobody, OLD)).status_code == 401
    assert (await sign_in(site.nobody, NEW)).status_code == 201
    assert (await site.letters(OLD))[:2] == ["您的科桥邮箱已更改", "有人申请更改您的科桥邮箱"]
    acts = [entry["action"] for entry in await log(site)]
    assert acts.count("address.change") == acts.count("address.ask") == 1


async def test_nobody_learns_by_a_change_who_has_an_account(site: Site) -> None:
    ming, other = await site.person(OLD), await site.person(NEW)
    said = {"email": NEW.upper(), "password": PASSWORD}

    asked = await ming.post("/api/me/address", json=said)

    assert asked.status_code == 202
    assert (await site.letters(NEW.upper()))[0] == "您已有科桥账号"
    assert (await other.get("/api/me")).json()["email"] == NEW
