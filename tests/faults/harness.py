"""A platform of four processes that die while people work with it; and what is left of it."""

import asyncio
import signal
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import httpx

from tests.faults.acknowledged import check_logs, look_for, read_ledger
from tests.faults.copies import compare_copies
from tests.faults.findings import Finding, report
from tests.faults.forked import forked
from tests.faults.indexes import compare_indexes
from tests.faults.load import Plan, drive, revive
from tests.faults.nursery import Nursery
from tests.faults.record import Record
from tests.faults.stores import Stores, behind, stores_of
from tests.platform.layouts import Databases, Layout
from tests.waiting import until

CALM_SECONDS: Final = 300.0


@dataclass(frozen=True)
class Site:
    """Where a platform is run: what starts it, its files, its databases."""

    nursery: Nursery
    folder: Path
    databases: Databases


@dataclass(frozen=True)
class Outcome:
    """What a run came to."""

    plan: Plan
    record: Record
    findings: list[Finding]
    seconds: float

    @property
    def said(self) -> str:
        """The report of it."""
        return report(self.plan.seed, self.record, self.findings)

    @property
    def clean(self) -> bool:
        """Whether everything is there, once, everywhere, and nobody was answered nonsense."""
        return not self.findings and not self.record.wrong


def run(site: Site, plan: Plan, planted: Mapping[str, str] | None = None) -> Outcome:
    """Run a plan on a new platform, wait until it is calm, and look at what is there.

    Args:
        site: Where.
        plan: What is done, and who dies when.
        planted: By service, defects of `tests.faults.planted`, with spaces between.
    """
    began = time.monotonic()
    with forked(site.nursery, site.folder, site.databases, planted or {}) as layout:
        record = asyncio.run(drive(layout, plan))
        findings = asyncio.run(_left_behind(layout, record, site.folder / "rebuilt"))
    return Outcome(plan, record, findings, time.monotonic() - began)


async def _left_behind(layout: Layout, record: Record, scratch: Path) -> list[Finding]:
    async with stores_of(layout) as stores:
        await _calm(layout, stores)
        for process in layout.all_processes:
            process.wait_until_ready()
        for process in layout.all_processes:
            process.send(signal.SIGTERM)
        for process in layout.all_processes:
            assert process.ended(CALM_SECONDS) == 0, process.log.read_text()
        kept = layout.folders["matching"] / "matching"
        return [
            *look_for(record, await read_ledger(stores)),
            *await check_logs(stores),
            *await compare_copies(stores),
            *await compare_indexes(stores["matching"], kept, scratch),
        ]


async def _calm(layout: Layout, stores: Stores) -> None:
    """Wait until every follower says that it is level with what it follows, and so the index.

    Raises:
        AssertionError: One never does.
    """

    async def quiet() -> bool:
        revive(layout)
        return not await behind(stores) and await _indexed(layout)

    try:
        await until(quiet, seconds=CALM_SECONDS)
    except TimeoutError:
        raise AssertionError(await behind(stores)) from None


async def _indexed(layout: Layout) -> bool:
    """Return whether the index says that it holds every change of the copies."""
    async with httpx.AsyncClient(trust_env=False) as client:
        try:
            answer = await client.get(f"{layout.urls['matching']}/search?q=x")
        except httpx.TransportError:
            return False
    return answer.is_success and answer.json()["pending_changes"] == 0
