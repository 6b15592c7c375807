"""The whole platform in this process, that can be stopped, lost and started again."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import sqlalchemy as sa
from sqlmodel import col

from deploy.platform import create_platform
from services.matching.replicas.models import Replica
from shared.auth import Role
from shared.database import Database
from shared.keys import KeyRing
from shared.network import ServiceSigner
from shared.settings import ServiceSettings
from tests.databases import Databases, settings_of
from tests.running import bearer, running

DEMAND = {
    "title": "铝合金压铸件气孔多",
    "description": "月产三万件，气孔率百分之十二，希望降到百分之三以下。",
    "public_summary": "降低压铸件气孔率",
    "organization_name": "某压铸厂",
    "contact_name": "王工",
    "contact_phone": "13900000000",
    "industry_code": "C33",
    "region_code": "441900",
}


@dataclass(frozen=True)
class City:
    """A running platform and where it keeps things."""

    client: httpx.AsyncClient
    folder: Path
    databases: Databases

    async def offer(self, number: int) -> None:
        """Let the catalogue store a service item, and return when it has said so."""
        body = {
            "source": "backup",
            "source_id": str(number),
            "title": f"压铸工艺改进{number}",
            "service_class": "consulting",
            "scope": "改进压铸工艺",
        }
        answer = await self.client.post("/catalog/offerings", json=body)
        assert answer.status_code == 201, answer.text

    async def need(self, number: int) -> None:
        """Let the requests service store and publish a need."""
        row = {**DEMAND, "source_id": str(number)}
        body = {"source": "backup", "rows": [row], "publish": True}
        answer = await self.client.post("/requests/demands/import", json=body)
        assert answer.status_code == 200, answer.text
        assert answer.json()["created"] == 1, answer.text

    async def published(self) -> Mapping[str, Any]:
        """Return what the feeds' snapshots tell, by subject."""
        found: dict[str, Any] = {}
        for service in ("catalog", "requests"):
            token = ServiceSigner(KeyRing(self.folder / "keys" / "matching"), "matching")
            headers = {"Authorization": f"Bearer {token.token_for(service)}"}
            page = await self.client.get(f"/{service}/feed/snapshot", headers=headers)
            assert page.status_code == 200, page.text
            found |= {event["subject"]: event["data"] for event in page.json()["events"]}
        return found

    async def held(self) -> Mapping[str, Any]:
        """Return what matching has copies of, by subject."""
        url = self.databases.get("matching", f"sqlite+aiosqlite:///{self.folder}/matching.sqlite3")
        database = Database(url)
        async with database.snapshot() as session:
            rows = await session.scalars(sa.select(Replica).where(~col(Replica.gone)))
            held = {row.key.partition(":")[2]: row.document for row in rows}
        await database.dispose()
        return held

    async def titles(self) -> set[str]:
        """Return the titles of everything that is published."""
        return {record["title"] for record in (await self.published()).values()}


def told(folder: Path, databases: Databases) -> Mapping[str, ServiceSettings]:
    """Return the settings of the services that are saved."""
    settings = settings_of(folder, databases)
    return {
        name: one
        for name, one in settings.items()
        if isinstance(one, ServiceSettings) and name != "matching"
    }


@asynccontextmanager
async def city(folder: Path, databases: Databases) -> AsyncIterator[City]:
    """Run the platform on these files and databases."""
    platform = create_platform(settings=settings_of(folder, databases))
    async with running(platform) as client:
        client.headers.update(bearer(folder, Role.OPERATOR))
        yield City(client, folder, databases)
