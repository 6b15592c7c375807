"""Who may call what of the portal's API: every route × role × whose it is.

People come with signed tokens here, so that ending sessions ends nothing. A
route without a row fails in `tests.access`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import httpx

from shared.auth import Role
from tests.portal.site import Site
from tests.running import bearer

PEOPLE: Final = "person system_administrator security_administrator auditor operator".split()  # noqa: SIM905 - reads as the head of the table
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


SEEN: Final = {"If-Match": "*"}
UNKNOWN: Final = "0190a000-0000-7000-8000-000000000000"

MATRIX: Final[dict[tuple[str, str], list[Row]]] = {
    ("GET", "/api/consent-text"): [Row(everybody(200))],
    ("POST", "/api/people"): [Row(everybody(422), {})],
    ("POST", "/api/people/confirm"): [Row(everybody(422), {})],
    ("GET", "/api/me"): [Row(people(200))],
    ("PATCH", "/api/me"): [Row(people(200), {}, headers=SEEN)],
    ("PUT", "/api/me/password"): [Row(people(422), {})],
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
}


async def who_is_who(site: Site) -> dict[str, dict[str, str]]:
    """Return what each of `WHO` shows."""
    folder = site.resources.settings.data_dir
    shown = {"nobody": {}, "service": bearer(folder, Role.SERVICE, subject="matching")}
    for name in PEOPLE:
        me = (await (await site.person(f"{name}@city.cn")).get("/api/me")).json()
        roles = [] if name == "person" else [Role(name)]
        shown[name] = bearer(folder, *roles, subject=me["id"])
    return shown


async def targets(site: Site) -> dict[str, Any]:
    """Return the ids of what belongs to somebody else."""
    other = await site.person("other@city.cn")
    sessions = (await other.get("/api/sessions")).json()
    return {"unknown": UNKNOWN, "others_session": sessions[0]["id"]}


async def test_everybody_may_do_what_the_matrix_says(local_site: Site) -> None:
    shown, ids = await who_is_who(local_site), await targets(local_site)

    wrong = [
        (method, row.path or path, who, expected, answer.status_code, answer.text)
        for (method, path), rows in MATRIX.items()
        for row in rows
        for who, expected in zip(WHO, row.answers, strict=True)
        if (answer := await call(local_site, method, path, row, shown[who], ids)).status_code
        != expected
    ]

    assert wrong == []


async def call(  # noqa: PLR0913, PLR0917 - a call has so many parts
    site: Site, method: str, path: str, row: Row, shown: dict[str, str], ids: dict[str, Any]
) -> httpx.Response:
    """Call a route as somebody."""
    place = (row.path or path).format(**ids)
    headers = {**shown, **(row.headers or {})}
    return await site.nobody.request(method, place, json=row.body, headers=headers)
