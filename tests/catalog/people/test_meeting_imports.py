"""Somebody is erased in the very moment in which a source that names them is imported."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, Final

import pytest
import sqlalchemy as sa
from sqlmodel import col

from services.catalog.entries.importing import EntryImport
from services.catalog.providers.models import Provider
from services.catalog.providers.service import PROVIDERS
from services.catalog.settings import CatalogSettings
from shared.bulk import BulkImport
from shared.language import Language
from tests.catalog.people.conftest import Portal, portal_of
from tests.catalog.people.test_left_behind import EMAIL, ROW, SOURCE, taken_over
from tests.catalog.registrations.scene import Scene, playing
from tests.locks import LONG, waiting
from tests.waiting import until

ON_POSTGRESQL: Final = pytest.mark.parametrize("catalog_url", ["postgresql"], indirect=True)
"""SQLite has one writer, so nothing can meet there."""


@pytest.fixture
async def scene(catalog_url: str, tmp_path: Path) -> AsyncIterator[Scene]:
    """A scene in which whoever waits for a lock has patience."""
    settings = CatalogSettings(
        data_dir=tmp_path,
        database_url=catalog_url,
        migrate_at_start=False,
        clock_seconds=3_600,
        portal_seconds=3_600,
        database_lock_seconds=LONG,
    )
    async with playing(settings, tmp_path) as found:
        yield found


@pytest.fixture
async def portal(scene: Scene, tmp_path: Path) -> AsyncIterator[Portal]:
    """The portal beside this scene."""
    async for found in portal_of(scene, tmp_path):
        yield found


@ON_POSTGRESQL
async def test_an_import_that_comes_while_somebody_is_erased_waits_and_names_them_no_more(
    scene: Scene, portal: Portal
) -> None:
    database, desk = scene.database, scene.operator
    [row] = await taken_over(desk, "providers", ROW)

    async with database.transaction() as session:
        held = sa.select(col(Provider.id)).where(col(Provider.source_id) == ROW["source_id"])
        await session.execute(held.with_for_update())
        erasing = asyncio.create_task(portal.ask("dean", "erasure", email=EMAIL))
        await until(lambda: _waiting(scene, 1, erasing))
        again = {**ROW, "source_id": "8"}
        importing = asyncio.create_task(taken_over(desk, "providers", again))
        await until(lambda: _waiting(scene, 2, importing))
    await erasing
    [refused] = await importing

    assert (refused["status"], refused["id"]) == ("rejected", None)
    left = (await desk.get(f"/providers/{row['id']}")).json()
    assert left["contact_email"] is None


@ON_POSTGRESQL
async def test_who_is_erased_while_an_import_names_them_is_found_in_what_it_stores(
    scene: Scene, portal: Portal
) -> None:
    said, state = BulkImport(source=SOURCE, rows=[ROW]), scene.app.state

    async with scene.database.transaction() as session:
        entries = EntryImport(session, PROVIDERS, state.feed, state.recognition)
        report = await entries.run(said, Language.ZH)
        erasing = asyncio.create_task(portal.ask("dean", "erasure", email=EMAIL))
        await until(lambda: _waiting(scene, 1, erasing))
    await erasing

    left = (await scene.operator.get(f"/providers/{report.rows[0].id}")).json()
    assert (left["name"], left["contact_name"], left["contact_email"]) == (ROW["name"], None, None)


async def _waiting(scene: Scene, many: int, last: "asyncio.Task[Any]") -> bool:
    """Tell whether so many wait, or the last of them did not have to."""
    return last.done() or await waiting(scene.database) == many
