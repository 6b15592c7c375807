import asyncio
from http import HTTPStatus

import pytest
from fastapi import FastAPI

from shared import health
from shared.health import Check, health_router
from tests.running import running


def make_app(**checks: Check) -> FastAPI:
    app = FastAPI()
    app.include_router(health_router(checks))
    return app


async def test_a_service_lives_whatever_its_checks_say() -> None:
    async with running(make_app(database=lambda: False)) as client:
        answer = await client.get("/livez")

    assert answer.json() == {"status": "ok"}


async def test_a_service_is_ready_when_every_check_holds() -> None:
    async def database() -> bool:
        return True

    async with running(make_app(database=database, follower=lambda: True)) as client:
        answer = await client.get("/readyz")

    assert answer.status_code == HTTPStatus.OK
    assert answer.json() == {"status": "ready", "checks": {"database": True, "follower": True}}


async def test_a_service_that_is_not_ready_says_what_fails() -> None:
    async with running(make_app(database=lambda: True, follower=lambda: False)) as client:
        answer = await client.get("/readyz")

    assert answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert answer.json()["checks"] == {"database": True, "follower": False}


async def test_a_check_that_hangs_does_not_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    async def hang() -> bool:
        await asyncio.sleep(5)
        return True

    monkeypatch.setattr(health, "CHECK_SECONDS", 0.05)
    async with running(make_app(database=hang)) as client:
        answer = await client.get("/readyz")

    assert answer.json()["checks"] == {"database": False}
