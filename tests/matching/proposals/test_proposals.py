"""Operators propose terms; what is approved is read with at once, and again after a restart."""

from collections.abc import AsyncIterator
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final

import pytest

from services.matching.indexing.indexer import RebuildState
from services.matching.text.analyser import Analyser
from shared.auth import Role
from tests.matching.stories import record
from tests.matching.world import World, titles, world_in
from tests.templates import Template, copied
from tests.waiting import until

TERM: Final[dict[str, Any]] = {
    "term": "溜溜球",
    "english": ["yoyo toy"],
    "synonyms": ["哒哒机"],
    "kind": "product",
    "field": "consumer",
    "broader": "玩具",
    "industries": ["C24"],
    "reason": "一批需求这样写",
}
PATH: Final = "/terms/proposals"


@pytest.fixture
async def learner(tmp_path: Path, template_file: Template) -> AsyncIterator[World]:
    """A world with an analyser of its own, as this one learns."""
    url = copied(template_file, "matching", tmp_path)
    async with world_in(tmp_path, url, Analyser()) as world:
        yield world


async def propose(world: World, **changes: object) -> dict[str, Any]:
    body = {**TERM, **changes}
    answer = await world.ok("POST", PATH, json=body, headers=world.token(Role.OPERATOR))
    assert isinstance(answer, dict)
    return answer


async def move(world: World, proposal: dict[str, Any], action: str) -> dict[str, Any]:
    answer = await world.ok(
        "PUT",
        f"{PATH}/{proposal['id']}/status",
        json={"action": action, "note": "看过了"},
        headers={**world.token(Role.OPERATOR), "If-Match": f'"v{proposal["version"]}"'},
    )
    assert isinstance(answer, dict)
    return answer


async def understood(world: World, text: str) -> list[str]:
    answer = await world.ok("POST", "/understanding", json={"text": text})
    return [concept["name"] for concept in answer["concepts"]]


async def learned(world: World, version: str) -> None:
    """Wait until other terms than those of this version are read with, and indexed."""

    async def built_anew() -> bool:
        indexer, analyser = world.resources.indexer, world.resources.library.analyser
        anew = version != analyser.version == indexer.built_with
        return anew and indexer.progress.state is RebuildState.DONE

    await until(built_anew)
    await world.settled()


async def test_an_approved_term_is_read_with_and_found_without_a_restart(
    tmp_path: Path, matching_url: str
) -> None:
    async with world_in(tmp_path, matching_url, Analyser()) as world:
        await world.publish("offering", record(title="哒哒机结构设计", scope="线轴与轴承"))
        assert await understood(world, "溜溜球") == []

        before = world.resources.library.analyser.version
        await move(world, await propose(world), "approve")
        await learned(world, before)

        assert await understood(world, "会发光的溜溜球") == ["溜溜球"]
        found = await world.preview("yoyo toy that glows")
        assert titles(found) == ["哒哒机结构设计"]
        peers = world.catalog, world.requests
    async with world_in(tmp_path, matching_url, Analyser(), peers) as world:
        await world.settled()
        assert await understood(world, "哒哒机") == ["溜溜球"]
        assert titles(await world.preview("yoyo toy")) == ["哒哒机结构设计"]


async def test_a_proposal_goes_every_way_that_it_can_go(learner: World) -> None:
    proposal = await propose(learner)

    for action, status in (
        ("reject", "rejected"),
        ("propose_again", "proposed"),
        ("withdraw", "withdrawn"),
        ("propose_again", "proposed"),
        ("approve", "approved"),
        ("withdraw", "withdrawn"),
    ):
        proposal = await move(learner, proposal, action)
        assert proposal["status"] == status

    operator = learner.token(Role.OPERATOR)
    silent = await learner.client.put(
        f"{PATH}/{proposal['id']}/status", json={"action": "reject"}, headers=operator
    )
    fields = await learner.ok("GET", "/terms/fields", headers=operator)
    assert silent.json()["errors"][0]["field"] == "note"
    assert {"name": "consumer"}.items() <= fields[-1].items() or len(fields) > 20
    steps = await learner.ok("GET", f"{PATH}/{proposal['id']}/history", headers=operator)
    page = await learner.ok("GET", f"{PATH}?status=withdrawn", headers=operator)
    assert len(steps) == 6
    assert steps[0]["note"] == "看过了"
    assert [item["id"] for item in page["items"]] == [proposal["id"]]
    assert proposal["actions"] == ["propose_again"]
    await learner.resources.learning.refresh()
    assert await understood(learner, "溜溜球") == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"synonyms": ["压铸"]}, "synonyms"),
        ({"broader": "没有的词"}, "broader"),
        ({"field": "astrology"}, "field"),
        ({"term": "yoyo"}, "term"),
        ({"discipline": "999"}, "discipline"),
    ],
)
async def test_what_does_not_fit_the_vocabulary_is_said_at_the_field(
    learner: World, changes: dict[str, Any], field: str
) -> None:
    answer = await learner.client.post(
        PATH, json={**TERM, **changes}, headers=learner.token(Role.OPERATOR)
    )

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert field in [error["field"] for error in answer.json()["errors"]]


async def test_of_two_proposals_for_one_writing_only_one_can_be_approved(learner: World) -> None:
    first, second = await propose(learner), await propose(learner, term="悠悠球")
    before = learner.resources.library.analyser.version

    await move(learner, first, "approve")
    await learned(learner, before)
    refused = await learner.client.put(
        f"{PATH}/{second['id']}/status",
        json={"action": "approve"},
        headers={**learner.token(Role.OPERATOR), "If-Match": '"v1"'},
    )

    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert refused.json()["type"] == "urn:keqiao:problem:unsound-term"
