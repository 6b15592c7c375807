"""Upgrading as services do it at their start: several processes at once, and some are killed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from shared.migrations import differences, upgrade
from shared.types import new_id
from tests.releases.rows import stored
from tests.shared.test_migrations import names_of_tables
from tests.waiting import PATIENCE, eventually

UPGRADE = """
import asyncio, sys
from shared.migrations import upgrade
asyncio.run(upgrade(sys.argv[1], sys.argv[2]))
"""

ADD_VISITS = """
import os
import time
from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table("visit", sa.Column("id", sa.Integer(), primary_key=True))
    op.execute("INSERT INTO visit (id) VALUES (1)")
    op.execute("UPDATE feed_head SET pruned = 7")
    if "LINGER_AT" in os.environ:
        Path(os.environ["LINGER_AT"]).touch()
        time.sleep(60)
    with op.batch_alter_table("shelf") as batch:
        batch.add_column(sa.Column("height", sa.Integer()))
"""


@pytest.fixture
def travelling(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A package with the archive's history and one more step, which can be made to linger."""
    package = f"archive_{new_id().hex}"
    history = Path(__file__).parent / "archive" / "migrations"
    shutil.copytree(history, tmp_path / package / "migrations")
    (tmp_path / package / "__init__.py").touch()
    step = tmp_path / package / "migrations" / "versions" / "0002_add_visits.py"
    step.write_text(ADD_VISITS)
    monkeypatch.syspath_prepend(tmp_path)
    return package


def start(database_url: str, package: str, folder: Path, **told: str) -> "subprocess.Popen[bytes]":
    """Upgrade in a process of its own."""
    root = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONPATH": f"{root}:{folder}", **told}
    return subprocess.Popen(  # noqa: S603 - our own script
        [sys.executable, "-c", UPGRADE, database_url, package], env=environment
    )


async def test_several_processes_may_upgrade_at_once(
    database_url: str, travelling: str, tmp_path: Path
) -> None:
    processes = [start(database_url, travelling, tmp_path) for _ in range(3)]

    codes = [process.wait(PATIENCE) for process in processes]

    assert codes == [0, 0, 0]
    assert await stored(database_url, ["visit"]) == {"visit": [{"id": 1}]}


async def test_an_upgrade_that_is_killed_in_the_middle_changes_nothing(
    database_url: str, travelling: str, tmp_path: Path
) -> None:
    await upgrade(database_url, travelling, to="0001")
    before = await stored(database_url, ["feed_head", f"alembic_version_{travelling}"])
    lingering = tmp_path / "lingering"

    process = start(database_url, travelling, tmp_path, LINGER_AT=str(lingering))
    eventually(lingering.exists)
    process.kill()
    process.wait()

    assert await stored(database_url, list(before)) == before
    assert "visit" not in await names_of_tables(database_url)
    await upgrade(database_url, travelling)
    assert await stored(database_url, ["visit"]) == {"visit": [{"id": 1}]}
    assert [found[0] for found in await differences(database_url, travelling)] != []
