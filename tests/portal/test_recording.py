"""The portal's audit log: who came in or was refused, and who changed what, by pseudonym."""

from typing import Any

import httpx

from services.portal.accounts.domain import GrantedRole
from tests.portal.notifications.stories import identity
from tests.portal.site import PASSWORD, Site, sign_in
from tests.portal.test_organizations import joined, moved, registered
from tests.portal.test_tokens import api_token

EMAIL = "ming@firm.cn"


async def log(site: Site, **wanted: str) -> list[dict[str, Any]]:
    """Return what an auditor reads, the first first."""
    auditor = await site.person("auditor@city.cn", GrantedRole.AUDITOR)
    answer = await auditor.get("/api/audit", params={"limit": "100", **wanted})
    items: list[dict[str, Any]] = answer.json()["items"]
    return items[::-1]


async def test_who_signs_in_is_recorded_and_who_fails_too(site: Site) -> None:
    ming = await site.person(EMAIL)
    me = await identity(ming)
    await sign_in(site.nobody, "stranger@nowhere.cn", "wrong")
    for _ in range(6):
        await sign_in(site.nobody, EMAIL, "wrong")
    await ming.delete("/api/sessions/current")

    entries = await log(site)

    mine = [entry for entry in entries if entry["subject"] == f"person/{me}"]
    refused, paused = ("session.open", "refused"), ("sign_in.pause", "done")
    assert [(entry["action"], entry["outcome"]) for entry in mine] == [
        ("account.create", "done"),
        ("session.open", "done"),
        *[refused] * 5,
        paused,
        ("session.end", "done"),
    ]
    assert {entry["actor"] for entry in mine[2:8]} == {"nobody"}
    assert [entry["outcome"] for entry in entries if entry["subject"] == "person/nobody"] == [
        "refused"
    ]


async def test_who_changes_accounts_and_roles_is_recorded(local_site: Site) -> None:
    chief = await local_site.person("chief@city.cn", GrantedRole.SECURITY_ADMINISTRATOR)
    ming = await local_site.person(EMAIL)
    place = f"/api/people/{await identity(ming)}"
    await chief.put(f"{place}/roles/operator")
    await chief.delete(f"{place}/roles/operator")
    await chief.put(f"{place}/status", json={"action": "disable"})
    await chief.put(f"{place}/status", json={"action": "enable"})
    await chief.delete(f"{place}/sessions")
    await chief.delete(f"{place}/lockout")

    entries = await log(local_site, actor=str(await identity(chief)))

    assert [entry["action"] for entry in entries[2:]] == [
        "role.grant",
        "role.revoke",
        "account.disable",
        "account.enable",
        "session.end_all",
        "sign_in.release",
    ]
    assert entries[2]["details"] == {"role": "operator"}


async def test_what_people_do_with_their_own_is_recorded_without_a_name(
    local_site: Site,
) -> None:
    owner = await local_site.person("owner@firm.cn", name="何经理")
    me = str(await identity(owner))
    place = await registered(owner)
    guest = await joined(local_site, owner, place, EMAIL)
    member = await identity(guest)
    await owner.put(f"{place}/members/{member}", json={"role": "owner"})
    await owner.delete(f"{place}/members/{member}")
    await moved(owner, place, "close", reason_code="owners_wish")
    made = await api_token(owner, "catalog")
    await owner.delete(f"/api/tokens/{made['id']}")
    await owner.get("/api/me/export")
    change = {"current_password": PASSWORD, "new_password": "Another-Horse-10"}
    await owner.put("/api/me/password", json=change)
    await owner.post("/api/me/farewell", json={"password": "Another-Horse-10"})

    entries = await log(local_site, actor=me)

    assert [entry["action"] for entry in entries[2:]] == [
        "organization.register",
        "member.invite",
        "member.appoint",
        "member.remove",
        "organization.move",
        "token.issue",
        "token.revoke",
        "account.export",
        "password.change",
        "account.erase",
    ]
    said = str(entries)
    assert not any(name in said for name in ("何", "firm.cn", "Horse", made["token"]))
    assert entries[6]["details"]["reason_code"] == "owners_wish"


async def test_the_log_is_whole_and_only_auditors_may_know(local_site: Site) -> None:
    auditor = await local_site.person("auditor@city.cn", GrantedRole.AUDITOR)
    chief = await local_site.person("chief@city.cn", GrantedRole.SECURITY_ADMINISTRATOR)

    verdict = (await auditor.get("/api/audit/verification")).json()
    others = [await chief.get(path) for path in ("/api/audit", "/api/audit/verification")]

    assert (verdict["intact"], verdict["broken"]) == (True, None)
    assert verdict["last"] >= 4
    assert {answer.status_code for answer in others} == {httpx.codes.FORBIDDEN}


async def test_an_address_that_a_proxy_made_up_does_not_keep_anybody_out(
    local_site: Site,
) -> None:
    await local_site.person(EMAIL)
    transport = httpx.ASGITransport(local_site.app, client=("甲 <b>", 1))

    async with httpx.AsyncClient(transport=transport, base_url="https://portal.test") as client:
        answer = await sign_in(client, EMAIL)

    assert answer.status_code == 201
    assert (await log(local_site, action="session.open"))[-2]["details"]["address"] == "b"
