"""The portal follows what services tell: each message once, also when a feed begins anew."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import sqlalchemy as sa
from fastapi import FastAPI

from services.portal.accounts.domain import GrantedRole
from services.portal.notifications.replication import MessageRoom
from services.portal.tables import AuditEntry
from shared.auth import Role
from shared.database import Database
from shared.errors import install_error_handlers
from shared.leases import Lease
from shared.messages.office import MessageOffice
from shared.messages.wire import MESSAGE, role
from shared.migrations import upgrade
from shared.network import connect
from tests.portal.site import Site, running_site
from tests.shared.archive.tables import MESSAGES, Saying
from tests.shared.messages.test_outgoing import NamedVerifier


@asynccontextmanager
async def sender(folder: Path) -> AsyncIterator[tuple[Database, httpx.AsyncClient]]:
    """Run a service that tells people something, and a client that calls it as the portal."""
    url = f"sqlite+aiosqlite:///{folder / 'sender.sqlite3'}"
    await upgrade(url, "tests.shared.archive")
    database = Database(url)
    app = FastAPI()
    app.state.verifier = NamedVerifier()
    install_error_handlers(app)
    app.include_router(MessageOffice(MESSAGES, database, lease=Lease()).router())
    async with connect({"requests": app}) as client:
        client.headers["Authorization"] = "Bearer service:portal"
        yield database, client
    await database.dispose()


async def tell(database: Database, *titles: str) -> None:
    async with database.transaction() as session:
        for title in titles:
            facts, to = {"title": title}, role(Role.OPERATOR)
            MESSAGES.tell(session, to=to, code=Saying.FOUND, facts=facts, link="/shelf/1")


async def taken(site: Site, client: httpx.AsyncClient) -> None:
    """Take in all there is, as a portal that has just been started."""
    room = MessageRoom(site.resources, client, Lease())
    await room.followers["requests"].step()
    assert room.healthy is False, "nobody follows in the background here"
    assert room.followers["requests"].quarantined == 0


async def test_each_message_arrives_once_although_the_feed_begins_anew(tmp_path: Path) -> None:
    async with (
        sender(tmp_path) as (database, client),
        running_site(tmp_path / "portal") as site,
    ):
        desk = await site.person("desk@city.cn", GrantedRole.OPERATOR)
        site.resources.settings.follows.append("requests")
        await tell(database, "一", "二")
        await taken(site, client)
        async with database.transaction() as session:
            await session.execute(sa.update(MESSAGES.tables.head).values(epoch="restored"))
        await tell(database, "三")
        await taken(site, client)

        items = (await desk.get("/api/me/messages")).json()["items"]
        assert [item["facts"]["title"] for item in items] == ["三", "二", "一"]


async def test_a_message_that_cannot_be_read_stops_nobody_and_is_recorded(
    tmp_path: Path,
) -> None:
    async with (
        sender(tmp_path) as (database, client),
        running_site(tmp_path / "portal") as site,
    ):
        desk = await site.person("desk@city.cn", GrantedRole.OPERATOR)
        site.resources.settings.follows.append("requests")
        async with database.transaction() as session:
            MESSAGES.feed().append(session, type=MESSAGE, subject="x", data={"to": "everybody"})
        await tell(database, "好的")
        await taken(site, client)

        items = (await desk.get("/api/me/messages")).json()["items"]
        assert [item["facts"]["title"] for item in items] == ["好的"]
        async with site.resources.database.snapshot() as session:
            failed = sa.select(AuditEntry).where(sa.column("outcome") == "failed")
            [entry] = (await session.scalars(failed)).all()
        assert (entry.actor, entry.action) == ("requests", "message.take_in")
