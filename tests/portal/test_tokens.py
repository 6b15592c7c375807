from datetime import timedelta
from typing import Any

import httpx
import time_machine

from services.portal.accounts.domain import GrantedRole
from shared.clock import utc_now
from shared.tokens import BadTokenError, TokenVerifier
from tests.portal.site import Site
from tests.portal.test_organizations import moved, registered


def verifier(site: Site, audience: str) -> TokenVerifier:
    """Return what a service checks tokens with."""

    async def fetch(_host: str) -> Any:  # noqa: ANN401 - JSON
        return (await site.nobody.get("/.well-known/jwks.json")).json()

    return TokenVerifier(audience=audience, fetch=fetch)


async def api_token(client: httpx.AsyncClient, *scopes: str, **facts: object) -> dict[str, Any]:
    """Make an API token."""
    until = (utc_now() + timedelta(days=30)).isoformat()
    body = {"name": "同步程序", "scopes": scopes, "expires_at": until, **facts}
    answer = await client.post("/api/tokens", json=body)
    assert answer.status_code == 201, answer.text
    read: dict[str, Any] = answer.json()
    return read


async def exchanged(site: Site, token: str, **body: object) -> httpx.Response:
    """Exchange an API token."""
    headers = {"Authorization": f"Bearer {token}"}
    return await site.nobody.post("/api/tokens/short", json=body, headers=headers)


async def test_services_trust_what_a_session_is_exchanged_for(site: Site) -> None:
    operator = await site.person("desk@city.cn", GrantedRole.OPERATOR)
    me = (await operator.get("/api/me")).json()

    short = (await operator.post("/api/tokens/short", json={"audience": ["catalog"]})).json()
    claims = await verifier(site, "catalog").verify(short["token"])

    assert (claims.subject, claims.roles, claims.organization) == (me["id"], ["operator"], None)
    for audience in ("requests", "portal"):
        try:
            await verifier(site, audience).verify(short["token"])
        except BadTokenError as error:
            refused = error.slug
        else:
            refused = ""
        assert refused == "invalid-token"


async def test_people_choose_whom_they_act_for(site: Site) -> None:
    person = await site.person("ming@firm.cn")
    stranger = await site.person("hua@firm.cn")
    operator = await site.person("desk@city.cn", GrantedRole.OPERATOR)
    places = [
        await registered(person),
        await registered(person, kind="provider", uscc="91440300708461136T"),
    ]
    for place in places:
        assert (await moved(operator, place, "verify")).status_code == 200
    ids = [place.rpartition("/")[2] for place in places]

    first = (await person.post("/api/tokens/short", json={})).json()
    second = (await person.post("/api/tokens/short", json={"organization_id": ids[1]})).json()
    foreign = await stranger.post("/api/tokens/short", json={"organization_id": ids[0]})

    assert (first["roles"], first["organization_id"]) == (["firm"], ids[0])
    assert (second["roles"], second["organization_id"]) == (["provider"], ids[1])
    assert foreign.status_code == 403


async def test_an_api_token_opens_what_it_is_for_until_its_day(site: Site) -> None:
    person = await site.person("ming@firm.cn")
    made = await api_token(person, "catalog")

    good = await exchanged(site, made["token"])
    beyond = await exchanged(site, made["token"], audience=["requests"])
    at_portal = await site.nobody.get(
        "/api/me", headers={"Authorization": f"Bearer {made['token']}"}
    )
    with time_machine.travel(utc_now() + timedelta(days=31)):
        late = await exchanged(site, made["token"])

    assert good.json()["audience"] == ["catalog"]
    assert [answer.status_code for answer in (beyond, at_portal, late)] == [403, 401, 401]


async def test_an_api_token_is_shown_once_and_can_be_taken_back(site: Site) -> None:
    person, stranger = await site.person("ming@firm.cn"), await site.person("hua@firm.cn")
    made = await api_token(person, "catalog", "requests")
    await exchanged(site, made["token"])
    listed = (await person.get("/api/tokens")).json()

    foreign = await stranger.delete(f"/api/tokens/{made['id']}")
    back = await person.delete(f"/api/tokens/{made['id']}")

    assert "token" not in listed[0]
    assert listed[0]["used_at"] is not None
    assert (foreign.status_code, back.status_code) == (404, 204)
    assert (await exchanged(site, made["token"])).status_code == 401


async def test_an_api_token_lasts_a_year_at_most(local_site: Site) -> None:
    person = await local_site.person("ming@firm.cn")
    body = {"name": "x", "scopes": ["catalog"]}

    answers = [
        await person.post(
            "/api/tokens", json={**body, "expires_at": (utc_now() + delta).isoformat()}
        )
        for delta in (timedelta(days=-1), timedelta(days=400))
    ]

    assert [answer.status_code for answer in answers] == [422, 422]
