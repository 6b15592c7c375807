"""`keqiao audit verify` reads the logs where they lie, and names the first damaged entry."""

import asyncio
from pathlib import Path

import pytest
import sqlalchemy as sa

from deploy.commands.main import execute
from services.catalog.tables import TRAIL
from shared.database import Database
from shared.migrations import upgrade

SERVICES = ("portal", "catalog", "requests")


def url_of(folder: Path, service: str) -> str:
    return f"sqlite+aiosqlite:///{folder / service}.sqlite3"


async def _recorded(folder: Path) -> None:
    for service in SERVICES:
        await upgrade(url_of(folder, service), f"services.{service}")
    database = Database(url_of(folder, "catalog"))
    for action in ("a", "b", "c"):
        async with database.transaction() as session:
            TRAIL.record(session, actor="li", action=action, subject="provider/1")
    await database.dispose()


async def _forged(folder: Path) -> None:
    database = Database(url_of(folder, "catalog"))
    async with database.transaction() as session:
        await session.execute(sa.text("DROP TRIGGER audit_entry_unchanged"))
        await session.execute(sa.text("UPDATE audit_entry SET actor = 'wang' WHERE sequence = 2"))
    await database.dispose()


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory in which the catalogue has recorded something."""
    folder = tmp_path_factory.mktemp("audit")
    asyncio.run(_recorded(folder))
    return folder


def test_logs_that_are_whole_are_called_so(
    recorded: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = execute(["--lang", "en", "audit", "verify", "--data-dir", str(recorded)])

    said = capsys.readouterr().out.splitlines()
    assert code == 0
    assert [line.partition(":")[0] for line in said] == list(SERVICES)
    assert "catalog: intact, entries 1 to 3" in said[1]


def test_what_was_noted_of_a_log_is_compared(
    recorded: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["--lang", "en", "audit", "verify", "catalog", "--data-dir", str(recorded)]
    execute(asked)
    end = capsys.readouterr().out.split()[-1]

    codes = [execute([*asked, "--noted", note]) for note in (end, "catalog:2:00", "moon")]

    said = capsys.readouterr()
    assert codes == [0, 1, 2]
    assert "from entry 2 on: its hash is not the one" in said.out
    assert "moon cannot be read" in said.err


def test_a_damaged_log_is_named_with_its_first_damaged_entry(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asyncio.run(_recorded(tmp_path))
    asyncio.run(_forged(tmp_path))

    code = execute(["--lang", "zh", "audit", "verify", "--data-dir", str(tmp_path)])

    said = capsys.readouterr().out
    assert code == 1
    assert "catalog：已损坏，从第 2 条起：被改动。" in said
    assert "portal：完好" in said


def test_where_there_is_no_log_none_is_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = execute(["--lang", "en", "audit", "verify", "--data-dir", str(tmp_path / "empty")])

    assert code == 2
    assert "has no audit log" in capsys.readouterr().err
    assert not (tmp_path / "empty").exists()
