"""The history leads to the tables the models describe, on both engines."""

from services.matching.tables import MatchingTable
from shared.migrations import differences, upgrade
from tests.constraints import checks_in, checks_of


async def test_the_history_leads_to_the_models(database_url: str) -> None:
    await upgrade(database_url, "services.matching")

    assert await differences(database_url, "services.matching") == []


async def test_the_history_creates_the_checks_of_the_models(database_url: str) -> None:
    await upgrade(database_url, "services.matching")

    assert await checks_in(database_url, MatchingTable.metadata) == checks_of(
        MatchingTable.metadata
    )


async def test_upgrading_twice_changes_nothing(database_url: str) -> None:
    await upgrade(database_url, "services.matching")
    await upgrade(database_url, "services.matching")

    assert await differences(database_url, "services.matching") == []
