"""The search server is killed in the middle: nothing is refused, nothing is lost."""

import asyncio
import time
from collections.abc import AsyncIterator
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final

import httpx
import pytest

from deploy.commands.engines import told_of
from deploy.engine.keys import make_access
from deploy.engine.process import EngineProcess
from deploy.platform import create_platform
from services.matching.settings import MatchingSettings
from shared.auth import Role
from tests.running import bearer, running

SUBMISSIONS: Final = (60, pytest.param(2_000, marks=pytest.mark.soak))
AT_ONCE: Final = 8
CATCH_UP_SECONDS: Final = 60.0
NEEDS: Final = "/matching/search?kind=demand&limit=1"


@pytest.fixture
async def client(tmp_path: Path, own_engine: EngineProcess) -> AsyncIterator[httpx.AsyncClient]:
    """An operator's client to a platform that searches on a server."""
    access = make_access(own_engine.url, own_engine.master_key)
    matching = MatchingSettings.model_validate({"data_dir": tmp_path, **told_of(access)})
    platform = create_platform(tmp_path, settings={"matching": matching})
    async with running(platform) as client:
        client.headers.update(bearer(tmp_path, Role.OPERATOR, lifetime=timedelta(hours=1)))
        yield client


async def submit(client: httpx.AsyncClient, numbers: range) -> list[str]:
    """Submit and publish needs, some at a time, and return what became of them."""
    outcomes: list[str] = []
    for start in range(numbers.start, numbers.stop, AT_ONCE):
        some = range(start, min(start + AT_ONCE, numbers.stop))
        outcomes += await asyncio.gather(*(submit_one(client, number) for number in some))
    return outcomes


async def submit_one(client: httpx.AsyncClient, number: int) -> str:
    """Submit and publish a need, and return what became of it."""
    row = {"source_id": f"need-{number}", "title": f"第{number}号压铸件气孔问题"}
    body = {"source": "outage", "publish": True, "rows": [row | {"description": "气孔多"}]}
    answer = await client.post("/requests/demands/import", json=body)
    return str(answer.json()["rows"][0]["status"])


async def whole_again(client: httpx.AsyncClient, count: int) -> dict[str, Any]:
    """Return the answer of the search box once it knows so many needs and is not behind."""
    give_up = time.monotonic() + CATCH_UP_SECONDS
    answer = await client.get(NEEDS)
    while time.monotonic() < give_up:
        answer = await client.get(NEEDS)
        found: dict[str, Any] = answer.json()
        if answer.is_success and found["total"] == count and not found["pending_changes"]:
            return found
        await asyncio.sleep(0.1)
    raise AssertionError(f"not whole again after {CATCH_UP_SECONDS} s: {answer.text[:500]}")


@pytest.mark.parametrize("submissions", SUBMISSIONS)
async def test_needs_are_taken_while_the_search_server_is_away_and_found_when_it_is_back(
    client: httpx.AsyncClient, own_engine: EngineProcess, submissions: int
) -> None:
    third = submissions // 3
    before = await submit(client, range(third))
    await whole_again(client, third)

    own_engine.kill()
    meanwhile = await submit(client, range(third, 2 * third))
    begun = time.monotonic()
    refused = await client.get(NEEDS, headers={"Accept-Language": "zh"})
    seconds = time.monotonic() - begun
    ready = await client.get("/matching/readyz")
    own_engine.start()
    after = await submit(client, range(2 * third, submissions))

    assert before + meanwhile + after == ["created"] * submissions
    assert refused.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert refused.json()["type"] == "urn:keqiao:problem:search-unavailable"
    assert "落后" in refused.json()["detail"]
    assert refused.headers["Retry-After"]
    assert seconds < 2
    assert ready.json()["checks"]["search_engine"] is False
    assert await whole_again(client, submissions)


async def test_a_server_that_comes_back_empty_is_filled_again(
    client: httpx.AsyncClient, own_engine: EngineProcess
) -> None:
    await submit(client, range(5))
    await whole_again(client, 5)

    own_engine.kill()
    own_engine.folder = own_engine.folder / "other"
    own_engine.start()
    make_access(own_engine.url, own_engine.master_key)
    await submit(client, range(5, 7))

    assert await whole_again(client, 7)
