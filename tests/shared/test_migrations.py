import asyncio
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel.sql.sqltypes import AutoString

from shared.database import Database
from shared.migrations import BrokenReferenceError, differences, draft, upgrade
from shared.types import UtcDateTime, new_id
from tests.shared.archive.tables import ArchiveTable

ARCHIVE = "tests.shared.archive"

POINT_NOWHERE = """
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.execute("INSERT INTO shelf (id, label) VALUES ('{0}', 'A')".format("0" * 32))
    op.execute(
        "INSERT INTO document (id, title, shelf_id, condition)"
        " VALUES ('{0}', 't', '{1}', 'sound')".format("1" * 32, "f" * 32)
    )
"""


@pytest.fixture
def travelling(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A package with the archive's history, to which a test may add steps."""
    package = f"archive_{new_id().hex}"
    history = Path(__file__).parent / "archive" / "migrations"
    shutil.copytree(history, tmp_path / package / "migrations")
    (tmp_path / package / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    return package


@pytest.fixture
def new_table() -> Iterator[None]:
    """A table that the history does not know yet."""
    columns = [
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("visitor", AutoString(length=20), index=True, nullable=False),
        sa.Column("visited_at", UtcDateTime, nullable=False),
    ]
    table = sa.Table("visit", ArchiveTable.metadata, *columns)
    yield
    ArchiveTable.metadata.remove(table)


async def names_of_tables(url: str) -> set[str]:
    database = Database(url)
    async with database.snapshot() as session:
        connection = await session.connection()
        names = await connection.run_sync(lambda sync: sa.inspect(sync).get_table_names())
    await database.dispose()
    return set(names)


async def test_an_upgraded_database_has_what_the_models_say(database_url: str) -> None:
    await upgrade(database_url, ARCHIVE)

    assert await differences(database_url, ARCHIVE) == []


async def test_upgrading_again_changes_nothing(database_url: str) -> None:
    await upgrade(database_url, ARCHIVE)
    before = await names_of_tables(database_url)

    await upgrade(database_url, ARCHIVE)

    assert await names_of_tables(database_url) == before
    assert "alembic_version_archive" in before


async def test_several_may_upgrade_at_once(database_url: str) -> None:
    await asyncio.gather(*(upgrade(database_url, ARCHIVE) for _ in range(4)))

    assert await differences(database_url, ARCHIVE) == []


async def test_a_model_the_history_does_not_know_is_a_difference(
    database_url: str, new_table: None
) -> None:
    await upgrade(database_url, ARCHIVE)

    found = await differences(database_url, ARCHIVE)

    assert [difference[0] for difference in found] == ["add_table", "add_index"]


async def test_a_drafted_step_brings_the_tables_to_the_models(
    database_url: str, travelling: str, tmp_path: Path, new_table: None
) -> None:
    await upgrade(database_url, travelling)

    await draft(database_url, travelling, "Count visits")
    await upgrade(database_url, travelling)

    step = tmp_path / travelling / "migrations" / "versions" / "0002_count_visits.py"
    assert "sqlmodel" not in step.read_text()
    assert await differences(database_url, travelling) == []


async def test_a_step_that_leaves_a_row_pointing_nowhere_is_rolled_back(
    database_url: str, travelling: str, tmp_path: Path
) -> None:
    versions = tmp_path / travelling / "migrations" / "versions"
    (versions / "0002_point_nowhere.py").write_text(POINT_NOWHERE)

    with pytest.raises((BrokenReferenceError, sa.exc.IntegrityError)):
        await upgrade(database_url, travelling)

    assert await names_of_tables(database_url) == set()
