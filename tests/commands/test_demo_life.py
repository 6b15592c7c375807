"""Who signs in as one of the demo's people finds work under way, and one need that was solved."""

import asyncio
import json
from collections import Counter
from typing import Any

import pytest

from deploy.commands.demo_life import play_demo_life_once
from deploy.commands.demo_people import FILE, make_demo_people_once
from services.matching.evaluation.history import Report, evaluate
from shared.database import Database
from tests.whole import WholePlatform


def shown_to(whole: WholePlatform, name: str) -> dict[str, str]:
    """Return what somebody of the demo shows the services."""
    email = f"{name}@demo.example"
    password = json.loads((whole.folder / FILE).read_bytes())[email]
    said = {"email": email, "password": password, "carrier": "bearer"}
    session = whole.client.post("/api/sessions", json=said).json()["token"]
    given = whole.client.post(
        "/api/tokens/short", json={}, headers={"Authorization": f"Bearer {session}"}
    )
    return {"Authorization": f"Bearer {given.json()['token']}"}


def own(whole: WholePlatform, name: str, place: str) -> list[dict[str, Any]]:
    answer = whole.client.get(f"/requests/{place}", headers=shown_to(whole, name))
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


async def judged(whole: WholePlatform) -> Report:
    """Judge the matches of the demo by what became of them, as `keqiao evaluate` does."""
    database = Database(f"sqlite+aiosqlite:///{whole.folder}/matching.sqlite3")
    report = await evaluate(database, lambda _lists: None)
    await database.dispose()
    return report


@pytest.mark.parametrize("new_databases", ["sqlite"], indirect=True, scope="session")
def test_the_cases_of_the_demo_stand_where_they_should_and_are_played_once(
    whole: WholePlatform,
) -> None:
    url = str(whole.client.base_url)
    asyncio.run(make_demo_people_once(url, whole.folder))

    asyncio.run(play_demo_life_once(url, whole.folder))
    asyncio.run(play_demo_life_once(url, whole.folder))

    needs = Counter(need["status"] for need in own(whole, "firm", "demands?own=true"))
    engagements = Counter(one["status"] for one in own(whole, "expert", "engagements"))
    answers = Counter(one["status"] for one in own(whole, "provider", "responses"))
    assert needs == Counter(["resolved", "in_progress", "in_contact", "returned", "submitted"])
    assert engagements == Counter(["accepted", "in_progress"])
    assert answers == Counter(["offered"])
    assert whole.client.get("/requests/cases/summary").json()["solved"] >= 1
    report = asyncio.run(judged(whole))
    assert (report.needs, report.cases) == (3, 3)
