"""Who may have the index built anew, and what they and the others see meanwhile."""

import asyncio

import pytest

from shared.auth import Role
from tests.matching.publisher import Document
from tests.matching.stories import NEED, casting_offering
from tests.matching.world import World, titles
from tests.waiting import PATIENCE

OURS = [
    ("POST", "/reindex"),
    ("GET", "/reindex"),
    ("GET", "/quarantine"),
    ("PUT", "/quarantine/catalog/1"),
]


async def rebuilt(world: World) -> Document:
    """Wait for the end of a rebuild and return what was said of it last."""
    async with asyncio.timeout(PATIENCE):
        while True:
            state: Document = await world.ok("GET", "/reindex", headers=world.token(Role.OPERATOR))
            if state["state"] != "running":
                return state
            await asyncio.sleep(0.01)


async def test_only_operators_and_administrators_look_after_the_index(world: World) -> None:
    body = {"action": "skip"}
    for method, path in OURS:
        sent = body if method == "PUT" else None
        nobody = await world.client.request(method, path, json=sent)
        assert nobody.status_code == 401, path
        for role in set(Role) - {Role.OPERATOR, Role.SYSTEM_ADMINISTRATOR}:
            answer = await world.client.request(method, path, json=sent, headers=world.token(role))
            assert answer.status_code == 403, (path, role)


async def test_everybody_finds_everything_while_the_index_is_built_anew(world: World) -> None:
    await world.publish("offering", *(casting_offering(title=f"压铸{n}") for n in range(30)))

    begun = await world.ok("POST", "/reindex", headers=world.token(Role.SYSTEM_ADMINISTRATOR))
    answers = [await world.preview(NEED) for _ in range(5)]
    ended = await rebuilt(world)

    assert begun["state"] == "running"
    assert ended == {"state": "done", "done": 30, "total": 30}
    assert [answer["considered"] for answer in answers] == [30] * 5


async def test_asking_twice_at_once_is_asking_once(world: World) -> None:
    await world.publish("offering", casting_offering())
    operator = world.token(Role.OPERATOR)

    first = await world.client.post("/reindex", headers=operator)
    second = await world.client.post("/reindex", headers=operator)

    assert (first.status_code, second.status_code) == (202, 202)
    assert (await rebuilt(world))["state"] == "done"
    assert titles(await world.preview(NEED)) == ["铝合金压铸工艺改进"]


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.SYSTEM_ADMINISTRATOR])
async def test_an_index_that_was_never_rebuilt_says_so(world: World, role: Role) -> None:
    await world.settled()

    state = (await world.ok("GET", "/reindex", headers=world.token(role)))["state"]

    assert state in {"idle", "done"}
