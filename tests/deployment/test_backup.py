"""A backup taken under load brings back everything that was acknowledged before it began."""

import asyncio
import itertools
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from deploy.backup.checking import check
from deploy.backup.restoring import bring_back
from deploy.backup.saving import SAVED, save
from services.requests.tables import TRAIL
from shared.audit.verification import verify
from shared.database import Database
from tests.databases import Databases
from tests.deployment.world import City, city, told

SECONDS = 30
FILE = "ab" * 32


@dataclass
class Writers:
    """Three that write without a pause; what was acknowledged, and what was tried."""

    at: City
    numbers: "itertools.count[int]" = field(default_factory=itertools.count)
    tried: set[str] = field(default_factory=set)
    acknowledged: set[str] = field(default_factory=set)

    async def write(self) -> None:
        while True:
            number = next(self.numbers)
            self.tried.add(f"压铸工艺改进{number}")
            await self.at.offer(number)
            self.acknowledged.add(f"压铸工艺改进{number}")

    async def until(self, count: int) -> None:
        """Wait until so many were acknowledged."""
        async with asyncio.timeout(SECONDS):
            while len(self.acknowledged) < count:  # noqa: ASYNC110 - nobody tells us when
                await asyncio.sleep(0.02)

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[None]:
        tasks = [asyncio.create_task(self.write()) for _ in range(3)]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)


@pytest.fixture
def databases(new_databases: Callable[[], Databases]) -> tuple[Databases, Databases]:
    """Where services keep their data, and where they do after it was lost, but for matching."""
    before = new_databases()
    after = new_databases()
    return before, {**after, **({"matching": before["matching"]} if before else {})}


async def level(at: City) -> None:
    """Wait until matching holds what is published, and its index finds as much."""
    async with asyncio.timeout(SECONDS):
        while not await _is_level(at):  # noqa: ASYNC110 - nobody tells us when
            await asyncio.sleep(0.1)


async def _is_level(at: City) -> bool:
    published = await at.published()
    offers = [one for one in published.values() if one["title"].startswith("压铸工艺")]
    answer = await at.client.get("/matching/search?kind=offering")
    return await at.held() == published and answer.json()["total"] == len(offers)


def lose(folder: Path) -> None:
    """Lose the disk of every service but matching."""
    for name in SAVED:
        for path in folder.glob(f"{name}.sqlite3*"):
            path.unlink()
        shutil.rmtree(folder / "keys" / name, ignore_errors=True)
    shutil.rmtree(folder / "deliverables")


@dataclass(frozen=True)
class Saved:
    """What happened before the disk was lost."""

    backup: Path
    acknowledged: set[str]
    tried: set[str]
    key: Path


async def live(folder: Path, databases: Databases) -> Saved:
    """Let people work, save in the middle of it, and let them go on."""
    async with city(folder, databases) as at:
        writers = Writers(at)
        await at.need(1)
        async with writers.writing():
            await writers.until(6)
            acknowledged = set(writers.acknowledged)
            backup = await save(told(folder, databases), folder.parent / "backups")
            tried = set(writers.tried)
            await writers.until(len(writers.acknowledged) + 3)
        await at.need(2)
        await level(at)
    [key] = (folder / "keys" / "portal").iterdir()
    return Saved(backup, acknowledged, tried, key)


async def test_all_that_was_acknowledged_comes_back_and_followers_follow(
    databases: tuple[Databases, Databases], tmp_path: Path
) -> None:
    folder, (before, after) = tmp_path / "data", databases
    drawing = folder / "deliverables" / "ab" / FILE
    drawing.parent.mkdir(parents=True)
    drawing.write_bytes(b"a drawing")
    saved = await live(folder, before)
    lose(folder)

    manifest = await check(saved.backup)
    await bring_back(saved.backup, told(folder, after), replace=False)
    async with city(folder, after) as again:
        await level(again)
        offers = {title for title in await again.titles() if title.startswith("压铸工艺")}
        await again.offer(100_000)
        await level(again)

    assert len(saved.acknowledged) >= 6
    assert saved.acknowledged <= offers <= saved.tried
    assert manifest.services["catalog"].rows["offering"] == len(offers)
    assert manifest.services["requests"].rows["demand"] == 1
    assert drawing.read_bytes() == b"a drawing"
    assert saved.key.stat().st_mode & 0o077 == 0
    assert await _logged(told(folder, after)["requests"].dsn) > 0


async def _logged(url: str) -> int:
    """Return how many entries the audit log has, which must be as it was recorded."""
    database = Database(url)
    async with database.snapshot() as session:
        verdict = await verify(session, TRAIL)
    await database.dispose()
    assert verdict.intact
    return verdict.last
