"""The history leads to the tables the models describe, on both engines."""

from services.portal.tables import PortalTable
from shared.migrations import differences, upgrade
from tests.constraints import checks_in, checks_of


async def test_the_history_leads_to_the_models(database_url: str) -> None:
    await upgrade(database_url, "services.portal")

    assert await differences(database_url, "services.portal") == []


async def test_the_history_creates_the_checks_of_the_models(database_url: str) -> None:
    await upgrade(database_url, "services.portal")

    assert await checks_in(database_url, PortalTable.metadata) == checks_of(PortalTable.metadata)
