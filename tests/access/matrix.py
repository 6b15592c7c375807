"""What a matrix of access is: every route of a service, for everybody."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from fastapi import FastAPI
from fastapi.routing import iter_route_contexts

from shared.auth import Issuer, Role
from shared.keys import KeyRing
from tests.running import AUDIENCE, bearer
from tests.whole import WholePlatform

WHO: Final = ("nobody", *Role)
ALL: Final = (200,) * len(WHO)
GONE: Final = (404,) * len(WHO)


@dataclass(frozen=True)
class Row:
    """A call, and what each of `WHO` is answered; `path` is filled in with what a test knows."""

    answers: Sequence[int]
    path: str = ""
    body: object = None


Matrix = Mapping[tuple[str, str], Sequence[Row]]

COMMON: Final[Matrix] = {
    ("GET", "/livez"): [Row(ALL)],
    ("GET", "/readyz"): [Row(ALL)],
    ("GET", "/.well-known/jwks.json"): [Row(ALL)],
    ("GET", "/openapi.json"): [Row(ALL)],
    ("GET", "/docs"): [Row(ALL)],
    ("GET", "/docs/start.js"): [Row(ALL)],
    ("GET", "/docs/assets"): [Row(ALL, "/docs/assets/favicon.png")],
}
"""What every service has, and everybody may see."""


def routes_of(app: FastAPI) -> set[tuple[str, str]]:
    """Return every route of a service, also those its description does not tell of.

    A folder of files counts as a GET.
    """
    return {
        (method, str(route.path))
        for route in iter_route_contexts(app.routes)
        for method in (getattr(route, "methods", None) or {"GET"}) - {"HEAD"}
    }


def headers_of(who: str, folder: Path) -> dict[str, str]:
    """Return what one of `WHO` shows to the platform with these files."""
    if who == "nobody":
        return {}
    if who != "service":
        return bearer(folder, Role(who), subject=who)
    token = Issuer(KeyRing(folder / "keys" / "portal"), "portal").issue(
        subject="portal", roles=["service"], audience=AUDIENCE, lifetime=timedelta(minutes=5)
    )
    return {"Authorization": f"Bearer {token}"}


def disagreements(
    whole: WholePlatform, mount: str, matrix: Matrix, ids: Mapping[str, str]
) -> list[Any]:
    """Call everything as everybody; return what was answered otherwise than the matrix says."""
    wrong = []
    for (method, template), rows in matrix.items():
        for row in rows:
            path = mount + (row.path or template).format(**ids)
            for who, expected in zip(WHO, row.answers, strict=True):
                headers = headers_of(who, whole.folder)
                answer = whole.client.request(method, path, headers=headers, json=row.body)
                if answer.status_code != expected:
                    wrong.append((method, path, who, expected, answer.status_code))
    return wrong
