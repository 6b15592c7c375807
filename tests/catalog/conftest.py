"""A running catalogue on each engine, and the people who use it."""

from collections.abc import AsyncIterator, Generator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final

import httpx
import pytest
from fastapi import FastAPI
from typing_extensions import override

from services.catalog.app import create_app
from services.catalog.settings import CatalogSettings
from shared.auth import PEOPLE_ISSUER, Role
from shared.database import Database
from shared.keys import KeyRing
from shared.network import JWKS_PATH, connect
from shared.tokens import Issuer
from tests.templates import ready_database


class TokenAuth(httpx.Auth):
    """Shows a token made for the moment of the request, so that travel in time does no harm."""

    def __init__(
        self, issuer: Issuer, subject: str, *roles: Role, organization: str | None = None
    ) -> None:
        self._issuer = issuer
        self._subject = subject
        self._roles = roles
        self._organization = organization

    @override
    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        token = self._issuer.issue(
            subject=self._subject,
            roles=self._roles,
            audience=["catalog"],
            lifetime=timedelta(minutes=5),
            organization=self._organization,
        )
        request.headers["Authorization"] = f"Bearer {token}"
        yield request


WHO: Final[dict[str, tuple[str, *tuple[Role, ...]]]] = {
    "provider": ("ming", Role.PROVIDER),
    "other_provider": ("hua", Role.PROVIDER),
    "colleague": ("fang", Role.PROVIDER, Role.EXPERT),
    "expert": ("chen", Role.EXPERT),
    "other_expert": ("lin", Role.EXPERT),
    "firm": ("acme", Role.FIRM),
    "operator": ("desk", Role.OPERATOR),
    "administrator": ("root", Role.SYSTEM_ADMINISTRATOR),
    "auditor": ("eye", Role.AUDITOR),
    "service": ("matching", Role.SERVICE),
}
WORKS: Final = "works"
"""Whom the colleague acts for; an entry is of the same organization if an operator says so."""


@dataclass(frozen=True)
class Parties:
    """Everybody who may turn up at the catalogue, each with a client of their own."""

    app: FastAPI
    provider: httpx.AsyncClient
    other_provider: httpx.AsyncClient
    colleague: httpx.AsyncClient
    expert: httpx.AsyncClient
    other_expert: httpx.AsyncClient
    firm: httpx.AsyncClient
    operator: httpx.AsyncClient
    administrator: httpx.AsyncClient
    auditor: httpx.AsyncClient
    service: httpx.AsyncClient
    nobody: httpx.AsyncClient

    @property
    def database(self) -> Database:
        """The catalogue's database."""
        database: Database = self.app.state.database
        return database


catalog_url = ready_database("catalog")


@pytest.fixture
def settings(catalog_url: str, tmp_path: Path) -> CatalogSettings:
    """What a catalogue is told that finds its tables ready."""
    return CatalogSettings(
        data_dir=tmp_path, database_url=catalog_url, migrate_at_start=False, listing_review=False
    )


def portal_with(keys: KeyRing) -> FastAPI:
    """Return as much of a peer as the catalogue asks for: the keys of its tokens."""
    portal = FastAPI()

    @portal.get(JWKS_PATH)
    def read_keys() -> dict[str, object]:
        return {"keys": keys.public_keys()}

    return portal


@pytest.fixture
async def parties(settings: CatalogSettings, tmp_path: Path) -> AsyncIterator[Parties]:
    """The running catalogue, seen by everybody."""
    keys = KeyRing(tmp_path / "keys" / "portal")
    peer_keys = KeyRing(tmp_path / "keys" / "matching")
    local = {"portal": portal_with(keys), "matching": portal_with(peer_keys)}
    async with AsyncExitStack() as stack:
        peers = await stack.enter_async_context(connect(local))
        app = create_app(settings, peers=peers)
        await stack.enter_async_context(app.router.lifespan_context(app))
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)

        async def client(auth: httpx.Auth | None) -> httpx.AsyncClient:
            session = httpx.AsyncClient(transport=transport, base_url="http://catalog", auth=auth)
            return await stack.enter_async_context(session)

        people, service = Issuer(keys, PEOPLE_ISSUER), Issuer(peer_keys, "matching")
        clients = {
            name: await client(
                TokenAuth(
                    service if name == "service" else people,
                    *who,
                    organization=WORKS if name == "colleague" else None,
                )
            )
            for name, who in WHO.items()
        }
        yield Parties(app=app, nobody=await client(None), **clients)
