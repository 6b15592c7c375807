"""Nothing that was acknowledged is lost when the power goes, at whichever moment.

Our own transactions, as the requests service sends them to SQLite, are repeated on a disk that
forgets what was not synced, with the settings of our own connections.
"""

import random
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import apsw
import pytest
from sqlalchemy.util import greenlet_spawn

from services.portal.app import create_app as create_portal
from services.portal.settings import PortalSettings
from services.requests.app import create_app
from services.requests.settings import RequestsSettings
from shared.auth import Role
from shared.database import Database
from shared.engines import Limits
from shared.migrations import upgrade
from shared.network import connect
from tests.running import bearer, running
from tests.shared.power import Disk, watched

CUTS: Final = 200
NEEDS: Final = 8
COMMIT: Final = "COMMIT"
FULL: Final = Limits().sqlite
NORMAL: Final = tuple(pragma.replace("FULL", "NORMAL") for pragma in FULL)
SOMETIMES: Final = "wal_autocheckpoint = 40"
"""Often, so that power is also cut while the log is written back into the file."""


@dataclass(frozen=True)
class Recorded:
    """What a service sent to its database, which was before as the file is."""

    file: Path
    statements: Sequence[str]


@dataclass(frozen=True)
class Replayed:
    """What a disk was told, and after how many calls each commit returned; what was there then."""

    disk: Disk
    commits: Sequence[int]
    states: Sequence[tuple[object, ...]]


TABLES: Final = ("demand", "demand_transition", "idempotency_key", "message_entry", "audit_entry")


async def recording(database: Database) -> list[str]:
    """Return a list that will hold what the database's writer does, whoever tells it."""
    sent: list[str] = []

    def note(statement: str) -> None:
        # What a trigger does comes as a comment: it will do it again.
        if not statement.startswith("--"):
            sent.append(statement)

    writer = await database._engines[1].raw_connection()
    connection: Any = writer.driver_connection
    await connection.set_trace_callback(note)
    await greenlet_spawn(writer.close)
    return sent


@pytest.fixture
async def recorded(tmp_path: Path) -> Recorded:
    """A firm writes down some needs."""
    settings = RequestsSettings(data_dir=tmp_path / "data", clock_seconds=3600)
    (tmp_path / "data").mkdir()
    await upgrade(settings.dsn, "services.requests")
    before = tmp_path / "before.sqlite3"
    before.write_bytes((tmp_path / "data" / "requests.sqlite3").read_bytes())
    portal = create_portal(PortalSettings(data_dir=settings.data_dir), peers=connect({}))
    app = create_app(settings, peers=connect({"portal": portal}))
    async with running(app) as client:
        sent = await recording(app.state.resources.database)
        client.headers.update(bearer(tmp_path / "data", Role.FIRM, organization="某厂"))
        for number in range(NEEDS):
            body = {"title": f"气孔多{number}", "description": "压铸件气孔率高，希望降低。" * 20}
            key = {"Idempotency-Key": f"need-{number}"}
            made = await client.post("/demands", json=body, headers=key)
            assert made.status_code == 201, made.text
        statements = list(sent)
    return Recorded(before, statements)


def replayed(recorded: Recorded, folder: Path, pragmas: Sequence[str]) -> Replayed:
    """Repeat what was sent on a forgetful disk."""
    file = folder / "requests.sqlite3"
    file.write_bytes(recorded.file.read_bytes())
    commits, states = [0], []
    with watched(file, (*pragmas, SOMETIMES)) as (disk, connection):
        states.append(_state(connection))
        for statement in recorded.statements:
            connection.execute(statement).fetchall()
            if statement == COMMIT:
                commits.append(len(disk.calls))
                states.append(_state(connection))
        calls = len(disk.calls)
    del disk.calls[calls:]
    return Replayed(disk, commits, states)


def lost_or_broken(replayed: Replayed, folder: Path) -> tuple[int, int]:
    """Cut the power at many moments; return how often something was lost, and was broken."""
    chance = random.Random(7)  # noqa: S311 - chance, not a secret
    lost = broken = 0
    for _ in range(CUTS):
        cut = chance.randrange(replayed.commits[0], len(replayed.disk.calls) + 1)
        for path in folder.iterdir():
            path.unlink()
        for name, content in replayed.disk.after(cut, chance).items():
            (folder / name).write_bytes(content)
        acknowledged = sum(place <= cut for place in replayed.commits) - 1
        with closing(sqlite3.connect(folder / "requests.sqlite3")) as database:
            whole = database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            state = _state(database)
        broken += not whole or state not in replayed.states
        lost += state not in replayed.states[acknowledged:]
    return lost, broken


def _state(database: sqlite3.Connection | apsw.Connection) -> tuple[object, ...]:
    counts = (f"SELECT count(*) FROM {table}" for table in TABLES)  # noqa: S608 - ours
    return tuple(database.execute(count).fetchall()[0][0] for count in counts)


async def test_a_power_cut_loses_nothing_that_was_acknowledged_and_leaves_nothing_half_done(
    recorded: Recorded, tmp_path: Path
) -> None:
    for place in ("full", "normal", "after"):
        (tmp_path / place).mkdir()

    ours = replayed(recorded, tmp_path / "full", FULL)
    hasty = replayed(recorded, tmp_path / "normal", NORMAL)

    assert len(set(ours.states)) > NEEDS
    assert ours.states == hasty.states
    assert lost_or_broken(ours, tmp_path / "after") == (0, 0)
    # What is not synced at each commit is lost: the check would see it.
    lost, _ = lost_or_broken(hasty, tmp_path / "after")
    assert lost > CUTS / 4
