"""A running requests service, and the people who use it."""

from collections.abc import AsyncIterator, Generator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from starlette.responses import JSONResponse
from typing_extensions import override

from services.requests.app import create_app
from services.requests.settings import RequestsSettings
from shared.auth import PEOPLE_ISSUER, Role
from shared.keys import KeyRing
from shared.network import JWKS_PATH, connect
from shared.tokens import Issuer
from tests.duty import another_on_duty
from tests.requests.catalogue import Listed, catalogue_with
from tests.templates import ready_database


class TokenAuth(httpx.Auth):
    """Shows a token made for the moment of the request, so that travel in time does no harm."""

    def __init__(self, issuer: Issuer, subject: str, role: Role, organization: str | None) -> None:
        self._issuer = issuer
        self._subject = subject
        self._role = role
        self._organization = organization

    @override
    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        token = self._issuer.issue(
            subject=self._subject,
            roles=[self._role],
            audience=["requests"],
            lifetime=timedelta(minutes=5),
            organization=self._organization,
        )
        request.headers["Authorization"] = f"Bearer {token}"
        yield request


@dataclass(frozen=True)
class Parties:
    """Everybody who may turn up at the service, each with a client of their own."""

    app: FastAPI
    neighbours: "Neighbours"
    listed: Listed
    owner: httpx.AsyncClient
    colleague: httpx.AsyncClient
    stranger: httpx.AsyncClient
    expert: httpx.AsyncClient
    provider: httpx.AsyncClient
    operator: httpx.AsyncClient
    other_operator: httpx.AsyncClient
    administrator: httpx.AsyncClient
    auditor: httpx.AsyncClient
    service: httpx.AsyncClient
    nobody: httpx.AsyncClient
    people: Issuer

    def as_person(self, subject: str, role: Role, organization: str | None) -> httpx.AsyncClient:
        """Return a client for somebody else."""
        transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
        auth = TokenAuth(self.people, subject, role, organization)
        return httpx.AsyncClient(transport=transport, base_url="http://requests", auth=auth)


WHO = {
    "owner": ("li", Role.FIRM, "acme"),
    "colleague": ("wang", Role.FIRM, "acme"),
    "stranger": ("zhao", Role.FIRM, "other"),
    "expert": ("chen", Role.EXPERT, None),
    "provider": ("sun", Role.PROVIDER, "institute"),
    "operator": ("desk-1", Role.OPERATOR, "bureau"),
    "other_operator": ("desk-2", Role.OPERATOR, "bureau"),
    "administrator": ("root", Role.SYSTEM_ADMINISTRATOR, "bureau"),
    "auditor": ("audit", Role.AUDITOR, "bureau"),
    "service": ("matching", Role.SERVICE, None),
}


requests_url = ready_database("requests")


@pytest.fixture
def requests_settings(requests_url: str, tmp_path: Path) -> RequestsSettings:
    """A service with a database of its own, on each engine."""
    return RequestsSettings(
        data_dir=tmp_path, database_url=requests_url, migrate_at_start=False, clock_seconds=3600
    )


def portal_with(keys: KeyRing) -> FastAPI:
    """Return as much of the portal as the service asks for: the keys of people's tokens."""
    portal = FastAPI()

    @portal.get(JWKS_PATH)
    def read_keys() -> dict[str, object]:
        return {"keys": keys.public_keys()}

    return portal


@dataclass
class Neighbours:
    """What matching answers about similar needs, and what it was asked."""

    ids: list[str] = field(default_factory=list)
    asked: list[dict[str, object]] = field(default_factory=list)
    status: int = 200


def matching_with(keys: KeyRing, neighbours: Neighbours) -> FastAPI:
    """Return as much of matching as the service asks for: its keys, and similar needs."""
    matching = portal_with(keys)

    @matching.post("/demands/similar")
    def find_similar(asked: dict[str, object]) -> JSONResponse:
        neighbours.asked.append(asked)
        items = [{"id": one, "closeness": 0.9, "title": "…"} for one in neighbours.ids]
        return JSONResponse({"items": items}, status_code=neighbours.status)

    return matching


@pytest.fixture
async def parties(requests_settings: RequestsSettings, tmp_path: Path) -> AsyncIterator[Parties]:
    """The running service, seen by everybody."""
    keys = KeyRing(tmp_path / "keys" / "portal")
    own_keys = KeyRing(tmp_path / "keys" / "matching")
    neighbours = Neighbours()
    matching = matching_with(own_keys, neighbours)
    listed = Listed()
    catalogue = catalogue_with(listed)
    local = {"portal": portal_with(keys), "matching": matching, "catalog": catalogue}
    async with AsyncExitStack() as stack:
        peers = await stack.enter_async_context(connect(local))
        with another_on_duty("services.requests.app"):
            app = create_app(requests_settings, peers=peers)
        await stack.enter_async_context(app.router.lifespan_context(app))
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)

        async def client(auth: httpx.Auth | None) -> httpx.AsyncClient:
            session = httpx.AsyncClient(transport=transport, base_url="http://requests", auth=auth)
            return await stack.enter_async_context(session)

        people, service = Issuer(keys, PEOPLE_ISSUER), Issuer(own_keys, "matching")
        clients = {
            name: await client(TokenAuth(service if name == "service" else people, *who))
            for name, who in WHO.items()
        }
        yield Parties(
            app=app,
            neighbours=neighbours,
            listed=listed,
            nobody=await client(None),
            people=people,
            **clients,
        )
