"""Several processes a service, on PostgreSQL: some are killed, and nothing is lost or doubled."""

import asyncio
import os
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import httpx
import orjson
import pytest
import sqlalchemy as sa
from sqlmodel import col

from services.catalog.tables import FEED_TABLES, TRAIL, AuditEntry, CatalogTable
from services.matching.replicas.models import Replica
from shared.audit.verification import verify
from shared.auth import Role
from shared.database import Database
from shared.feed.publisher import Feed
from tests.platform.conftest import create_databases
from tests.platform.layouts import Databases, Process, environment, free_ports, running
from tests.running import bearer
from tests.waiting import eventually

BATCHES: Final = 12
ROWS: Final = 25
POLL_SECONDS: Final = 30
"""How long matching waits for news of the catalogue."""

WORKERS: Final = {"portal": 1, "catalog": 2, "matching": 2}

pytestmark = pytest.mark.postgres


@dataclass(frozen=True)
class City:
    """The services, each with some workers, and their databases."""

    urls: dict[str, str]
    databases: Databases
    processes: dict[str, Process]
    operator: dict[str, str]

    def add_batch(self, number: int) -> None:
        """Import some offerings, again and again until the catalogue says that it has."""
        rows = [
            {
                "source_id": f"{number}-{row}",
                "title": f"压铸服务{number}之{row}",
                "service_class": "consulting",
                "scope": "改进压铸工艺",
            }
            for row in range(ROWS)
        ]
        body = {"source": "workers", "rows": rows}
        eventually(lambda: self._sent(body))

    def _sent(self, body: object) -> bool:
        url = f"{self.urls['catalog']}/offerings/import"
        return httpx.post(
            url, json=body, headers=self.operator, trust_env=False, timeout=30
        ).is_success

    def found(self) -> set[int]:
        """Return how many entries each of some searches finds, each on a new connection."""
        url = f"{self.urls['matching']}/search?kind=offering"
        return {int(httpx.get(url, trust_env=False).json()["total"]) for _ in range(8)}


@pytest.fixture
def city(postgresql_server: str, tmp_path: Path) -> Iterator[City]:
    databases = asyncio.run(create_databases(postgresql_server))
    ports = dict(zip(WORKERS, free_ports(len(WORKERS)), strict=True))
    urls = {name: f"http://127.0.0.1:{port}" for name, port in ports.items()}
    told = environment(databases)
    told["MATCHING_FEED_WAIT"] = str(POLL_SECONDS)
    for name in WORKERS:
        told[f"{name.upper()}_PEERS"] = orjson.dumps(urls).decode()
        told[f"{name.upper()}_DATA_DIR"] = str(tmp_path / name)
    processes = {
        name: Process(
            ["serve", name, "--port", str(ports[name]), "--workers", str(count)],
            [f"{urls[name]}/readyz"],
            tmp_path / f"{name}.log",
            told,
        )
        for name, count in WORKERS.items()
    }
    with running(processes.values()):
        operator = bearer(tmp_path / "portal", Role.OPERATOR)
        yield City(urls, databases, processes, operator)


def copies_equal_sources(city: City) -> bool:
    """Return whether matching's database holds what the catalogue's publishes, row by row."""
    published, held = asyncio.run(_both(city.databases))
    return published == held


async def _both(databases: Databases) -> tuple[dict[str, Any], dict[str, Any]]:
    catalog, matching = Database(databases["catalog"]), Database(databases["matching"])
    published: dict[str, Any] = {}
    after: str | None = ""
    while after is not None:
        page = orjson.loads(await Feed("catalog", FEED_TABLES).snapshot(catalog, after))
        published |= {f"offering:{e['subject']}": e["data"] for e in page["events"]}
        after = page["next"]
    async with matching.snapshot() as session:
        rows = await session.scalars(sa.select(Replica).where(~col(Replica.gone)))
        held = {row.key: row.document for row in rows}
    await catalog.dispose()
    await matching.dispose()
    return published, held


async def _holder(url: str) -> int:
    """Return the process that is on duty."""
    database = Database(url)
    async with database.snapshot() as session:
        table = sa.table("lease", sa.column("holder"))
        holder = str((await session.execute(sa.select(table.c.holder))).scalar_one())
    await database.dispose()
    return int(holder.split("/")[1])


def kill_who_is_on_duty(city: City, service: str) -> int:
    """Kill the worker that holds a service's lease, and return which it was."""
    holder = asyncio.run(_holder(city.databases[service]))
    with suppress(ProcessLookupError):
        os.kill(holder, signal.SIGKILL)
    return holder


async def _numbers(url: str) -> list[int]:
    database = Database(url)
    async with database.snapshot() as session:
        entry = CatalogTable.metadata.tables["feed_entry"]
        statement = sa.select(entry.c.sequence).order_by(entry.c.sequence)
        numbers = list(await session.scalars(statement))
    await database.dispose()
    return numbers


async def _audited(url: str) -> tuple[bool, int]:
    """Return whether the audit log is whole, and how many entries it says were created."""
    database = Database(url)
    async with database.snapshot() as session:
        verdict = await verify(session, TRAIL)
        said = await session.scalars(sa.select(col(AuditEntry.details)))
        created = sum(orjson.loads(details)["created"] for details in said)
    await database.dispose()
    return verdict.intact, created


def test_workers_share_the_work_and_survive_each_other(city: City) -> None:
    with ThreadPoolExecutor(8) as threads:
        first = [threads.submit(city.add_batch, number) for number in range(BATCHES // 2)]
        eventually(lambda: any(each.done() for each in first))
        killed = [kill_who_is_on_duty(city, "catalog"), kill_who_is_on_duty(city, "matching")]
        rest = [threads.submit(city.add_batch, n) for n in range(BATCHES // 2, BATCHES)]
        for each in (*first, *rest):
            each.result()

    eventually(lambda: copies_equal_sources(city))
    eventually(lambda: city.found() == {BATCHES * ROWS})
    assert asyncio.run(_numbers(city.databases["catalog"])) == list(range(1, BATCHES * ROWS + 1))
    assert asyncio.run(_holder(city.databases["matching"])) not in killed
    assert asyncio.run(_audited(city.databases["catalog"])) == (True, BATCHES * ROWS)
    took = {name: process.stop() for name, process in city.processes.items()}
    assert took["catalog"] < POLL_SECONDS / 2, "matching waited for news, and was let go"
