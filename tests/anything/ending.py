"""What has to be true in the end, whatever anybody did."""

from itertools import pairwise
from typing import Any, Final

import orjson
import sqlalchemy as sa
from sqlmodel import col

from services.matching.replicas.models import Replica
from shared.database import Database
from tests.anything.game import Game
from tests.anything.things import Thing

AUDITS: Final = ("/api/audit", "/catalog/audit", "/requests/audit")
QUARANTINES: Final = ("/api/quarantine", "/catalog/quarantine", "/matching/quarantine")
LISTS: Final = (
    "/requests/demands?limit=100",
    "/requests/demands?own=true&limit=100",
    "/requests/responses?limit=100",
    "/requests/grants?limit=100",
    "/requests/engagements",
    "/requests/cases",
    "/requests/moderation/queue",
    "/requests/pursuit",
    "/requests/audit?limit=100",
    "/catalog/registrations?limit=100",
    "/catalog/teams",
    "/catalog/experts?limit=100",
    "/catalog/audit?limit=100",
    "/api/me/messages?limit=100",
    "/api/audit?limit=100",
    "/matching/search?q=气孔",
)
PAGES: Final = {
    "need": ("", "/history", "/joiners", "/similar", "/check"),
    "response": ("", "/history", "/offers", "/contacts", "/author-contact"),
    "grant": ("", "/history"),
    "engagement": (
        *("", "/history", "/acceptance", "/amendments", "/deliverables", "/follow-ups"),
        *("/milestones", "/reviews", "/statements"),
    ),
    "registration": ("", "/history", "/assessments", "/dispatches", "/service-records"),
    "team": ("", "/history"),
    "organization": ("", "/history", "/members", "/invitations"),
}
CURIOUS: Final = ("rival", "expert", "provider", "auditor", "nobody")
"""Operators may read everything, and who is with the firm reads as the firm does."""

SECONDS: Final = 60.0
COPIED: Final = {"provider", "offering", "expert", "facility", "achievement", "demand"}
"""What matching keeps as it is published; of all else in the feeds it draws other things."""


def all_is_well(game: Game) -> None:
    """See that everything lived by its table, that nothing leaked, and that all copies agree."""
    crawl(game)
    for things in game.things.values():
        for thing in things:
            if not thing.listed:
                lived_by_its_table(game, thing)
    solved_only_by_their_firms(game)
    logs_are_whole(game)
    copies_equal_their_sources(game)


def crawl(game: Game) -> None:
    """Let everybody read all they can of what was begun last; each answer is watched."""
    for who in CURIOUS:
        for page in LISTS:
            game.ask(who, f"GET {page}")
        for kind, pages in PAGES.items():
            for thing in game.things[kind][-1:]:
                for page in pages:
                    game.ask(who, f"GET {thing.place}{page}")


def history_of(game: Game, thing: Thing) -> list[dict[str, Any]]:
    """Return what happened to something, as one of those sees it who see all of it."""
    eyes = "operator" if thing.kind.name in {"organization", "need", "team"} else thing.by
    answer = game.ask(eyes, f"GET {thing.place}/history")
    if not answer.is_success:
        answer = game.ask("operator", f"GET {thing.place}/history")
    assert answer.is_success, (thing.place, answer.text)
    found: list[dict[str, Any]] = answer.json()
    return found


def lived_by_its_table(game: Game, thing: Thing) -> None:
    """See that what happened is one way through the table, up to where it stands."""
    life, shown = thing.kind.life, game.seen(thing)
    beginning, steps = None, history_of(game, thing)
    if steps and steps[0]["from_status"] is None:
        beginning = steps.pop(0)["to_status"]
    for step in steps:
        taken = (step["from_status"], step["action"], step["to_status"])
        assert thing.kind.allows(*taken), (thing.place, taken)
    for earlier, later in pairwise(steps):
        assert earlier["to_status"] == later["from_status"], (thing.place, steps)
    last = steps[-1]["to_status"] if steps else beginning
    assert (steps[0]["from_status"] if steps else beginning) in {*life.entrances, None}
    assert shown is None or last in {shown["status"], None}, (thing.place, shown, steps)


def solved_only_by_their_firms(game: Game) -> None:
    """See that no need counts as solved but by the word of its firm."""
    for need in game.things["need"]:
        solved = [step for step in history_of(game, need) if step["to_status"] == "resolved"]
        solved = [step for step in solved if step["from_status"] != "resolved"]
        assert len(solved) <= game.confirmed[need.id], (need, solved)


def logs_are_whole(game: Game) -> None:
    """See that each audit log is as it was recorded, and that no follower stumbled."""
    for place in AUDITS:
        verdict = game.world.done("auditor", f"GET {place}/verification")
        assert verdict["intact"], verdict
    for place in QUARANTINES:
        assert game.world.done("operator", f"GET {place}") == [], place


def copies_equal_their_sources(game: Game) -> None:
    """See that matching holds what the others publish, once it has caught up."""
    waited = 0.0
    while (held := _held(game)) != (there := _published(game)) and waited < SECONDS:
        game.world.idle(0.1)
        waited += 0.1
    assert held == there
    assert "kanarie" not in orjson.dumps(there).decode().lower()


def _published(game: Game) -> dict[str, Any]:
    records = {}
    for service in ("catalog", "requests"):
        after: str | None = ""
        while after is not None:
            page = game.world.ask(
                "matching", f"GET /{service}/feed/snapshot", params={"after": after}
            ).json()
            for event in page["events"]:
                kind = event["type"].split(".")[1]
                if event.get("data") is not None and kind in COPIED:
                    records[f"{kind}:{event['subject']}"] = event["data"]
            after = page["next"]
    return records


def _held(game: Game) -> dict[str, Any]:
    database: Database = game.world.database("matching")

    async def documents() -> dict[str, Any]:
        async with database.snapshot() as session:
            statement = sa.select(Replica).where(~col(Replica.gone))
            return {row.key: row.document for row in await session.scalars(statement)}

    try:
        return game.world.run(documents())
    finally:
        game.world.run(database.dispose())
