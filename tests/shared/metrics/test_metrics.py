"""`/metrics` says what was answered and where the data stands, to who shows the token."""

from collections.abc import AsyncIterator, Mapping
from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families
from pydantic import SecretStr

from services.catalog.app import create_app as create_catalog
from services.catalog.settings import CatalogSettings
from services.matching.app import create_app as create_matching
from services.matching.settings import MatchingSettings
from services.matching.text.analyser import Analyser
from services.portal.app import create_app as create_portal
from services.portal.settings import PortalSettings
from services.requests.app import create_app as create_requests
from services.requests.settings import RequestsSettings
from shared.auth import Role
from shared.network import connect
from tests.running import bearer, running

TOKEN = SecretStr("shown-by-prometheus")
SHOWN = {"Authorization": f"Bearer {TOKEN.get_secret_value()}"}
OFFERING = {"title": "压铸", "service_class": "consulting", "scope": "改进工艺"}

Told = Mapping[str, float]


@pytest.fixture
async def catalog(database_url: str, tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    settings = CatalogSettings(
        data_dir=tmp_path, database_url=database_url, migrate_at_start=True, metrics_token=TOKEN
    )
    portal = create_portal(PortalSettings(data_dir=tmp_path), peers=connect({}))
    app = create_catalog(settings, peers=connect({"portal": portal}))
    async with running(app) as client:
        client.headers.update(bearer(tmp_path, Role.OPERATOR))
        yield client


async def told_by(client: httpx.AsyncClient) -> Told:
    """Return each sample by its name and labels, as a graph would call it."""
    answer = await client.get("/metrics", headers=SHOWN)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain")
    return {
        sample.name
        + "".join(f" {name}={value}" for name, value in sorted(sample.labels.items())): (
            sample.value
        )
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


async def test_answers_are_counted_by_route_and_data_is_read(catalog: httpx.AsyncClient) -> None:
    before = await told_by(catalog)
    made = await catalog.post("/offerings", json=OFFERING)
    place = made.headers["location"]
    for path in (place, place, "/offerings/nonsense", "/no/such/page", "/nor/this"):
        await catalog.get(path)
    await catalog.request("BREW", "/offerings")

    told = await told_by(catalog)

    of = "keqiao_requests_total method={} route={} service=catalog status={}"
    assert told[of.format("POST", "/offerings", 201)] == 1
    assert told[of.format("GET", "/offerings/{entry_id}", 200)] == 2
    assert told[of.format("GET", "/offerings/{entry_id}", 422)] == 1
    assert told[of.format("GET", "other", 404)] == 2
    assert told[of.format("other", "/offerings", 405)] == 1
    assert told["keqiao_request_seconds_count route=/offerings/{entry_id} service=catalog"] == 3
    assert told["keqiao_feed_last feed=feed"] == before["keqiao_feed_last feed=feed"] + 1
    assert told["keqiao_feed_entries feed=feed"] == 1
    assert told["keqiao_feed_last feed=messages"] >= 0
    assert told["keqiao_database_connections state=most"] >= 10
    assert told["keqiao_ready check=database"] == 1
    assert told["process_resident_memory_bytes"] > 0


async def test_nobody_else_is_told_anything(catalog: httpx.AsyncClient) -> None:
    wrong = [
        {"Authorization": value}
        for value in ("", "Bearer ", "Bearer shown-by-Prometheus", TOKEN.get_secret_value())
    ]

    answers = [await catalog.get("/metrics", headers=headers) for headers in wrong]
    answers.append(await catalog.get("/metrics"))

    assert [answer.status_code for answer in answers] == [401] * 5
    assert not any("keqiao_" in answer.text for answer in answers)


async def test_without_a_token_in_the_settings_there_is_no_such_page(tmp_path: Path) -> None:
    app = create_catalog(CatalogSettings(data_dir=tmp_path), peers=connect({}))

    async with running(app) as client:
        answer = await client.get("/metrics", headers={"Authorization": "Bearer "})

    assert answer.status_code == 404


async def test_followers_and_what_waits_are_told(tmp_path: Path) -> None:
    told = {"data_dir": tmp_path, "metrics_token": TOKEN}
    matching = MatchingSettings.model_validate(told)
    apps = (
        create_portal(PortalSettings.model_validate(told), peers=connect({})),
        create_requests(RequestsSettings.model_validate(told), peers=connect({})),
        create_matching(matching, peers=connect({}), analyser=Analyser()),
    )

    found: dict[str, float] = {}
    for app in apps:
        async with running(app) as client:
            found |= await told_by(client)

    assert found["keqiao_waiting what=deliveries"] == 0
    assert found["keqiao_waiting what=letters"] == 0
    assert found["keqiao_ready check=search_engine"] == 1
    assert found["keqiao_sqlite_wal_bytes"] >= 0
    assert found["keqiao_disk_free_bytes"] > 0
