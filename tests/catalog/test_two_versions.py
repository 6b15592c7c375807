"""A version whose tables a newer one has brought up to date goes on beside it."""

import sqlalchemy as sa

from shared.migrations import _version_table, behind
from tests.catalog.conftest import Parties

PACKAGE = "services.catalog"
NEWER = (
    "ALTER TABLE offering ADD COLUMN colour VARCHAR(20)",
    "CREATE TABLE palette (id INTEGER PRIMARY KEY, colour VARCHAR(20) NOT NULL)",
    f"UPDATE {_version_table(PACKAGE)} SET version_num = '9999'",  # noqa: S608 - our own name
)
PLACE = "/offerings"
OFFERING = {"title": "压铸服务", "service_class": "consulting"}


async def test_the_older_version_reads_and_writes_while_the_newer_upgrades(
    parties: Parties, catalog_url: str
) -> None:
    client, database = parties.operator, parties.database
    before = (await client.post(PLACE, json=OFFERING)).json()
    await client.get(f"{PLACE}/{before['id']}")

    async with database.transaction() as session:
        for statement in NEWER:
            await session.execute(sa.text(statement))
    coloured = sa.text("UPDATE offering SET colour = 'red'")
    async with database.transaction() as session:
        await session.execute(coloured)
    after = await client.post(PLACE, json={**OFFERING, "title": "焊接服务"})
    changed = await client.patch(
        f"{PLACE}/{before['id']}", json={"deliverable": "报告"}, headers={"If-Match": '"v1"'}
    )
    listed = await client.get(PLACE)
    feed = await parties.service.get("/feed")
    async with database.snapshot() as session:
        colours = await session.scalars(sa.text("SELECT colour FROM offering ORDER BY title"))

    assert [after.status_code, changed.status_code] == [201, 200]
    assert {item["title"] for item in listed.json()["items"]} == {"压铸服务", "焊接服务"}
    assert len(feed.json()) == 3
    assert sorted(colours, key=str) == [None, "red"], "what only the newer knows stays"
    assert not await behind(catalog_url, PACKAGE), "and it may be started again"
