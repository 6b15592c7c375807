import asyncio

from shared.database import Database
from shared.migrations import differences, upgrade

ARCHIVE = "tests.shared.archive"


async def test_an_upgraded_database_has_what_the_models_say(database_url: str) -> None:
    await upgrade(database_url, ARCHIVE)

    assert await differences(database_url, ARCHIVE) == []
async def test_conc(database_url: str) -> None:
    await asyncio.gather(*(upgrade(database_url, ARCHIVE) for _ in range(3)))

    assert await differences(database_url, ARCHIVE) == []
