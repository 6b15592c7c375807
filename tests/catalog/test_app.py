"""How the service starts."""

from pathlib import Path

import httpx

from services.catalog.app import create_app
from services.catalog.settings import CatalogSettings
from shared.network import connect


async def test_with_nothing_set_it_makes_its_own_tables_and_is_ready(tmp_path: Path) -> None:
    async with connect({}) as peers:
        app = create_app(CatalogSettings(data_dir=tmp_path), peers=peers)
        async with app.router.lifespan_context(app):
            transport = httpx.ASGITransport(app)
            async with httpx.AsyncClient(transport=transport, base_url="http://catalog") as client:
                ready = await client.get("/readyz")
                empty = await client.get("/providers")

    checks = dict.fromkeys(("database", "clock", "requests"), True)
    assert ready.json() == {"status": "ready", "checks": checks}
    assert empty.json() == {"items": [], "next_cursor": None}
    assert (tmp_path / "catalog.sqlite3").exists()


def test_postgresql_is_brought_up_to_date_only_when_told() -> None:
    assert CatalogSettings().migrates("sqlite")
    assert not CatalogSettings().migrates("postgresql")
    assert CatalogSettings(migrate_at_start=True).migrates("postgresql")
    assert not CatalogSettings(migrate_at_start=False).migrates("sqlite")
