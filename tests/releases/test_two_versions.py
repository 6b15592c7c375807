"""Steps only add what the version before can do without, or it could not go on beside the next.

On PostgreSQL only: on SQLite there are no two processes of a service.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pytest
import sqlalchemy as sa

from deploy.registry import SERVICES
from shared.database import Database
from shared.migrations import upgrade

Tables = Mapping[str, Mapping[str, Mapping[str, Any]]]
"""By table and column, what the database says of it."""

NOT_BESIDE_0_1_0: Final = {"demand.case_number is asked of the older"}
"""That release ran one process of a service, which is stopped for the upgrade anyway."""


def steps_of(service: str) -> list[str]:
    folder = Path(__file__).parents[2] / "services" / service / "migrations" / "versions"
    return sorted(file.name[:4] for file in folder.glob("[0-9]*.py"))


async def tables_in(url: str) -> Tables:
    def inspected(connection: sa.Connection) -> Tables:
        found = sa.inspect(connection).get_multi_columns()
        return {
            table: {column["name"]: dict(column) for column in columns}
            for (_, table), columns in found.items()
        }

    database = Database(url)
    async with database.snapshot() as session:
        tables: Tables = await (await session.connection()).run_sync(inspected)
    await database.dispose()
    return tables


def hurt(older: Tables, newer: Tables) -> Iterator[str]:
    """Yield what a version that knows the older tables cannot do on the newer ones."""
    for table, known in older.items():
        there = newer.get(table, {})
        for name in known.keys() - there.keys():
            yield f"{table}.{name} is gone"
        for name, column in there.items():
            had = known.get(name)
            asked = not column["nullable"] and column["default"] is None
            if asked and (had is None or had["nullable"]):
                yield f"{table}.{name} is asked of the older"
            if had is not None and str(had["type"]) != str(column["type"]):
                yield f"{table}.{name} is {column['type']} and was {had['type']}"


def test_what_would_hurt_the_version_before_is_found() -> None:
    plain = {"nullable": True, "default": None, "type": "INTEGER"}
    older = {"lamp": {"colour": plain, "size": plain}, "shade": {"id": plain}}
    newer = {"lamp": {"size": {**plain, "type": "TEXT"}, "watts": {**plain, "nullable": False}}}

    assert sorted(hurt(older, newer)) == [
        "lamp.colour is gone",
        "lamp.size is TEXT and was INTEGER",
        "lamp.watts is asked of the older",
        "shade.id is gone",
    ]


@pytest.mark.postgres
@pytest.mark.parametrize("service", SERVICES)
async def test_every_earlier_version_can_work_on_the_present_tables(
    postgresql_url: str, service: str
) -> None:
    seen: list[Tables] = []
    for step in steps_of(service):
        await upgrade(postgresql_url, f"services.{service}", to=step)
        seen.append(await tables_in(postgresql_url))

    found = {what for older in seen for what in hurt(older, seen[-1])}

    assert found - NOT_BESIDE_0_1_0 == set()
    assert len(seen) >= 4
