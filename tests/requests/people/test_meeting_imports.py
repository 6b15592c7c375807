"""Somebody is erased in the very moment in which a source that names them is imported."""

import asyncio
from pathlib import Path
from typing import Any, Final

import pytest
import sqlalchemy as sa
from sqlmodel import col

from services.requests.demands.importing import DemandImporter
from services.requests.demands.models import Demand
from services.requests.demands.schemas import DemandImport
from services.requests.dependencies import Resources
from services.requests.settings import RequestsSettings
from shared.auth import Caller, Role
from tests.locks import LONG, waiting
from tests.requests.conftest import Parties
from tests.requests.people.portal import EMAIL, asked, portal_client
from tests.requests.people.test_leaving import taken_over
from tests.requests.stories import NEED
from tests.waiting import until

ON_POSTGRESQL: Final = pytest.mark.parametrize("requests_url", ["postgresql"], indirect=True)
"""SQLite has one writer, so nothing can meet there."""

ROW: Final = {"source_id": "n-1", "title": NEED["title"], "contact_email": EMAIL}


@pytest.fixture
def requests_settings(requests_url: str, tmp_path: Path) -> RequestsSettings:
    """A service in which whoever waits for a lock has patience."""
    return RequestsSettings(
        data_dir=tmp_path,
        database_url=requests_url,
        migrate_at_start=False,
        clock_seconds=3600,
        database_lock_seconds=LONG,
    )


@ON_POSTGRESQL
async def test_an_import_that_comes_while_somebody_is_erased_waits_and_names_them_no_more(
    parties: Parties, tmp_path: Path
) -> None:
    portal, resources = portal_client(parties, tmp_path), _resources(parties)
    [row] = await taken_over(parties, ROW)

    async with resources.database.transaction() as session:
        held = sa.select(col(Demand.id)).where(col(Demand.source_id) == ROW["source_id"])
        await session.execute(held.with_for_update())
        erasing = asyncio.create_task(asked(portal, "chen", "erasure", email=EMAIL))
        await until(lambda: _waiting(resources, 1, erasing))
        importing = asyncio.create_task(taken_over(parties, {**ROW, "source_id": "n-2"}))
        await until(lambda: _waiting(resources, 2, importing))
    await erasing
    [refused] = await importing

    assert (refused["status"], refused["id"]) == ("rejected", None)
    need = (await parties.operator.get(f"/demands/{row['id']}")).json()
    assert need["contact_email"] is None


@ON_POSTGRESQL
async def test_who_is_erased_while_an_import_names_them_is_found_in_what_it_stores(
    parties: Parties, tmp_path: Path
) -> None:
    portal, resources = portal_client(parties, tmp_path), _resources(parties)
    desk = Caller("desk-1", frozenset({Role.OPERATOR}), "bureau")

    async with resources.database.transaction() as session:
        importer = DemandImporter(
            session, resources.feed, desk, rules=resources.rules, recognition=resources.recognition
        )
        report = await importer.take_over(DemandImport(source="huizhi", rows=[{**ROW}]))
        erasing = asyncio.create_task(asked(portal, "chen", "erasure", email=EMAIL))
        await until(lambda: _waiting(resources, 1, erasing))
    await erasing

    need = (await parties.operator.get(f"/demands/{report.rows[0].id}")).json()
    assert (need["title"], need["contact_email"]) == (ROW["title"], None)


def _resources(parties: Parties) -> Resources:
    resources: Resources = parties.app.state.resources
    return resources


async def _waiting(resources: Resources, many: int, last: "asyncio.Task[Any]") -> bool:
    """Tell whether so many wait, or the last of them did not have to."""
    return last.done() or await waiting(resources.database) == many
