"""What is returned to be completed: it comes back, is given up, or lapses."""

from datetime import timedelta
from http import HTTPStatus
from typing import Final

import pytest
import time_machine

from tests.catalog.registrations.scene import PROFILE, SEEN, Scene
from tests.catalog.registrations.test_clock import START, at

INCOMPLETE: Final = {"reason_code": "incomplete", "note": "请补职称证书编号"}


async def returned(scene: Scene) -> str:
    """Let an application be returned at the start, and say where it is."""
    with time_machine.travel(START, tick=False):
        place = await scene.applied()
        await scene.done("dean", place, "endorse")
        await scene.done("operator", place, "start_review")
        silent = await scene.move("operator", place, "return")
        await scene.done("operator", place, "return", **INCOMPLETE)
    assert silent.status_code == HTTPStatus.CONFLICT
    assert await scene.status(place) == "returned"
    return place


async def test_what_is_returned_is_completed_and_reviewed_again(scene: Scene) -> None:
    place = await returned(scene)

    said = {"profile": {**PROFILE, "title": "正高级工程师"}}
    revised = await scene.chen.patch(place, json=said, headers=SEEN)
    resubmitted = await scene.done("chen", place, "resubmit")
    reviewed = await scene.done("operator", place, "start_review")

    history = (await scene.chen.get(f"{place}/history")).json()
    assert revised.json()["profile"]["title"] == "正高级工程师"
    assert (resubmitted["status"], reviewed["status"]) == ("endorsed", "under_review")
    assert [step["note"] for step in history if step["action"] == "return"] == [INCOMPLETE["note"]]


async def test_what_is_returned_can_be_given_up(local_scene: Scene) -> None:
    place = await returned(local_scene)

    given_up = await local_scene.done("chen", place, "withdraw", reason_code="personal")
    again = await local_scene.done("chen", place, "reapply")

    assert (given_up["status"], again["status"]) == ("withdrawn", "applied")


async def test_what_nobody_completes_lapses(local_scene: Scene) -> None:
    place = await returned(local_scene)

    await at(local_scene, START + timedelta(days=59))
    before = await local_scene.status(place)
    await at(local_scene, START + timedelta(days=61))

    assert (before, await local_scene.status(place)) == ("returned", "withdrawn")


@pytest.mark.parametrize("who", ["dean", "operator", "lin", "nobody"])
async def test_only_the_applicant_brings_back_what_was_returned(
    local_scene: Scene, who: str
) -> None:
    place = await returned(local_scene)

    answer = await local_scene.move(who, place, "resubmit")

    assert answer.status_code in {401, 403, 404}
    assert await local_scene.status(place) == "returned"
