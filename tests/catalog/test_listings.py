"""Which providers are listed: reviewed, kept fresh, stopped; and what they offer with them."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import httpx
import pytest
import time_machine

from services.catalog.app import create_app
from services.catalog.clock import DueClock
from services.catalog.listings.lifecycle import LIFECYCLE
from services.catalog.settings import CatalogSettings
from shared.auth import PEOPLE_ISSUER, Role
from shared.keys import KeyRing
from shared.network import connect
from shared.tokens import Issuer
from tests.catalog.conftest import TokenAuth, portal_with
from tests.catalog.stories import OFFERING, PROVIDER, imported
from tests.templates import Template, copied

START: Final = datetime(2026, 11, 23, 2, tzinfo=UTC)
SEEN: Final = {"If-Match": "*"}


@dataclass(frozen=True)
class Scene:
    """A catalogue that reviews providers, and who has to do with it."""

    clock: DueClock
    provider: httpx.AsyncClient
    operator: httpx.AsyncClient
    service: httpx.AsyncClient
    portal: httpx.AsyncClient
    nobody: httpx.AsyncClient

    async def move(self, who: str, place: str, action: str, **said: object) -> httpx.Response:
        """Return the answer to a step with a listing."""
        client: httpx.AsyncClient = getattr(self, who)
        body = {"action": action, **said}
        return await client.put(f"{place}/listing", json=body, headers=SEEN)

    async def status(self, place: str) -> str:
        """Return where a listing stands."""
        status: str = (await self.operator.get(f"{place}/listing")).json()["status"]
        return status

    async def at(self, moment: datetime) -> None:
        """Let the clock do what is due at a moment."""
        with time_machine.travel(moment, tick=False):
            await self.clock.do_what_is_due()

    async def messages(self) -> list[tuple[str, str, str]]:
        """Return who was told what, the first first."""
        events = (await self.portal.get("/messages/feed")).json()
        told = [event["data"] for event in events]
        return [(said["to"]["kind"], said["to"]["id"], said["code"]) for said in told]

    async def told(self) -> dict[str, Any]:
        """Return what a follower holds after all events, by subject."""
        held = {}
        for event in (await self.service.get("/feed")).json():
            held[event["subject"]] = event.get("data")
        return {subject: data for subject, data in held.items() if data is not None}


@pytest.fixture
async def scene(template_file: Template, tmp_path: Path) -> AsyncIterator[Scene]:
    """A catalogue that reviews providers, whose clock goes when a test lets it."""
    url = copied(template_file, "catalog", tmp_path)
    settings = CatalogSettings(
        data_dir=tmp_path, database_url=url, migrate_at_start=False, clock_seconds=3_600
    )
    keys = KeyRing(tmp_path / "keys" / "portal")
    async with AsyncExitStack() as stack:
        peers = await stack.enter_async_context(connect({"portal": portal_with(keys)}))
        app = create_app(settings, peers=peers)
        await stack.enter_async_context(app.router.lifespan_context(app))
        people, clients = Issuer(keys, PEOPLE_ISSUER), {}
        for name, roles in (
            ("provider", [Role.PROVIDER]),
            ("operator", [Role.OPERATOR]),
            ("service", [Role.SERVICE]),
            ("portal", [Role.SERVICE]),
            ("nobody", []),
        ):
            client = httpx.AsyncClient(
                transport=httpx.ASGITransport(app, raise_app_exceptions=False),
                base_url="http://catalog",
                auth=TokenAuth(people, name, *roles) if roles else None,
            )
            clients[name] = await stack.enter_async_context(client)
        yield Scene(app.state.listing_clock, **clients)


async def written(scene: Scene, **changes: object) -> str:
    """Let the provider describe themselves, and return where."""
    with time_machine.travel(START, tick=False):
        answer = await scene.provider.post("/providers", json={**PROVIDER, **changes})
    assert answer.status_code == 201, answer.text
    return answer.headers["Location"]


async def listed(scene: Scene, **changes: object) -> str:
    """Let the provider be verified and listed, and return where."""
    place = await written(scene, **changes)
    with time_machine.travel(START, tick=False):
        await scene.move("operator", place, "verify")
        await scene.move("provider", place, "list")
    return place


def test_every_state_is_reached_and_has_an_exit() -> None:
    assert LIFECYCLE.unreachable() == set()
    assert LIFECYCLE.without_exit() == set()


async def test_who_was_not_verified_is_seen_by_nobody(scene: Scene) -> None:
    place = await written(scene)
    offered = await scene.provider.post(
        "/offerings", json={**OFFERING, "provider_id": place.rpartition("/")[2]}
    )
    before = [
        (await scene.nobody.get(where)).status_code
        for where in (place, offered.headers["Location"])
    ]
    lists = [
        len((await scene.nobody.get(f"/{kind}")).json()["items"])
        for kind in ("providers", "offerings")
    ]
    mine = (await scene.provider.get("/providers?mine=true")).json()["items"]
    told = await scene.told()
    asked = await scene.messages()

    await scene.move("operator", place, "verify")
    await scene.move("provider", place, "list")

    assert before == [404, 404]
    assert lists == [0, 0]
    assert [entry["listing_status"] for entry in mine] == ["pending"]
    assert told == {}
    assert asked == [("role", "operator", "listing_waits")]
    assert (await scene.nobody.get(place)).json()["listing_status"] == "listed"
    assert len(await scene.told()) == 2


async def test_who_is_suspended_goes_with_all_they_offer_and_comes_back_with_it(
    scene: Scene,
) -> None:
    place = await listed(scene)
    await scene.provider.post(
        "/offerings", json={**OFFERING, "provider_id": place.rpartition("/")[2]}
    )

    silent = await scene.move("operator", place, "suspend")
    await scene.move("operator", place, "suspend", reason_code="complaint")
    gone = await scene.told()
    own = await scene.move("provider", place, "restore")
    await scene.move("operator", place, "restore")

    assert silent.status_code == 409
    assert gone == {}
    assert own.status_code == 403
    assert len(await scene.told()) == 2
    history = (await scene.provider.get(f"{place}/listing")).json()["history"]
    assert [step["reason_code"] for step in history if step["action"] == "suspend"] == ["complaint"]


async def test_what_an_operator_imports_is_listed(scene: Scene) -> None:
    report = await imported(scene.operator, [{"source_id": "1", "name": "外地研究院"}])

    place = f"/providers/{report['rows'][0]['id']}"
    assert await scene.status(place) == "listed"
    assert (await scene.nobody.get(place)).status_code == 200


async def test_the_owner_is_asked_when_words_are_a_year_old_and_stopped_without_an_answer(
    scene: Scene,
) -> None:
    place = await listed(scene, assured_date="2026-11-01")

    await scene.at(START + timedelta(days=340))
    fresh = await scene.status(place)
    await scene.at(START + timedelta(days=345))
    stale = await scene.status(place)
    await scene.at(START + timedelta(days=406))
    suspended = await scene.status(place)
    await scene.at(START + timedelta(days=497))

    assert [fresh, stale, suspended] == ["listed", "stale", "suspended"]
    assert await scene.status(place) == "delisted"


async def test_the_owners_word_makes_it_fresh_again(scene: Scene) -> None:
    place = await listed(scene, assured_date="2026-11-01")
    await scene.at(START + timedelta(days=345))

    with time_machine.travel(START + timedelta(days=346), tick=False):
        await scene.move("provider", place, "assure")
        read = (await scene.nobody.get(place)).json()

    assert (read["listing_status"], read["assured_date"]) == ("listed", "2027-11-04")


async def test_what_nobody_owns_stays_stale_for_operators_to_see(scene: Scene) -> None:
    rows = [{"source_id": "1", "name": "外地研究院", "assured_date": "2025-01-01"}]
    report = await imported(scene.operator, rows)
    place = f"/providers/{report['rows'][0]['id']}"

    await scene.at(START)
    await scene.at(START + timedelta(days=900))

    listing = (await scene.operator.get(f"{place}/listing")).json()
    assert (listing["status"], listing["due_at"]) == ("stale", None)


async def test_who_waits_is_reminded_of_and_what_is_verified_lapses_unless_listed(
    scene: Scene,
) -> None:
    waiting = await written(scene)
    await scene.at(START + timedelta(days=11))
    with time_machine.travel(START + timedelta(days=12), tick=False):
        await scene.move("operator", waiting, "verify")
    await scene.at(START + timedelta(days=43))

    history = (await scene.provider.get(f"{waiting}/listing")).json()["history"]
    again = await scene.move("provider", waiting, "resubmit")

    assert [step["action"] for step in history] == ["escalate", "verify", "delist"]
    assert again.json()["status"] == "pending"
