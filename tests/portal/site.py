"""A running portal with accounts, as people and their browsers see it."""

import asyncio
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import httpx
from fastapi import FastAPI

from services.portal.accounts.domain import GrantedRole
from services.portal.accounts.models import RoleGrant
from services.portal.app import create_app
from services.portal.dependencies import Resources
from services.portal.settings import PortalSettings
from shared.network import peers_of
from tests.templates import lay_tables

PASSWORD: Final = "Correct-Horse-9"  # noqa: S105 - of people in tests
CODE: Final = re.compile(r"kqm_\S+")
HOST: Final = "https://portal.test"


@dataclass(frozen=True)
class Site:
    """The portal, and ways to it."""

    app: FastAPI
    nobody: httpx.AsyncClient

    @property
    def resources(self) -> Resources:
        resources: Resources = self.app.state.resources
        return resources

    def client(self, **headers: str) -> httpx.AsyncClient:
        """Return a client of its own, with its own cookies."""
        transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
        return httpx.AsyncClient(transport=transport, base_url=HOST, headers=headers)

    async def code(self, email: str) -> str:
        """Return the code in the latest letter to an address."""
        letters = (await self.nobody.get("/api/dev/mailbox", params={"recipient": email})).json()
        found = CODE.search(letters[0]["body"])
        assert found
        return found[0]

    async def letters(self, email: str) -> list[str]:
        """Return the subjects of the letters to an address, the latest first."""
        letters = (await self.nobody.get("/api/dev/mailbox", params={"recipient": email})).json()
        return [letter["subject"] for letter in letters]

    async def register(self, email: str, name: str = "陈明") -> httpx.Response:
        consent = (await self.nobody.get("/api/consent-text")).json()["version"]
        body = {"email": email, "password": PASSWORD, "name": name, "consent_version": consent}
        return await self.nobody.post("/api/people", json=body)

    async def person(
        self, email: str, *roles: GrantedRole, name: str = "陈明"
    ) -> httpx.AsyncClient:
        """Return a client of somebody new, signed in as a bearer."""
        assert (await self.register(email, name)).status_code == 202
        body = {"token": await self.code(email), "password": PASSWORD}
        confirmed = await self.nobody.post("/api/people/confirm", json=body)
        assert confirmed.status_code == 201, confirmed.text
        person: dict[str, Any] = confirmed.json()
        async with self.resources.database.transaction() as session:
            for role in roles:
                session.add(RoleGrant.of(UUID(person["id"]), role, "test"))
        return await self.signed_in(email)

    async def signed_in(self, email: str, password: str = PASSWORD) -> httpx.AsyncClient:
        """Return a client of somebody who signed in anew, as a bearer."""
        answer = await sign_in(self.nobody, email, password, carrier="bearer")
        assert answer.status_code == 201, answer.text
        return self.client(Authorization=f"Bearer {answer.json()['token']}")


async def sign_in(
    client: httpx.AsyncClient, email: str, password: str = PASSWORD, carrier: str = "cookie"
) -> httpx.Response:
    """Sign in."""
    body = {"email": email, "password": password, "carrier": carrier}
    return await client.post("/api/sessions", json=body)


@asynccontextmanager
async def running_site(
    folder: Path,
    database_url: str = "",
    beside: Mapping[str, FastAPI] | None = None,
    **told: Any,  # noqa: ANN401 - any setting
) -> AsyncIterator[Site]:
    """Run a portal whose letters can be read and whose hashes are cheap, beside other services.

    Its tables are there; those in its folder are laid if no other database is named.
    """
    if not database_url:
        await asyncio.to_thread(lay_tables, folder, "portal")
    settings = PortalSettings(
        data_dir=folder,
        database_url=database_url,
        **{
            "migrate_at_start": False,
            "follows": [],
            "mailbox_readable": True,
            "password_memory_kib": 8,
            "password_rounds": 1,
            **told,
        },
    )
    apps: dict[str, FastAPI] = dict(beside or {})
    app = create_app(settings, peers=peers_of(settings, apps))
    apps["portal"] = app
    async with app.router.lifespan_context(app):
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url=HOST) as nobody:
            yield Site(app, nobody)
