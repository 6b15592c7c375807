"""What the feed tells: who follows it ends up with what the catalogue shows."""

import random
from typing import Any

import httpx
import orjson

from services.catalog.duties import KINDS
from tests.catalog.conftest import Parties
from tests.catalog.stories import EXAMPLES, Body, imported, moved, written

ACTIONS = ("suspend", "resume", "withdraw", "restore")
PRIVATE = ("周工", "0769-22831234", "ming", "contact", "owner_subject")


async def events(client: httpx.AsyncClient) -> list[Body]:
    """Return all events of the feed."""
    found: list[Body] = []
    while True:
        after = found[-1]["id"] if found else ""
        page: list[Body] = (await client.get(f"/feed?lastEventId={after}")).json()
        if not page:
            return found
        found += page


def followed(told: list[Body]) -> dict[str, Body]:
    """Return what a follower holds after these events."""
    held: dict[str, Body] = {}
    for event in told:
        held.pop(event["subject"], None)
        if event["method"] == "PUT":
            held[event["subject"]] = event["data"]
    return held


async def shown(parties: Parties) -> dict[str, Body]:
    """Return what the catalogue shows to the public, as the feed would tell it."""
    held: dict[str, Body] = {}
    for kind in KINDS:
        answer = await parties.nobody.get(f"/{kind.plural}?limit=100")
        for item in answer.json()["items"]:
            held[item["id"]] = {name: item[name] for name in kind.public.model_fields}
    return held


async def do_something(parties: Parties, chance: random.Random, places: list[str]) -> None:
    """Write, change, move or import entries, as chance has it."""
    what = chance.choice(["write", "change", "change", "move", "move", "import"])
    plural = chance.choice([name for name in EXAMPLES if name != "experts"])
    if what == "write" or not places:
        places.append((await written(parties.provider, plural)).headers["Location"])
    elif what == "change":
        await parties.operator.patch(
            chance.choice(places),
            json={"keywords": [chance.choice("甲乙丙")]},
            headers={"If-Match": "*"},
        )
    elif what == "move":
        await moved(
            parties.operator, chance.choice(places), chance.choice(ACTIONS), reason_code="other"
        )
    else:
        rows = [{**EXAMPLES[plural], "source_id": str(chance.randrange(9))} for _ in range(3)]
        await imported(parties.operator, [{**row, "region_code": None} for row in rows], plural)


async def test_who_follows_the_feed_holds_what_the_catalogue_shows(parties: Parties) -> None:
    chance, places = random.Random(20261123), list[str]()  # noqa: S311 - chance, not secrecy

    for _ in range(60):
        await do_something(parties, chance, places)
    told = await events(parties.service)

    assert followed(told) == await shown(parties)
    assert {event["method"] for event in told} == {"PUT", "DELETE"}
    numbers = [int(event["id"].rpartition(".")[2]) for event in told]
    assert numbers == list(range(1, len(told) + 1))


async def test_a_snapshot_is_what_following_leads_to(parties: Parties) -> None:
    gone = (await written(parties.provider)).headers["Location"]
    await written(parties.expert, "experts")
    await moved(parties.provider, gone, "withdraw")

    snapshot: dict[str, Any] = (await parties.service.get("/feed/snapshot")).json()

    told = await events(parties.service)
    assert followed(snapshot["events"]) == followed(told)
    assert snapshot["cursor"] == told[-1]["id"]


async def test_an_event_says_what_changed_and_nothing_private(parties: Parties) -> None:
    place = (await written(parties.provider)).headers["Location"]
    await moved(parties.provider, place, "withdraw")

    written_event, withdrawn_event = await events(parties.service)

    assert written_event["type"] == "catalog.provider.changed.v1"
    assert written_event["data"]["qualifications"] == ["CMA", "CNAS"]
    assert withdrawn_event["method"] == "DELETE"
    assert "data" not in withdrawn_event
    text = orjson.dumps(written_event).decode()
    assert not [word for word in PRIVATE if word in text]


async def test_what_fails_or_changes_nothing_is_not_told(parties: Parties) -> None:
    created = await written(parties.provider)
    place = created.headers["Location"]

    await parties.provider.patch(place, json={}, headers={"If-Match": "*"})
    await parties.provider.patch(place, json={"name": "新"}, headers={"If-Match": '"v9"'})
    await parties.provider.post("/providers", json={"name": ""})
    await imported(parties.operator, [{"name": "试"}], dry_run=True)

    assert len(await events(parties.service)) == 1
