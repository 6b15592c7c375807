"""The checks that a database makes of what is stored, and those that models ask for."""

import sqlalchemy as sa

from shared.database import Database

Checks = set[tuple[str, str | None]]
"""The names of checks, each with its table."""


async def checks_in(url: str, metadata: sa.MetaData) -> Checks:
    """Return the checks that the tables of `metadata` have in a database."""

    def inspected(connection: sa.Connection) -> Checks:
        inspector = sa.inspect(connection)
        return {
            (table, check["name"])
            for table in metadata.tables
            for check in inspector.get_check_constraints(table)
        }

    database = Database(url)
    async with database.snapshot() as session:
        found = await (await session.connection()).run_sync(inspected)
    await database.dispose()
    return found


def checks_of(metadata: sa.MetaData) -> Checks:
    """Return the checks that models ask for."""
    return {
        (table.name, str(constraint.name))
        for table in metadata.sorted_tables
        for constraint in table.constraints
        if isinstance(constraint, sa.CheckConstraint)
    }
