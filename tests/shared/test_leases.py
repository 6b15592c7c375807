"""One process of several is on duty, and another within seconds when it is gone."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
import sqlalchemy as sa

from shared.database import Database
from shared.leases import LEASE_SECONDS, RENEW_SECONDS, Lease, SharedLease, lease_of
from shared.opening import DatabaseInUseError, alone_on
from tests.shared.opening import archive_at

TAKEN_OVER_WITHIN = LEASE_SECONDS + 2 * RENEW_SECONDS + 2
"""Two seconds more than there should be: other tests may run beside this."""

HOLDER = """
import asyncio, sys
from shared.database import Database
from shared.leases import lease_of

async def hold():
    lease = lease_of(Database(sys.argv[1]))
    async with lease.taking_part():
        await lease.until_held()
        print("held", flush=True)
        while True:
            await asyncio.sleep(0.05)
            print("held" if lease.held else "lost", flush=True)

asyncio.run(hold())
"""


@pytest.fixture
async def database(postgresql_url: str) -> AsyncIterator[Database]:
    """A PostgreSQL with the table of leases."""
    async with archive_at(postgresql_url) as database:
        yield database


def start_holder(url: str) -> "subprocess.Popen[str]":
    """Start another process that holds the lease, and return when it does."""
    process = subprocess.Popen(  # noqa: S603 - our own script
        [sys.executable, "-c", HOLDER, url], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


async def seconds_until_held(lease: Lease) -> float:
    began = time.monotonic()
    await asyncio.wait_for(lease.until_held(), TAKEN_OVER_WITHIN)
    return time.monotonic() - began


@pytest.mark.postgres
async def test_one_of_several_is_on_duty(database: Database) -> None:
    leases = [SharedLease(database, "duties") for _ in range(4)]
    async with AsyncExitStack() as stack:
        for lease in leases:
            await stack.enter_async_context(lease.taking_part())

        held: list[int] = []
        while len(held) < 5:
            await asyncio.sleep(0.5)
            # On a machine that lets them wait, there are moments without any.
            if count := sum(lease.held for lease in leases):
                held.append(count)

    assert held == [1] * 5


@pytest.mark.postgres
async def test_a_lease_from_before_the_clock_was_put_back_does_not_last_for_ever(
    database: Database,
) -> None:
    lease = lease_of(database)
    given = "INSERT INTO lease VALUES ('duties', 'gone', now() + interval '1 hour')"
    async with database.transaction() as session:
        await session.execute(sa.text(given))

    async with lease.taking_part():
        await asyncio.wait_for(lease.until_held(), 60)
        async with database.snapshot() as session:
            holder = await session.scalar(sa.text("SELECT holder FROM lease"))

    assert holder != "gone"


@pytest.mark.postgres
async def test_who_stops_hands_over_at_once(database: Database) -> None:
    first, second = (SharedLease(database, "duties") for _ in range(2))
    async with AsyncExitStack() as stack:
        async with first.taking_part():
            await seconds_until_held(first)
            await stack.enter_async_context(second.taking_part())

        waited = await seconds_until_held(second)

    assert waited < LEASE_SECONDS
    assert not first.held


@pytest.mark.postgres
async def test_a_killed_holder_is_replaced_within_seconds(
    database: Database, postgresql_url: str
) -> None:
    lease = lease_of(database)
    with start_holder(postgresql_url) as holder:
        async with lease.taking_part():
            await asyncio.sleep(RENEW_SECONDS * 2)
            held_beside_another = lease.held

            holder.kill()

            assert await seconds_until_held(lease) < TAKEN_OVER_WITHIN
    assert not held_beside_another


@pytest.mark.postgres
async def test_a_holder_that_was_paused_knows_that_it_may_be_replaced(
    database: Database, postgresql_url: str
) -> None:
    lease = lease_of(database)
    with start_holder(postgresql_url) as holder:
        async with lease.taking_part():
            os.kill(holder.pid, signal.SIGSTOP)
            await seconds_until_held(lease)

            os.kill(holder.pid, signal.SIGCONT)
            said = await asyncio.to_thread(until_lost, holder)

            assert said == "lost\n"
            assert lease.held
        holder.kill()


def until_lost(holder: "subprocess.Popen[str]") -> str:
    """Read on until the process says that it has lost the lease."""
    assert holder.stdout is not None
    return next((line for line in holder.stdout if line == "lost\n"), "")


@pytest.mark.postgres
async def test_a_holder_that_loses_the_database_is_off_duty_until_it_is_back(
    database: Database,
) -> None:
    lease = SharedLease(database, "duties")
    async with lease.taking_part():
        await seconds_until_held(lease)
        async with database.transaction() as session:
            await session.execute(sa.text("ALTER TABLE lease RENAME TO hidden"))
        await asyncio.sleep(LEASE_SECONDS + 0.5)
        held_without_database = lease.held

        async with database.transaction() as session:
            await session.execute(sa.text("ALTER TABLE hidden RENAME TO lease"))

        assert await seconds_until_held(lease) < TAKEN_OVER_WITHIN
    assert not held_without_database


async def test_the_only_process_is_always_on_duty(tmp_path: Path) -> None:
    lease = lease_of(Database(f"sqlite+aiosqlite:///{tmp_path / 'test.sqlite3'}"))

    async with lease.taking_part():
        await lease.until_held()

        assert lease.held


def test_a_second_process_on_a_sqlite_file_is_refused(tmp_path: Path) -> None:
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'test.sqlite3'}")

    with alone_on(database), pytest.raises(DatabaseInUseError) as refused, alone_on(database):
        pass

    assert str(tmp_path) in str(refused.value.facts["path"])
    with alone_on(database):
        assert (tmp_path / "test.sqlite3.lock").exists()
