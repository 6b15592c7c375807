"""A clock that has nothing to do keeps nobody waiting: it looks before it opens a transaction."""

import asyncio

from tests.catalog.registrations.conftest import local_scene
from tests.catalog.registrations.scene import Scene

__all__ = ["local_scene"]


async def test_a_clock_with_nothing_to_do_waits_for_no_writer(local_scene: Scene) -> None:
    await local_scene.registered()
    state = local_scene.app.state
    clocks = (
        state.career_clock,
        state.listing_clock,
        state.team_clock,
        state.reminder_clock,
    )

    async with local_scene.database.transaction(), asyncio.timeout(5):
        done = [await clock.do_what_is_due() for clock in clocks]

    assert done == [0, 0, 0, 0]
