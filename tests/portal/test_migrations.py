"""The history leads to the tables the models describe, on both engines."""

import sqlalchemy as sa

from services.portal.tables import PortalTable
from shared.database import Database
from shared.migrations import differences, upgrade


async def test_the_history_leads_to_the_models(database_url: str) -> None:
    await upgrade(database_url, "services.portal")

    assert await differences(database_url, "services.portal") == []


async def test_the_history_creates_the_checks_of_the_models(database_url: str) -> None:
    await upgrade(database_url, "services.portal")

    assert await _checks_in(database_url) == _checks_of(PortalTable.metadata)


async def _checks_in(url: str) -> set[tuple[str, str | None]]:
    database = Database(url)
    async with database.snapshot() as session:
        connection = await session.connection()
        found = await connection.run_sync(_inspected)
    await database.dispose()
    return found


def _inspected(connection: sa.Connection) -> set[tuple[str, str | None]]:
    inspector = sa.inspect(connection)
    return {
        (table, check["name"])
        for table in PortalTable.metadata.tables
        for check in inspector.get_check_constraints(table)
    }


def _checks_of(metadata: sa.MetaData) -> set[tuple[str, str | None]]:
    return {
        (table.name, str(constraint.name))
        for table in metadata.sorted_tables
        for constraint in table.constraints
        if isinstance(constraint, sa.CheckConstraint)
    }
