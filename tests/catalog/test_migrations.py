"""The history leads to the tables the models describe, on both engines."""

from services.catalog.tables import CatalogTable
from shared.migrations import differences, upgrade
from tests.constraints import checks_in, checks_of


async def test_the_history_leads_to_the_models(database_url: str) -> None:
    await upgrade(database_url, "services.catalog")

    assert await differences(database_url, "services.catalog") == []


async def test_the_history_creates_the_checks_of_the_models(database_url: str) -> None:
    await upgrade(database_url, "services.catalog")

    assert await checks_in(database_url, CatalogTable.metadata) == checks_of(CatalogTable.metadata)
