"""An expert takes their data along, and leaves: the file is gone, and nothing names them."""

import json
from typing import Final

import sqlalchemy as sa

from services.catalog.people.holdings import HOLDINGS
from tests.catalog.people.conftest import Portal
from tests.catalog.registrations.scene import PROFILE, Scene

NAME: Final = PROFILE["name"]
SPECIALTY: Final = PROFILE["specialties"][0]
PHONE: Final = PROFILE["contact_phone"]


async def everything(scene: Scene) -> str:
    """Return all rows of all tables as one text."""
    said = []
    async with scene.database.snapshot() as session:
        for model in HOLDINGS:
            rows = await session.execute(sa.select(*sa.inspect(model).columns))
            said += [str(tuple(row)) for row in rows]
    return "\n".join(said)


async def test_an_expert_who_leaves_is_named_nowhere(scene: Scene, portal: Portal) -> None:
    place = await scene.registered()
    before = (await scene.operator.get(place)).json()

    exported = await portal.ask("chen", "export")
    free = await portal.ask("chen", "obligations")
    erased = await portal.ask("chen", "erasure")
    again = await portal.ask("chen", "erasure")

    assert {"expert", "registration", "registration_step"} <= exported["tables"].keys()
    assert NAME in json.dumps(exported, ensure_ascii=False)
    assert free == []
    assert erased["entries"] == again["entries"] == [before["expert_id"]]
    found = await everything(scene)
    assert [word for word in (NAME, SPECIALTY, PHONE) if word in found] == []
    after = (await scene.operator.get(place)).json()
    assert (after["status"], after["profile"]["name"]) == ("exited", "（已注销）")
    assert (await scene.nobody.get(f"/experts/{before['expert_id']}")).status_code == 404


async def test_followers_hear_that_the_file_is_gone_and_miss_no_number(
    local_scene: Scene, local_portal: Portal
) -> None:
    await local_scene.registered()
    await local_portal.ask("chen", "erasure")

    told = (await local_scene.service.get("/feed")).json()

    assert [event["method"] for event in told] == ["DELETE"] * len(told)
    numbers = [int(event["id"].partition(".")[2]) for event in told]
    assert numbers == list(range(1, len(told) + 1))
    assert len(told) > 1


async def test_who_serves_a_firm_is_told_so_before_leaving(
    local_scene: Scene, local_portal: Portal
) -> None:
    place = await local_scene.registered()
    await local_scene.dispatched(place, begins_on="2020-01-01")

    [agreed] = await local_portal.ask("chen", "obligations")

    assert (agreed["kind"], agreed["number"], agreed["status"]) == (
        "dispatch",
        "DG-2026-17",
        "dispatched",
    )


async def test_an_application_is_taken_back_and_one_suspended_ends(
    local_scene: Scene, local_portal: Portal
) -> None:
    applied = await local_scene.applied("lin")
    stopped = await local_scene.registered()
    await local_scene.done("operator", stopped, "suspend", reason_code="complaint")

    await local_portal.ask("lin", "erasure")
    await local_portal.ask("chen", "erasure")

    assert await local_scene.status(applied) == "withdrawn"
    assert await local_scene.status(stopped) == "exited"
