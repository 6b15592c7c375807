"""Before a wait of the catalogue ends by itself, whoever is waited for is told so, once."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import sqlalchemy as sa
import time_machine
from sqlmodel import col

from services.catalog.tables import MessageEntry
from tests.catalog.registrations.scene import Scene
from tests.catalog.registrations.test_teams import files, proposed

START: Final = datetime(2026, 11, 23, 2, tzinfo=UTC)


async def go_round(scene: Scene, *, days: int) -> int:
    """Let the clock strike so many days after the start; return of how much it reminded."""
    with time_machine.travel(START + timedelta(days=days), tick=False):
        reminded: int = await scene.app.state.reminder_clock.do_what_is_due()
        return reminded


async def told(scene: Scene, code: str) -> list[Any]:
    """Return whom the catalogue told something."""
    async with scene.database.snapshot() as session:
        statement = sa.select(col(MessageEntry.event)).order_by(col(MessageEntry.sequence))
        said = [json.loads(event)["data"] for event in await session.scalars(statement)]
    return [message["to"]["id"] for message in said if message["code"] == code]


async def test_who_is_waited_for_is_told_once_before_a_registration_lapses(scene: Scene) -> None:
    with time_machine.travel(START, tick=False):
        await scene.applied()

    counts = [await go_round(scene, days=day) for day in (20, 28, 29, 31)]

    assert counts == [0, 1, 0, 0]
    assert await told(scene, "registration_due_soon") == ["institute"]


async def test_who_owes_a_team_an_answer_is_told_once(local_scene: Scene) -> None:
    await proposed(local_scene, await files(local_scene), "wu")

    counts = [await go_round(local_scene, days=day) for day in (20, 28, 29)]

    assert counts == [0, 1, 0]
    assert await told(local_scene, "team_due_soon") == ["wu"]


async def test_an_owner_is_told_once_before_a_stale_listing_is_suspended(
    local_scene: Scene,
) -> None:
    with time_machine.travel(START, tick=False):
        answer = await local_scene.operator.post(
            "/providers",
            json={"name": "检测所", "owner_subject": "dean", "assured_date": "2025-01-01"},
        )
        assert answer.status_code == 201
        assert await local_scene.app.state.listing_clock.do_what_is_due() == 1

    counts = [await go_round(local_scene, days=day) for day in (50, 58, 59)]

    assert counts == [0, 1, 0]
    assert await told(local_scene, "listing_due_soon") == ["dean"]
