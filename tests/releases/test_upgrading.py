"""A platform that ran an older release is upgraded with everything that it knows."""

from importlib import import_module

import pytest
import sqlalchemy as sa

from services.catalog.tables import FEED_TABLES as CATALOG_FEED
from services.requests.tables import FEED_TABLES as REQUESTS_FEED
from shared.database import Database
from shared.feed.models import FeedTables
from shared.feed.publisher import Feed
from shared.migrations import differences, upgrade
from tests.releases.rows import Rows, fill, rows_of, stored

SERVICES = ("catalog", "requests", "matching")
FIRST_STEP = "0001"


async def upgraded(database_url: str, service: str) -> tuple[Rows, Rows]:
    """Upgrade what release 0.1.0 left behind; return its rows as they were and as they are."""
    rows = rows_of("v0_1_0", service)
    await upgrade(database_url, f"services.{service}", to=FIRST_STEP)
    await fill(database_url, rows)
    before = await stored(database_url, list(rows))
    await upgrade(database_url, f"services.{service}")
    return before, await stored(database_url, list(rows))


@pytest.mark.parametrize("service", SERVICES)
async def test_nothing_that_was_stored_is_lost_or_altered(database_url: str, service: str) -> None:
    before, after = await upgraded(database_url, service)

    for table, rows in before.items():
        names = list(rows[0])
        kept = [{name: row[name] for name in names} for row in after[table]]
        assert sorted(kept, key=str) == rows, table
    assert sum(map(len, before.values())) >= 15


@pytest.mark.parametrize("service", SERVICES)
async def test_the_tables_are_what_the_models_say(database_url: str, service: str) -> None:
    await upgraded(database_url, service)

    assert await differences(database_url, f"services.{service}") == []


@pytest.mark.parametrize("service", SERVICES)
async def test_every_stored_row_can_be_read_by_the_present_code(
    database_url: str, service: str
) -> None:
    before, _ = await upgraded(database_url, service)
    metadata: sa.MetaData = import_module(f"services.{service}.migrations").metadata
    database = Database(database_url)

    async with database.snapshot() as session:
        read = {
            name: len((await session.execute(sa.select(metadata.tables[name]))).all())
            for name in before
        }

    assert read == {name: len(rows) for name, rows in before.items()}
    await database.dispose()


@pytest.mark.parametrize(
    ("service", "tables"), [("catalog", CATALOG_FEED), ("requests", REQUESTS_FEED)]
)
async def test_the_feed_goes_on_where_it_stood(
    database_url: str, service: str, tables: FeedTables
) -> None:
    before, _ = await upgraded(database_url, service)
    database, feed = Database(database_url), Feed(service, tables)
    position = f"{before['feed_head'][0]['epoch']}.{len(before['feed_entry'])}"

    async with database.transaction() as session:
        feed.append(session, type="t", subject="after the upgrade", data={})
    page = await feed.changes(database, position)

    assert page.count(b"after the upgrade") == 1
    assert page.count(b'"specversion"') == 1
    await database.dispose()
