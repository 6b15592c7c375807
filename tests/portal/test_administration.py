import httpx
import pytest

from services.portal.accounts.domain import ADMINISTRATION, GrantedRole
from shared.auth import Role
from tests.portal.site import PASSWORD, Site, sign_in
from tests.running import bearer

EMAIL = "ming@firm.cn"


async def person_id(client: httpx.AsyncClient) -> str:
    """Return who a client is."""
    found: str = (await client.get("/api/me")).json()["id"]
    return found


async def test_a_role_holds_from_the_next_request_and_no_longer(site: Site) -> None:
    security = await site.person("sec@city.cn", GrantedRole.SECURITY_ADMINISTRATOR)
    ming = await site.person(EMAIL)
    place = f"/api/people/{await person_id(ming)}/roles/operator"

    granted = await security.put(place)
    with_role = await ming.get("/api/organizations")
    revoked = await security.delete(place)
    without = await ming.get("/api/organizations")

    assert granted.json()["granted_roles"] == ["operator"]
    assert (with_role.status_code, revoked.status_code, without.status_code) == (200, 204, 403)


@pytest.mark.parametrize("first", sorted(ADMINISTRATION))
async def test_nobody_has_two_administrations(local_site: Site, first: GrantedRole) -> None:
    security = await local_site.person("sec@city.cn", GrantedRole.SECURITY_ADMINISTRATOR)
    ming = await local_site.person(EMAIL, first)
    place = f"/api/people/{await person_id(ming)}/roles"

    answers = {role: (await security.put(f"{place}/{role}")).status_code for role in ADMINISTRATION}

    assert answers == {role: 200 if role is first else 409 for role in ADMINISTRATION}


async def test_nobody_decides_about_themselves(local_site: Site) -> None:
    security = await local_site.person("sec@city.cn", GrantedRole.SECURITY_ADMINISTRATOR)
    mine = f"/api/people/{await person_id(security)}"

    role = await security.put(f"{mine}/roles/operator")
    status = await security.put(f"{mine}/status", json={"action": "disable"})

    assert (role.status_code, status.status_code) == (403, 403)


async def test_the_catalogue_and_operators_say_who_is_an_expert(local_site: Site) -> None:
    ming = await local_site.person(EMAIL)
    place = f"/api/people/{await person_id(ming)}/roles/expert"
    folder = local_site.resources.settings.data_dir
    operator = bearer(folder, Role.OPERATOR)
    firm = bearer(folder, Role.FIRM)
    matching = bearer(folder, Role.SERVICE, subject="matching")
    catalog = bearer(folder, Role.SERVICE, subject="catalog")

    answers = [
        (await local_site.nobody.put(place, headers=shown)).status_code
        for shown in (firm, matching, operator, catalog)
    ]

    assert answers == [403, 403, 200, 200]


async def test_a_disabled_account_is_out_at_once_until_it_is_enabled(site: Site) -> None:
    security = await site.person("sec@city.cn", GrantedRole.SECURITY_ADMINISTRATOR)
    ming = await site.person(EMAIL)
    place = f"/api/people/{await person_id(ming)}/status"

    await security.put(place, json={"action": "disable"})
    out = await ming.get("/api/me")
    locked_out = await sign_in(site.nobody, EMAIL)
    await security.put(place, json={"action": "enable"})
    back = await sign_in(site.nobody, EMAIL)

    assert (out.status_code, locked_out.status_code, back.status_code) == (401, 401, 201)


async def test_security_ends_sessions_and_lockouts_of_others(site: Site) -> None:
    security = await site.person("sec@city.cn", GrantedRole.SECURITY_ADMINISTRATOR)
    ming = await site.person(EMAIL)
    found = (await security.get("/api/people", params={"email": "MING@firm.cn"})).json()
    place = f"/api/people/{found['items'][0]['id']}"
    read = await security.get(place)
    for _ in range(5):
        await sign_in(site.nobody, EMAIL, "wrong")
    waiting = await sign_in(site.nobody, EMAIL, PASSWORD)

    ended = await security.delete(f"{place}/sessions")
    released = await security.delete(f"{place}/lockout")

    assert (read.status_code, waiting.status_code) == (200, 429)
    assert (ended.status_code, released.status_code) == (204, 204)
    assert (await ming.get("/api/me")).status_code == 401
    assert (await sign_in(site.nobody, EMAIL)).status_code == 201


async def test_an_account_made_for_somebody_waits_for_their_password(site: Site) -> None:
    security = await site.person("sec@city.cn", GrantedRole.SECURITY_ADMINISTRATOR)
    draft = {"email": "desk@city.cn", "name": "李四", "roles": ["operator"]}

    made = await security.post("/api/people/accounts", json=draft)
    twice = await security.post("/api/people/accounts", json=draft)
    chosen = {"token": await site.code("desk@city.cn"), "new_password": PASSWORD}
    await site.nobody.post("/api/password-resets/redeem", json=chosen)
    operator = await site.signed_in("desk@city.cn")

    assert (made.status_code, twice.status_code) == (201, 409)
    assert (await operator.get("/api/me")).json()["granted_roles"] == ["operator"]


async def test_an_account_cannot_be_made_with_two_administrations(site: Site) -> None:
    security = await site.person("sec@city.cn", GrantedRole.SECURITY_ADMINISTRATOR)
    draft = {"email": "all@city.cn", "name": "王五", "roles": sorted(ADMINISTRATION)}

    refused = await security.post("/api/people/accounts", json=draft)
    found = await security.get("/api/people", params={"email": "all@city.cn"})

    assert refused.status_code == 409
    assert found.json()["items"] == []
