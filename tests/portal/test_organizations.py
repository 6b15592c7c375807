from typing import Any, Final

import httpx
import pytest

from services.portal.accounts.domain import GrantedRole
from services.portal.organizations.domain import LIFECYCLE, ROLES_OF, OrganizationKind
from shared.auth import Role
from tests.portal.site import Site
from tests.running import bearer

USCC: Final = "91110000600037341L"
FIRM: Final = {"name": "东莞某压铸厂", "kind": "enterprise", "uscc": USCC, "region_code": "441900"}
SEEN: Final = {"If-Match": "*"}


async def registered(client: httpx.AsyncClient, **changes: object) -> str:
    """Register an organization and return its path."""
    answer = await client.post("/api/organizations", json={**FIRM, **changes})
    assert answer.status_code == 201, answer.text
    return answer.headers["location"]


async def moved(client: httpx.AsyncClient, place: str, action: str, **facts: str) -> httpx.Response:
    """Take a step."""
    body = {"action": action, **facts}
    return await client.put(f"{place}/status", json=body, headers=SEEN)


async def joined(site: Site, owner: httpx.AsyncClient, place: str, email: str) -> httpx.AsyncClient:
    """Return a client of somebody new who was invited and accepted."""
    person = await site.person(email)
    await owner.post(f"{place}/invitations", json={"email": email})
    accepted = await person.post("/api/invitations/accept", json={"token": await site.code(email)})
    assert accepted.status_code == 200, accepted.text
    return person


async def roles_of(client: httpx.AsyncClient) -> list[str]:
    """Return the roles in a short-lived token."""
    answer = await client.post("/api/tokens/short", json={})
    assert answer.status_code == 201, answer.text
    roles: list[str] = answer.json()["roles"]
    return roles


async def test_a_verified_firm_makes_its_people_firms(site: Site) -> None:
    owner = await site.person("owner@firm.cn")
    operator = await site.person("desk@city.cn", GrantedRole.OPERATOR)
    place = await registered(owner)
    before = await roles_of(owner)

    verified = await moved(operator, place, "verify")

    assert before == []
    assert verified.json()["status"] == "verified"
    assert await roles_of(owner) == ["firm"]
    assert (await site.letters("owner@firm.cn"))[0] == "东莞某压铸厂：已核验"
    [kept] = (await owner.get("/api/me/messages")).json()["items"]
    assert kept["subject"] == "东莞某压铸厂：已核验", "once: the letter leaves by itself"


async def test_a_refusal_says_why_and_can_be_answered(site: Site) -> None:
    owner = await site.person("owner@firm.cn")
    operator = await site.person("desk@city.cn", GrantedRole.OPERATOR)
    place = await registered(owner)
    silent = await moved(operator, place, "reject")
    vague = await moved(operator, place, "reject", reason_code="other")
    await moved(operator, place, "reject", reason_code="name_mismatch", note="与执照不符")

    history = (await owner.get(f"{place}/history")).json()
    fixed = await owner.patch(place, json={"name": "东莞市某压铸厂"}, headers=SEEN)
    again = await moved(owner, place, "resubmit")

    assert (silent.status_code, vague.status_code) == (409, 409)
    assert [(step["reason_code"], step["note"]) for step in history] == [
        ("name_mismatch", "与执照不符")
    ]
    assert fixed.json()["actions"] == ["resubmit", "close"]
    assert again.json()["status"] == "registered"


async def test_a_new_name_is_verified_again_and_a_new_region_is_not(site: Site) -> None:
    owner = await site.person("owner@firm.cn")
    operator = await site.person("desk@city.cn", GrantedRole.OPERATOR)
    place = await registered(owner)
    await moved(operator, place, "verify")

    region = await owner.patch(place, json={"region_code": "440300"}, headers=SEEN)
    name = await owner.patch(place, json={"name": "另一家公司"}, headers=SEEN)

    assert region.json()["status"] == "verified"
    assert name.json()["status"] == "registered"
    assert await roles_of(owner) == []


async def test_a_credit_code_is_checked_and_verified_for_one_only(site: Site) -> None:
    first, second = await site.person("a@firm.cn"), await site.person("b@firm.cn")
    operator = await site.person("desk@city.cn", GrantedRole.OPERATOR)
    wrong = await first.post("/api/organizations", json={**FIRM, "uscc": USCC[:-1] + "A"})
    places = [await registered(first), await registered(second, name="冒名者")]

    answers = [await moved(operator, place, "verify") for place in places]

    assert wrong.status_code == 422
    assert [answer.status_code for answer in answers] == [200, 409]
    assert answers[1].json()["type"] == "urn:keqiao:problem:credit-code-taken"


async def test_people_are_invited_and_only_they_can_accept(site: Site) -> None:
    owner = await site.person("owner@firm.cn")
    thief = await site.person("thief@firm.cn")
    guest = await site.person("guest@firm.cn")
    place = await registered(owner)
    asked = await owner.post(f"{place}/invitations", json={"email": "guest@firm.cn"})
    body = {"token": await site.code("guest@firm.cn")}

    stolen = await thief.post("/api/invitations/accept", json=body)
    accepted = await guest.post("/api/invitations/accept", json=body)
    again = await guest.post("/api/invitations/accept", json=body)
    members = (await guest.get(f"{place}/members")).json()

    assert asked.status_code == 201
    assert (stolen.status_code, accepted.status_code, again.status_code) == (403, 200, 410)
    assert [member["role"] for member in members] == ["owner", "member"]
    assert (await owner.get(f"{place}/invitations")).json() == []


async def test_an_invitation_can_be_taken_back(site: Site) -> None:
    owner = await site.person("owner@firm.cn")
    guest = await site.person("guest@firm.cn")
    place = await registered(owner)
    asked = (await owner.post(f"{place}/invitations", json={"email": "guest@firm.cn"})).json()
    listed = (await owner.get(f"{place}/invitations")).json()

    back = await owner.delete(f"{place}/invitations/{asked['id']}")
    late = await guest.post(
        "/api/invitations/accept", json={"token": await site.code("guest@firm.cn")}
    )

    assert [entry["email"] for entry in listed] == ["guest@firm.cn"]
    assert (back.status_code, late.status_code) == (204, 410)


async def test_an_organization_is_handed_over_and_never_left_alone(site: Site) -> None:
    owner = await site.person("owner@firm.cn")
    place = await registered(owner)
    heir = await joined(site, owner, place, "heir@firm.cn")
    ids = [member["person_id"] for member in (await owner.get(f"{place}/members")).json()]
    alone = await owner.delete(f"{place}/members/{ids[0]}")
    usurped = await heir.put(f"{place}/members/{ids[1]}", json={"role": "owner"})

    handed = await owner.put(f"{place}/members/{ids[1]}", json={"role": "owner"})
    left = await owner.delete(f"{place}/members/{ids[0]}")

    assert (alone.status_code, usurped.status_code) == (409, 403)
    assert (handed.status_code, left.status_code) == (200, 204)
    assert (await owner.get(place)).status_code == 404
    assert (await heir.get(place)).json()["role"] == "owner"


async def test_every_status_is_reached_and_left(site: Site) -> None:
    owner = await site.person("owner@firm.cn")
    operator = await site.person("desk@city.cn", GrantedRole.OPERATOR)
    place = await registered(owner)
    why: dict[str, Any] = {"reason_code": "misconduct"}
    steps = [
        (operator, "reject", why),
        (owner, "resubmit", {}),
        (operator, "verify", {}),
        (operator, "suspend", why),
        (operator, "restore", {}),
        (owner, "close", {"reason_code": "owners_wish"}),
        (operator, "reopen", {}),
    ]

    seen = [(await moved(who, place, action, **facts)).json() for who, action, facts in steps]

    assert {step["status"] for step in seen} == set(LIFECYCLE.labels)
    assert not LIFECYCLE.unreachable()
    assert not LIFECYCLE.without_exit()


def test_every_kind_says_what_it_makes_of_its_people() -> None:
    assert set(ROLES_OF) == set(OrganizationKind)


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_reasons_are_told_in_both_languages(local_site: Site, language: str) -> None:
    answer = await local_site.nobody.get("/api/reason-codes", headers={"Accept-Language": language})

    labels = {reason["code"]: reason["label"] for reason in answer.json()}
    assert labels["duplicate"] == {"zh": "该单位已注册", "en": "It is registered already"}[language]


async def test_a_service_is_told_what_somebody_is_to_an_organization(site: Site) -> None:
    owner = await site.person("owner@firm.cn")
    place = await registered(owner)
    person_id = (await owner.get("/api/me")).json()["id"]
    folder = site.resources.settings.data_dir

    told = await site.nobody.get(
        f"{place}/members/{person_id}", headers=bearer(folder, Role.SERVICE, subject="catalog")
    )

    assert told.json() == {
        "organization_id": place.rpartition("/")[2],
        "person_id": person_id,
        "name": FIRM["name"],
        "kind": "enterprise",
        "status": "registered",
        "role": "owner",
    }
