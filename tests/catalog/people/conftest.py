"""The scene of registrations, and the portal that asks on somebody's behalf."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from shared.auth import Role
from shared.keys import KeyRing
from shared.tokens import Issuer
from tests.catalog.conftest import TokenAuth
from tests.catalog.registrations.conftest import local_scene, scene
from tests.catalog.registrations.scene import Scene

__all__ = ["local_scene", "scene"]


class Portal:
    """The portal, as it asks about somebody."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client

    async def ask(self, who: str, what: str, **said: object) -> Any:  # noqa: ANN401 - any JSON
        """Ask, and return the answer."""
        answer = await self._client.post(f"/people/{who}/{what}", json=said)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def told(self, code: str) -> list[dict[str, Any]]:
        """Return what people were told under a code."""
        events = (await self._client.get("/messages/feed")).json()
        return [event["data"] for event in events if event["data"]["code"] == code]


async def portal_of(scene: Scene, folder: Path) -> AsyncIterator[Portal]:
    """Yield the portal beside a scene."""
    issuer = Issuer(KeyRing(folder / "keys" / "portal"), "portal")
    transport = httpx.ASGITransport(scene.app, raise_app_exceptions=False)
    auth = TokenAuth(issuer, "portal", Role.SERVICE)
    async with httpx.AsyncClient(
        transport=transport, base_url="http://catalog", auth=auth
    ) as client:
        yield Portal(client)


@pytest.fixture
async def portal(scene: Scene, tmp_path: Path) -> AsyncIterator[Portal]:
    """The portal beside the scene on each engine."""
    async for found in portal_of(scene, tmp_path):
        yield found


@pytest.fixture
async def local_portal(local_scene: Scene, tmp_path: Path) -> AsyncIterator[Portal]:
    """The portal beside the scene on SQLite."""
    async for found in portal_of(local_scene, tmp_path):
        yield found
