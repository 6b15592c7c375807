"""Who may call what of the portal's API: every route × role × whose it is.

People come with signed tokens here, so that ending sessions ends nothing. A
route without a row fails in `tests.access`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

import httpx

from services.portal.organizations.domain import MemberRole
from services.portal.organizations.models import Membership
from shared.auth import Role
from tests.portal.notifications.stories import told, webhook
from tests.portal.site import Site
from tests.portal.test_organizations import registered
from tests.portal.test_tokens import api_token
from tests.running import bearer

ADMINISTRATORS: Final = ("system_administrator", "security_administrator", "auditor")
PEOPLE: Final = ("person", "owner", "member", "operator", *ADMINISTRATORS)
"""All are known; the second and third belong to the organization, the others to none."""

WHO: Final = ("nobody", "service", *PEOPLE)


@dataclass(frozen=True)
class Row:
    """A call, and what each of `WHO` is answered."""

    answers: tuple[int, ...]
    body: object = None
    path: str = ""
    headers: Mapping[str, str] | None = None


def everybody(status: int) -> tuple[int, ...]:
    """Return the answers where all are equal."""
    return (status,) * len(WHO)


def people(status: int) -> tuple[int, ...]:
    """Return the answers where one needs an account."""
    return (401, 403, *(status for _ in PEOPLE))


def insiders(owner: int, member: int, operator: int) -> tuple[int, ...]:
    """Return the answers where one has to do with the organization; to others there is none."""
    return (401, 404, 404, owner, member, operator, 404, 404, 404)


def inside(status: int, *, operator: int = 403) -> tuple[int, ...]:
    """Return the answers where only owners may; a service has no account."""
    return (401, 403, 404, status, 403, operator, 404, 404, 404)


def only(*who: str, status: int = 200) -> tuple[int, ...]:
    """Return the answers where some may and the rest are refused."""
    return tuple(401 if one == "nobody" else status if one in who else 403 for one in WHO)


SEEN: Final = {"If-Match": "*"}
UNKNOWN: Final = "0190a000-0000-7000-8000-000000000000"

MATRIX: Final[dict[tuple[str, str], list[Row]]] = {
    ("GET", "/api/consent-text"): [Row(everybody(200))],
    ("POST", "/api/people"): [Row(everybody(422), {})],
    ("POST", "/api/people/confirm"): [Row(everybody(422), {})],
    ("GET", "/api/me"): [Row(people(200))],
    ("PATCH", "/api/me"): [Row(people(200), {}, headers=SEEN)],
    ("GET", "/api/me/export"): [Row(people(200))],
    # Without the password nothing happens.
    ("POST", "/api/me/farewell"): [Row(people(403), {})],
    ("PUT", "/api/me/password"): [Row(people(422), {})],
    ("POST", "/api/me/address"): [Row(people(422), {})],
    ("POST", "/api/me/address/confirm"): [Row(people(422), {})],
    ("GET", "/api/me/consents"): [Row(people(200))],
    ("POST", "/api/me/consents"): [Row(people(409), {"version": "0"})],
    ("POST", "/api/password-resets"): [Row(everybody(422), {})],
    ("POST", "/api/password-resets/redeem"): [Row(everybody(422), {})],
    ("GET", "/api/sessions"): [Row(people(200))],
    ("POST", "/api/sessions"): [Row(everybody(422), {})],
    ("DELETE", "/api/sessions"): [Row(people(204))],
    ("DELETE", "/api/sessions/current"): [Row(people(204))],
    ("DELETE", "/api/sessions/{session_id}"): [
        Row(people(404), path="/api/sessions/{others_session}"),
        Row(people(404), path="/api/sessions/{unknown}"),
    ],
    ("POST", "/api/tokens/short"): [Row(people(201), {})],
    ("GET", "/api/tokens"): [Row(people(200))],
    ("POST", "/api/tokens"): [Row(people(422), {})],
    ("DELETE", "/api/tokens/{token_id}"): [
        Row(people(404), path="/api/tokens/{others_token}"),
        Row(people(404), path="/api/tokens/{unknown}"),
    ],
    ("GET", "/api/reason-codes"): [Row(everybody(200))],
    ("GET", "/api/me/organizations"): [Row(people(200))],
    ("POST", "/api/organizations"): [Row(people(422), {})],
    ("GET", "/api/organizations"): [Row(only("operator"))],
    ("GET", "/api/organizations/{organization_id}"): [
        Row(insiders(200, 200, 200)),
        Row((401, *everybody(404)[1:]), path="/api/organizations/{unknown}"),
    ],
    ("PATCH", "/api/organizations/{organization_id}"): [
        Row(insiders(200, 403, 403), {}, headers=SEEN)
    ],
    ("PUT", "/api/organizations/{organization_id}/status"): [
        # No step is possible without a reason, but only some learn that.
        Row(insiders(409, 403, 409), {"action": "close"}, headers=SEEN)
    ],
    ("GET", "/api/organizations/{organization_id}/history"): [Row(insiders(200, 200, 200))],
    ("GET", "/api/organizations/{organization_id}/members"): [Row(insiders(200, 200, 200))],
    ("GET", "/api/organizations/{organization_id}/members/{person_id}"): [
        Row(only("service")),
        Row(
            only("service", status=404),
            path="/api/organizations/{organization_id}/members/{unknown}",
        ),
    ],
    ("PUT", "/api/organizations/{organization_id}/members/{person_id}"): [
        Row(insiders(200, 403, 403), {"role": "member"})
    ],
    ("DELETE", "/api/organizations/{organization_id}/members/{person_id}"): [
        Row(inside(404), path="/api/organizations/{organization_id}/members/{unknown}")
    ],
    ("GET", "/api/organizations/{organization_id}/invitations"): [Row(insiders(200, 403, 403))],
    ("POST", "/api/organizations/{organization_id}/invitations"): [
        Row(inside(201), {"email": "guest@city.cn"})
    ],
    ("DELETE", "/api/organizations/{organization_id}/invitations/{invitation_id}"): [
        Row(
            insiders(404, 403, 403),
            path="/api/organizations/{organization_id}/invitations/{unknown}",
        )
    ],
    ("POST", "/api/invitations/accept"): [Row(people(410), {"token": "kqm_x"})],
    ("POST", "/api/people/accounts"): [
        Row(
            only("security_administrator", status=201),
            {"email": "fresh@city.cn", "name": "新人", "roles": ["operator"]},
        )
    ],
    ("GET", "/api/me/messages"): [Row(people(200))],
    ("GET", "/api/me/messages/unread"): [Row(people(200))],
    ("PUT", "/api/me/messages/read"): [Row(people(204), {"up_to": UNKNOWN})],
    ("PUT", "/api/me/messages/{message_id}/read"): [
        Row(people(404), path="/api/me/messages/{others_message}/read"),
        Row(people(404), path="/api/me/messages/{unknown}/read"),
    ],
    ("GET", "/api/me/message-preferences"): [Row(people(200))],
    ("PUT", "/api/me/message-preferences"): [Row(people(200), {})],
    ("GET", "/api/me/webhooks"): [Row(people(200))],
    ("POST", "/api/me/webhooks"): [Row(people(422), {})],
    ("PATCH", "/api/me/webhooks/{webhook_id}"): [
        Row(people(404), {}, path="/api/me/webhooks/{others_webhook}"),
        Row(people(404), {}, path="/api/me/webhooks/{unknown}"),
    ],
    ("POST", "/api/me/webhooks/{webhook_id}/test"): [
        Row(people(404), path="/api/me/webhooks/{others_webhook}/test"),
        Row(people(404), path="/api/me/webhooks/{unknown}/test"),
    ],
    ("DELETE", "/api/me/webhooks/{webhook_id}"): [
        Row(people(404), path="/api/me/webhooks/{others_webhook}"),
        Row(people(404), path="/api/me/webhooks/{unknown}"),
    ],
    ("GET", "/api/quarantine"): [Row(only("operator", "system_administrator"))],
    ("PUT", "/api/quarantine/{peer}/{sequence}"): [
        Row(
            only("operator", "system_administrator", status=404),
            {"action": "skip"},
            path="/api/quarantine/moon/1",
        )
    ],
    ("GET", "/api/audit"): [Row(only("auditor"))],
    ("GET", "/api/audit/verification"): [Row(only("auditor"))],
    ("GET", "/api/people"): [Row(only("security_administrator"))],
    ("GET", "/api/people/{person_id}"): [Row(only("security_administrator"))],
    ("PUT", "/api/people/{person_id}/roles/{role}"): [
        Row(only("operator"), path="/api/people/{person_id}/roles/expert"),
        Row(only("security_administrator"), path="/api/people/{person_id}/roles/auditor"),
    ],
    ("DELETE", "/api/people/{person_id}/roles/{role}"): [
        Row(only("operator", status=204), path="/api/people/{person_id}/roles/expert"),
        Row(
            only("security_administrator", status=204),
            path="/api/people/{person_id}/roles/auditor",
        ),
    ],
    ("PUT", "/api/people/{person_id}/status"): [
        Row(only("security_administrator"), {"action": "enable"})
    ],
    ("DELETE", "/api/people/{person_id}/sessions"): [
        Row(only("security_administrator", status=204))
    ],
    ("DELETE", "/api/people/{person_id}/lockout"): [
        Row(only("security_administrator", status=204))
    ],
}


@dataclass
class Scene:
    """An organization with an owner and a member, and everybody else."""

    shown: dict[str, dict[str, str]]
    ids: dict[str, Any]


async def scene(site: Site) -> Scene:
    """Return what each of `WHO` shows, and the ids of what belongs to others."""
    folder = site.resources.settings.data_dir
    clients = {name: await site.person(f"{name}@city.cn") for name in (*PEOPLE, "other")}
    shown = {"nobody": {}, "service": bearer(folder, Role.SERVICE, subject="matching")}
    ids: dict[str, Any] = {"unknown": UNKNOWN}
    for name, client in clients.items():
        ids[name] = (await client.get("/api/me")).json()["id"]
        roles = [Role(name)] if name in set(Role) else []
        shown[name] = bearer(folder, *roles, subject=ids[name])
    place = await registered(clients["owner"])
    ids["organization_id"] = UUID(place.rpartition("/")[2])
    async with site.resources.database.transaction() as session:
        person_id = UUID(ids["member"])
        organization_id, role = ids["organization_id"], MemberRole.MEMBER
        session.add(Membership(organization_id=organization_id, person_id=person_id, role=role))
    others_token = (await api_token(clients["other"], "catalog"))["id"]
    others_session = (await clients["other"].get("/api/sessions")).json()[0]["id"]
    fresh = {"others_token": others_token, "others_session": others_session}
    fresh["others_webhook"] = await webhook(clients["other"])
    fresh["others_message"] = await told(site, UUID(ids["other"]))
    return Scene(shown, {**ids, **fresh, "person_id": ids["member"]})


async def test_everybody_may_do_what_the_matrix_says(local_site: Site) -> None:
    found = await scene(local_site)

    wrong = [
        (method, row.path or path, who, expected, answer.status_code, answer.text)
        for (method, path), rows in MATRIX.items()
        for row in rows
        for who, expected in zip(WHO, row.answers, strict=True)
        if (answer := await call(local_site, method, path, row, found, who)).status_code != expected
    ]

    assert wrong == []


async def call(  # noqa: PLR0913, PLR0917 - a call has so many parts
    site: Site, method: str, path: str, row: Row, found: Scene, who: str
) -> httpx.Response:
    """Call a route as somebody."""
    place = (row.path or path).format(**found.ids)
    headers = {**found.shown[who], **(row.headers or {})}
    return await site.nobody.request(method, place, json=row.body, headers=headers)
