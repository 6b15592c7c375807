"""Compares what matching holds with what the others publish, row by row."""

import asyncio
from typing import Any, Final

import sqlalchemy as sa
from sqlmodel import col

from services.matching.replicas.models import Replica
from shared.database import Database
from tests.platform.people import Platform
from tests.waiting import eventually

PATIENCE: Final = 60.0
"""Who lost a peer asks again after longer and longer pauses."""

PLURALS: Final = {"facility": "facilities"}

Records = dict[str, Any]


def hold_what_the_others_publish(platform: Platform) -> None:
    """See that every copy equals its source, and that there are no others."""
    eventually(lambda: held(platform) == published(platform), seconds=PATIENCE)
    platform.wait_until_indexed()

    records = published(platform)

    assert len(records) > 100
    for key in [key for key in records if "facility" not in key]:
        kind, _, record_id = key.partition(":")
        service = "requests" if kind == "demand" else "catalog"
        shown = platform.done(f"GET {service}/{PLURALS.get(kind, kind + 's')}/{record_id}")
        assert {name: shown[name] for name in records[key] if name in shown} == {
            name: value for name, value in records[key].items() if name in shown
        }


def published(platform: Platform) -> Records:
    """Return every record that is published, by kind and id, as the feeds' snapshots tell."""
    records: Records = {}
    for service in ("catalog", "requests"):
        after: str | None = ""
        while after is not None:
            place = f"GET {service}/feed/snapshot"
            page = platform.done(place, who=platform.matching, params={"after": after})
            for event in page["events"]:
                if event.get("data") is not None:
                    records[f"{event['type'].split('.')[1]}:{event['subject']}"] = event["data"]
            after = page["next"]
    return records


def held(platform: Platform) -> Records:
    """Return every record that matching holds a copy of."""
    return asyncio.run(_replicas(platform.layout.database_url("matching")))


async def _replicas(database_url: str) -> Records:
    database = Database(database_url)
    try:
        async with database.snapshot() as session:
            statement = sa.select(Replica).where(~col(Replica.gone))
            return {row.key: row.document for row in await session.scalars(statement)}
    finally:
        await database.dispose()
