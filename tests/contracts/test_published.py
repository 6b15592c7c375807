"""What the catalogue and the requests service publish is what matching reads.

The contract belongs to the reader: it declares the fields it wants and passes over the
rest. A field that is renamed on one side would stay at its default without any error;
hence each field has to turn up in what is published, and in the demo data with a value.
"""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import httpx
import orjson
import pytest
from fastapi import FastAPI

from deploy.commands.loading import FOLDER
from deploy.importing.kinds import KINDS, KindName
from deploy.registry import SERVICES
from services.matching.replicas.snapshots import SNAPSHOTS, read_snapshot
from shared.auth import Role
from shared.network import peers_of
from shared.settings import AppSettings
from tests.databases import Databases, settings_of
from tests.running import bearer, running

PRIVATE = {"contact_name", "contact_phone", "contact_email", "owner_subject", "confidential_detail"}
NEVER_SAID = {
    "achievement": {"capacity_status", "lead_time_days", "qualifications", "service_area"},
    "expert": {"cases", "lead_time_days", "qualifications", "service_area"},
    "facility": {"cases", "service_area"},
    "provider": {"capacity_status", "lead_time_days"},
}
"""What matching reads in all entries and these kinds do not have."""

Events = dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="module")
def published(
    tmp_path_factory: pytest.TempPathFactory, new_databases: Callable[[], Databases]
) -> Events:
    """Return every event that the demo data lead to, by the kind of record."""
    folder = tmp_path_factory.mktemp("published")
    return asyncio.run(_publish(folder, settings_of(folder, new_databases())))


async def _publish(folder: Path, told: Mapping[str, AppSettings]) -> Events:
    apps: dict[str, FastAPI] = {}
    events: Events = {}
    async with AsyncExitStack() as stack:
        for name in ("portal", "catalog", "requests"):
            apps[name] = SERVICES[name].create(told[name], peers_of(told[name], apps))
            client = await stack.enter_async_context(running(apps[name]))
            await _import_demo(client, name, bearer(folder, Role.OPERATOR))
            for event in await _feed(client, bearer(folder, Role.SERVICE)):
                events.setdefault(event["type"].split(".")[1], []).append(event)
    return events


async def _import_demo(client: httpx.AsyncClient, service: str, operator: dict[str, str]) -> None:
    for kind in (kind for kind in KINDS.values() if kind.service == service):
        lines = (FOLDER / f"{kind.name}.jsonl").read_bytes().splitlines()
        publish = {"publish": True} if kind.name is KindName.DEMANDS else {}
        body = {"source": "demo", "rows": [orjson.loads(line) for line in lines], **publish}
        answer = await client.post(f"/{kind.name}/import", json=body, headers=operator)
        assert answer.json()["rejected"] == 0


async def _feed(client: httpx.AsyncClient, service: dict[str, str]) -> list[dict[str, Any]]:
    events: list[dict[str, Any]] = []
    while True:
        position = {"lastEventId": events[-1]["id"]} if events else {}
        answer = await client.get("/feed", params=position, headers=service)
        page = answer.json() if answer.is_success else []
        if not page:
            return events
        events += page


def test_every_kind_that_is_read_is_published(published: Events) -> None:
    assert set(published) == set(SNAPSHOTS)


@pytest.mark.parametrize("kind", sorted(SNAPSHOTS))
def test_every_published_record_can_be_read(published: Events, kind: str) -> None:
    records = [read_snapshot(kind, event["data"]) for event in published[kind]]

    assert all(record.headline for record in records)
    assert all(
        str(r.id) == e["subject"].rpartition(":")[2]
        for r, e in zip(records, published[kind], strict=True)
    )


@pytest.mark.parametrize("kind", sorted(SNAPSHOTS))
def test_every_field_that_is_read_is_published(published: Events, kind: str) -> None:
    read = {info.alias or name for name, info in SNAPSHOTS[kind].model_fields.items()}
    said = {name for event in published[kind] for name, value in event["data"].items() if value}

    assert read - said == NEVER_SAID.get(kind, set())


@pytest.mark.parametrize("kind", sorted(SNAPSHOTS))
def test_nothing_private_is_published(published: Events, kind: str) -> None:
    said = {name for event in published[kind] for name in event["data"]}

    assert said & PRIVATE == set()
