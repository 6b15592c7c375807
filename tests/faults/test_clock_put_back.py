"""A clock that jumps back an hour changes nothing that anybody relies on."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import pytest

from tests.anything.ending import AUDITS, QUARANTINES
from tests.anything.world import NOBODY, World, prepared

HOUR: Final = timedelta(hours=1)
SECONDS: Final = 120.0
OFFERING: Final = {"service_class": "consulting", "scope": "改进压铸工艺"}
NEED: Final = {
    "title": "铝壳电池焊接后气孔多",
    "description": "激光焊接铝壳，气孔率约 8%，希望降到 3% 以下，产线节拍 12 秒。",
    "contact_phone": "0769-22831235",
    "industry_code": "C38",
}
SIGN_IN: Final = {
    "email": "firm@example.cn",
    "password": "Kq-Right-Horse-9",
    "carrier": "bearer",
}


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """The platform, with everybody in it."""
    world = World(tmp_path, prepared(tmp_path, {}), {})
    yield world
    world.stop()


def add(world: World, title: str) -> dict[str, Any]:
    """Create an offering, or be told again of the one that was created."""
    key = {"Idempotency-Key": title.encode().hex()}
    body = {"title": title, **OFFERING}
    answer = world.ask("operator", "POST /catalog/offerings", json=body, headers=key)
    assert answer.status_code == 201, answer.text
    created: dict[str, Any] = answer.json()
    return created


def publish(world: World) -> str:
    """Bring a need before the public, step by step."""
    need: str = world.done("firm", "POST /requests/demands", NEED)["id"]
    steps = (("firm", "submit"), ("operator", "start_review"), ("operator", "publish"))
    for who, action in steps:
        world.done(who, f"PUT /requests/demands/{need}/status", {"action": action})
    return need


def settle(world: World, titles: set[str]) -> set[str]:
    """Wait until a search finds these and is not behind; return what it finds."""
    waited, found = 0.0, set[str]()
    while found != titles and waited < SECONDS:
        world.idle(0.1)
        waited += 0.1
        page = world.done(NOBODY, "GET /matching/search?kind=offering&kind=demand&limit=50")
        found = {item["title"] for item in page["items"]} if not page["pending_changes"] else set()
    return found


def inbox(world: World) -> int:
    """Return how many messages the firm has."""
    return len(world.done("firm", "GET /api/me/messages")["items"])


def listed(world: World) -> list[str]:
    """Return the titles of offerings, page by page."""
    titles: list[str] = []
    cursor = ""
    while True:
        page = world.done(NOBODY, f"GET /catalog/offerings?limit=1{cursor}")
        titles += [item["title"] for item in page["items"]]
        if page["next_cursor"] is None:
            return sorted(titles)
        cursor = f"&cursor={page['next_cursor']}"


def test_a_clock_that_jumps_back_an_hour_loses_and_doubles_nothing(world: World) -> None:
    first = add(world, "先前的服务")
    session = world.ask(NOBODY, "POST /api/sessions", json=SIGN_IN).json()["token"]
    assert settle(world, {"先前的服务"}) == {"先前的服务"}
    before = inbox(world)

    world.let_pass(-HOUR)

    place = f"/catalog/offerings/{first['id']}"
    changed = world.ask(
        "operator", f"PATCH {place}", json={"deliverable": "报告"}, headers={"If-Match": '"v1"'}
    )
    publish(world)
    me = world.ask(NOBODY, "GET /api/me", headers={"Authorization": f"Bearer {session}"})
    assert add(world, "先前的服务")["id"] == first["id"]
    assert add(world, "之后的服务")["id"] != first["id"]
    assert (changed.status_code, changed.json()["version"]) == (200, 2)
    assert me.status_code == 200, me.text
    titles = {"先前的服务", "之后的服务", NEED["title"]}
    assert settle(world, titles) == titles
    assert listed(world) == ["之后的服务", "先前的服务"]
    assert inbox(world) > before
    assert all(world.done("auditor", f"GET {each}/verification")["intact"] for each in AUDITS)
    assert [world.done("operator", f"GET {each}") for each in QUARANTINES] == [[], [], []]
