"""How cases that firms have confirmed become part of the records of who helped."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import httpx
import pytest
from fastapi import FastAPI
from fastapi.responses import JSONResponse

from services.catalog.app import create_app
from services.catalog.settings import CatalogSettings
from shared.auth import PEOPLE_ISSUER, Role
from shared.keys import KeyRing
from shared.network import connect
from shared.tokens import Issuer
from tests.catalog.conftest import TokenAuth, portal_with
from tests.catalog.stories import EXAMPLES
from tests.waiting import until

CASE: Final = "01a206e1-b95b-72d3-80b6-f721a74c37bb"
OTHER: Final = "01a206e1-b95b-72d3-80b6-f721a74c37bc"


@dataclass
class FakeRequests:
    """As much of the requests service as the catalogue follows: its feed."""

    epoch: str = "one"
    events: list[dict[str, Any]] = field(default_factory=list)

    def mark(self, review_id: str, *helpers: dict[str, str], overall: int) -> None:
        """Publish how a firm marked the work of some."""
        given = {"overall": overall, "given_on": "2026-11-20", "words": "不公开"}
        self.tell(review_id, kind="review.given", helpers=list(helpers), **given)

    def tell(self, case_id: str, kind: str = "case.solved", **said: Any) -> None:  # noqa: ANN401 - JSON
        """Publish a case as it now is; without anything said it is gone."""
        event = {
            "specversion": "1.0",
            "id": f"{self.epoch}.{len(self.events) + 1}",
            "source": "requests",
            "type": f"requests.{kind}.v1",
            "subject": case_id,
            "time": "2026-11-20T10:00:00Z",
            "method": "PUT" if said else "DELETE",
        }
        solved = {"id": case_id, "outcome": "solved", "confirmed_by": "enterprise"}
        data = {**solved, "industry_code": "C33", "year": 2026, "title": None, **said}
        self.events.append({**event, **({"data": data} if said else {})})

    def app(self) -> FastAPI:
        """Return it as an app."""
        requests = FastAPI()

        @requests.get("/feed")
        def read_feed(lastEventId: str = "") -> Any:  # noqa: ANN401, N803 - as the wire has it
            epoch, _, seen = lastEventId.rpartition(".")
            if lastEventId and epoch != self.epoch:
                return JSONResponse({}, 410, media_type="application/problem+json")
            return self.events[int(seen or 0) :]

        @requests.get("/feed/snapshot")
        def read_snapshot() -> dict[str, Any]:
            latest = {event["subject"]: event for event in self.events}
            here = [event for event in latest.values() if event["method"] == "PUT"]
            cursor = f"{self.epoch}.{len(self.events)}"
            return {"cursor": cursor, "next": None, "events": here}

        return requests


@dataclass(frozen=True)
class Scene:
    """A catalogue that follows a fake, and who looks at it."""

    requests: FakeRequests
    operator: httpx.AsyncClient
    expert: httpx.AsyncClient
    service: httpx.AsyncClient

    async def of(self, place: str, field: str = "service_history") -> list[Any]:
        """Return the cases that an entry shows."""
        cases: list[Any] = (await self.operator.get(place)).json()[field]
        return cases

    async def shown(self, place: str, outcomes: list[str]) -> list[Any]:
        """Wait until an entry shows cases with these outcomes, and return them."""

        async def are_these() -> bool:
            return [case["outcome"] for case in await self.of(place)] == outcomes

        await until(are_these)
        return await self.of(place)


@pytest.fixture
async def scene(settings: CatalogSettings, tmp_path: Path) -> AsyncIterator[Scene]:
    """A catalogue beside a fake, on each engine."""
    keys, requests = KeyRing(tmp_path / "keys" / "portal"), FakeRequests()
    async with AsyncExitStack() as stack:
        local = {"portal": portal_with(keys), "requests": requests.app()}
        peers = await stack.enter_async_context(connect(local))
        app = create_app(settings, peers=peers)
        await stack.enter_async_context(app.router.lifespan_context(app))
        people, clients = Issuer(keys, PEOPLE_ISSUER), {}
        for name, role in (
            ("operator", Role.OPERATOR),
            ("expert", Role.EXPERT),
            ("service", Role.SERVICE),
        ):
            client = httpx.AsyncClient(
                transport=httpx.ASGITransport(app, raise_app_exceptions=False),
                base_url="http://catalog",
                auth=TokenAuth(people, name, role),
            )
            clients[name] = await stack.enter_async_context(client)
        yield Scene(requests, **clients)


async def entry(scene: Scene, plural: str = "experts") -> str:
    """Write the example of a kind, and return where."""
    answer = await scene.operator.post(
        f"/{plural}", json={**EXAMPLES[plural], "owner_subject": "expert"}
    )
    return answer.headers["Location"]


def helper(place: str) -> dict[str, str]:
    """Return how a case names an entry."""
    _, plural, entry_id = place.split("/")
    return {"kind": plural[:-1], "id": entry_id}


async def test_a_confirmed_case_becomes_part_of_everybodys_record_who_helped(scene: Scene) -> None:
    expert, provider = await entry(scene), await entry(scene, "providers")

    helpers = [helper(expert), helper(provider)]
    scene.requests.tell(CASE, helpers=helpers, title="减震塔气孔率降到 2%")
    mine = await scene.shown(expert, ["solved", "solved"])

    assert mine[0]["title"] == "减震塔气孔率降到 2%"
    assert mine[0]["confirmed_by"] == "enterprise"
    assert await scene.of(expert, "stated_cases") == mine[1:]
    assert [case["title"] for case in await scene.of(provider, "cases")] == ["减震塔气孔率降到 2%"]
    told = (await scene.service.get("/feed")).json()
    assert [event["data"]["version"] for event in told] == [1, 1, 2, 2]


async def test_a_case_that_is_told_again_counts_once_and_as_it_now_is(scene: Scene) -> None:
    expert = await entry(scene)

    for outcome in ("solved", "solved", "unsolved"):
        scene.requests.tell(CASE, helpers=[helper(expert)], outcome=outcome)
    scene.requests.tell(OTHER, helpers=[helper(expert)], outcome="partly")
    before = await scene.shown(expert, ["partly", "unsolved", "solved"])
    scene.requests.tell(CASE)
    after = await scene.shown(expert, ["partly", "solved"])

    assert "未公开" in before[0]["title"]
    assert len(after) == 2


async def test_cases_are_kept_in_step_when_the_feed_begins_anew(scene: Scene) -> None:
    expert = await entry(scene)
    scene.requests.tell(CASE, helpers=[helper(expert)])
    await scene.shown(expert, ["solved", "solved"])

    scene.requests.epoch, scene.requests.events = "two", []
    scene.requests.tell(OTHER, helpers=[helper(expert)], outcome="partly")

    assert len(await scene.shown(expert, ["partly", "solved"])) == 2


async def test_how_firms_marked_the_work_is_counted_on_the_entry_once(scene: Scene) -> None:
    expert, provider = await entry(scene), await entry(scene, "providers")
    place = f"/entries/expert/{expert.rpartition('/')[2]}/reviews"
    unknown = (await scene.operator.get(place)).json()

    scene.requests.mark(CASE, helper(expert), helper(provider), overall=4)
    scene.requests.mark(CASE, helper(expert), helper(provider), overall=4)
    scene.requests.mark(OTHER, helper(expert), overall=5)

    async def both_are_counted() -> bool:
        return bool((await scene.expert.get(place)).json()["count"] == 2)

    await until(both_are_counted)

    assert unknown == {"count": 0, "mean": None, "marks": {}}
    assert (await scene.expert.get(place)).json() == {
        "count": 2,
        "mean": 4.5,
        "marks": {"4": 1, "5": 1},
    }
    theirs = await scene.expert.get(f"/entries/provider/{provider.rpartition('/')[2]}/reviews")
    assert theirs.json()["count"] == 1
    hidden = await scene.operator.put(
        f"{expert}/status",
        json={"action": "withdraw", "reason_code": "other"},
        headers={"If-Match": "*"},
    )
    assert hidden.status_code == 200
    assert (await scene.service.get(place)).status_code == 404


async def test_nobody_confirms_their_own_cases_or_takes_confirmed_ones_back(scene: Scene) -> None:
    expert = await entry(scene)
    scene.requests.tell(CASE, helpers=[helper(expert)])
    await scene.shown(expert, ["solved", "solved"])
    seen = {"If-Match": "*"}
    claim = {"title": "自称", "outcome": "solved", "confirmed_by": "enterprise"}

    forged = await scene.expert.patch(expert, json={"service_history": [claim]}, headers=seen)
    numbered = await scene.expert.patch(expert, json={"registration_number": "TPY-1"}, headers=seen)
    emptied = await scene.expert.patch(expert, json={"service_history": []}, headers=seen)

    assert [forged.status_code, numbered.status_code] == [403, 403]
    assert [case["confirmed_by"] for case in emptied.json()["service_history"]] == ["enterprise"]
