"""One's data is taken along, and forgotten, in every service, however long one of them is away."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import httpx
import pytest
import sqlalchemy as sa
import time_machine
from fastapi import FastAPI
from starlette.responses import JSONResponse
from starlette.responses import Response as Answer

from services.portal.privacy.forgetting import Forgetting
from services.portal.privacy.models import Erasure
from shared.clock import utc_now
from tests.portal.site import PASSWORD, Site, running_site
from tests.portal.test_organizations import registered

EMAIL: Final = "ming@firm.cn"
FILE: Final = "01980000-0000-7000-8000-0000000000f1"


@dataclass
class Keeper:
    """A service that keeps something of people; `down` lets it fail."""

    entries: list[str] = field(default_factory=list)
    agreed: list[dict[str, Any]] = field(default_factory=list)
    down: bool = False
    asked: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    def app(self) -> FastAPI:
        """Return it as an app."""
        app = FastAPI()

        @app.post("/people/{subject}/{what}")
        def answer(subject: str, what: str, asked: dict[str, Any]) -> Answer:
            if self.down:
                return JSONResponse({}, 503)
            self.asked.append((what, {"subject": subject, **asked}))
            told: dict[str, Any] = {
                "export": {"tables": {"need": [{"title": "气孔"}]}},
                "obligations": self.agreed,
                "erasure": {"tables": {"need": 1}, "entries": self.entries},
            }
            return JSONResponse(told[what])

        @app.get("/messages/feed")
        def read_messages() -> Answer:
            return JSONResponse([])

        return app

    def told(self, what: str) -> list[dict[str, Any]]:
        """Return what it was told of a kind."""
        return [said for kind, said in self.asked if kind == what]


@dataclass(frozen=True)
class Town:
    """A portal with two services beside it."""

    site: Site
    catalog: Keeper
    requests: Keeper

    @property
    def forgetting(self) -> Forgetting:
        """What tells them whom to forget."""
        forgetting: Forgetting = self.site.app.state.forgetting
        return forgetting

    async def tasks(self) -> list[Erasure]:
        """Return what they were to forget."""
        async with self.site.resources.database.snapshot() as session:
            return list(await session.scalars(sa.select(Erasure)))


@pytest.fixture
async def town(tmp_path: Path, portal_url: str) -> AsyncIterator[Town]:
    """A portal and what is beside it, once on each engine."""
    catalog, requests = Keeper(entries=[FILE]), Keeper()
    beside = {"catalog": catalog.app(), "requests": requests.app()}
    follows = ["requests", "catalog"]
    async with running_site(tmp_path, portal_url, beside, follows=follows) as site:
        yield Town(site, catalog, requests)


async def farewell(ming: httpx.AsyncClient) -> httpx.Response:
    return await ming.post("/api/me/farewell", json={"password": PASSWORD})


async def test_an_export_holds_what_every_service_keeps(town: Town) -> None:
    ming = await town.site.person(EMAIL)
    me = (await ming.get("/api/me")).json()["id"]

    export = (await ming.get("/api/me/export")).json()
    town.requests.down = True
    partly = await ming.get("/api/me/export")

    assert export["services"]["requests"] == {"need": [{"title": "气孔"}]}
    assert export["services"].keys() == {"catalog", "requests"}
    assert town.catalog.told("export") == [{"subject": me, "email": EMAIL}] * 2
    assert partly.status_code == 503


async def test_who_has_agreed_something_is_told_what_before_leaving(town: Town) -> None:
    ming = await town.site.person(EMAIL)
    place = await registered(ming)
    owed = {"kind": "engagement", "id": FILE, "number": "KQ-2026-000001", "title": "气孔攻关"}
    town.requests.agreed = [{**owed, "status": "in_progress"}]

    refused = await farewell(ming)

    assert (refused.status_code, refused.json()["type"]) == (
        409,
        "urn:keqiao:problem:obligations-open",
    )
    assert refused.json()["obligations"][0]["number"] == "KQ-2026-000001"
    [asked] = town.requests.told("obligations")
    assert asked["organizations"] == [place.rpartition("/")[2]], "it would end with its only member"
    assert (await ming.get("/api/me")).status_code == 200


async def test_every_service_forgets_who_has_left_however_long_it_is_away(town: Town) -> None:
    ming = await town.site.person(EMAIL)
    me = (await ming.get("/api/me")).json()["id"]
    place = await registered(ming)
    assert (await ming.get("/api/me/export")).status_code == 200
    answer = await farewell(ming)
    town.catalog.down = True
    before = await town.forgetting.tell()
    waiting = await town.tasks()
    town.catalog.down = False
    with time_machine.travel(utc_now() + timedelta(minutes=1), tick=False):
        after = await town.forgetting.tell()
    again = await town.forgetting.tell()

    assert answer.status_code == 204
    ended = {"organizations": [place.rpartition("/")[2]], "at_the_desk": False}
    told = [*town.catalog.told("erasure"), *town.requests.told("erasure")]
    assert told == [
        {"subject": me, "email": EMAIL, "entries": [], **ended},
        {"subject": me, "email": EMAIL, "entries": [FILE], **ended},
    ], "the catalogue first: what it knows of names the other has to forget, too"
    assert (before, after, again) == (0, 2, 0)
    assert {one.email for one in waiting} == {EMAIL}
    assert [(one.email, one.done_at is None) for one in await town.tasks()] == [(None, False)] * 2
    assert EMAIL not in json.dumps([one.model_dump(mode="json") for one in await town.tasks()])
