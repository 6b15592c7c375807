"""Matches with an embedding service beside the words, and when it is lost."""

import re
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path

import pytest

from services.matching.indexing.engines import MEANINGS_FILE
from services.matching.meaning import meanings as module
from services.matching.meaning.meanings import UNREAD_NEED, Reading
from services.matching.ranking.domain import FactorName
from services.matching.ranking.ranker import FEEDBACK_VERSION, MEANING_MARK, weights_of
from services.matching.text.analyser import Analyser
from shared.auth import Role
from tests.matching.meaning.oracle import TOO_LONG, Mood, Oracle, listening
from tests.matching.publisher import Document, Publisher
from tests.matching.stories import casting_demand, record
from tests.matching.world import World, titles, world_in
from tests.templates import Template, copied
from tests.waiting import until

VERSION = re.escape(FEEDBACK_VERSION + MEANING_MARK) + "-[0-9a-f]{4}/[-0-9a-z]{1,19}"
"""With how texts are read it fits into 32 signs, as a column of the database has."""

NEED = "轮毂内部有疏松，想改善"
NEAR = record(title="轮毂压铸改善", scope="查清气孔的成因")
FAR = record(title="轮毂商标改善", scope="代办注册")
"""Both share as many words with the need; one is about its matter."""


@dataclass(frozen=True)
class Town:
    """A matching service that may be started with an embedding service, and again."""

    oracle: Oracle
    folder: Path
    url: str
    analyser: Analyser
    peers: tuple[Publisher, Publisher]

    def started(self, model: str = "small") -> AbstractAsyncContextManager[World]:
        """Start it; without a model, without the embedding service."""
        told = {"embedding_url": self.oracle.url, "embedding_model": model} if model else {}
        return world_in(self.folder, self.url, self.analyser, self.peers, **told)


@pytest.fixture
async def town(tmp_path: Path, template_file: Template, analyser: Analyser) -> AsyncIterator[Town]:
    """A service that has not been started, and two offerings for it to find."""
    peers = Publisher("catalog"), Publisher("requests")
    peers[0].put("offering", NEAR, FAR)
    async with listening() as oracle:
        yield Town(oracle, tmp_path, copied(template_file, "matching", tmp_path), analyser, peers)


def reading(world: World) -> Reading:
    """Return how far the embedding service has come."""
    meanings = world.resources.library.meanings
    assert meanings is not None
    return meanings.reading()


async def read(world: World, count: int) -> None:
    """Wait until so many texts are there and all are read."""

    async def done() -> bool:
        return reading(world) == Reading(count, count)

    await world.settled()
    await until(done)


def meaning_of(match: Document) -> Document:
    """Return the factor of a match."""
    (factor,) = [one for one in match["factors"] if one["name"] == "meaning"]
    return dict(factor)


async def test_what_is_close_in_meaning_stands_higher_and_it_is_said_why(town: Town) -> None:
    async with town.started() as world:
        await read(world, 2)
        answer = await world.preview(NEED)
        state = await world.ok("GET", "/reindex", headers=world.token(Role.OPERATOR))
    asked, folder = len(town.oracle.asked), town.folder / "matching"
    kept = (folder / MEANINGS_FILE).exists()
    async with town.started("") as world:
        await world.settled()
        without = await world.preview(NEED)
        told = await world.ok("GET", "/reindex", headers=world.token(Role.OPERATOR))

    near, far = answer["items"]
    factor = meaning_of(near)
    evidence = {one["source"]: one["value"] for one in factor["evidence"]}
    assert titles(answer) == [NEAR["title"], FAR["title"]]
    assert factor["value"] > meaning_of(far)["value"] + 0.3
    assert factor["weight"] == weights_of(feedback=True, meaning=True)[FactorName.MEANING]
    assert f"small 给出的余弦为 {evidence['embedding.cosine']:.2f}" in "".join(near["reasons_for"])
    assert near["score"] == pytest.approx(sum(one["contribution"] for one in near["factors"]))
    assert re.fullmatch(VERSION, answer["ranker_version"])
    assert state["meaning"] == {"done": 2, "total": 2}

    # Switched off, nothing is asked, told or kept.
    assert abs(without["items"][0]["score"] - without["items"][1]["score"]) < 0.05
    assert "meaning" not in str(without) + str(told)
    assert without["ranker_version"].startswith(f"{FEEDBACK_VERSION}/")
    assert (kept, len(town.oracle.asked)) == (True, asked)
    assert not list(folder.glob(f"{MEANINGS_FILE}*"))


async def test_a_lost_service_leaves_what_it_gave_and_makes_new_needs_unknown(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    demand = casting_demand(title="轮毂疏松", description=NEED)
    town.peers[1].put("demand", demand)
    async with town.started() as world:
        await read(world, 3)
    sent = len(town.oracle.texts)
    monkeypatch.setattr(module, "NEED_SECONDS", 0.05)
    town.oracle.mood = Mood.SILENT

    async with town.started() as world:
        await world.settled()
        known = await world.ok("GET", f"/demands/{demand['id']}/matches")
        unknown = await world.preview(NEED)

    assert sent == 3
    assert town.oracle.texts[sent:] == [NEED]
    factors = [meaning_of(match) for match in unknown["items"]]
    assert [meaning_of(match)["known"] for match in known["items"]] == [True, True]
    assert [(one["value"], one["missing"]) for one in factors] == [(None, [UNREAD_NEED])] * 2
    assert [one["contribution"] for one in factors] == [0, 0]
    assert "语义服务暂时没有应答" in "".join(unknown["items"][0]["unknown"])


async def test_another_model_reads_all_anew_and_what_is_withdrawn_goes(town: Town) -> None:
    async with town.started() as world:
        await read(world, 2)
    async with town.started("large") as world:
        await read(world, 2)
        world.catalog.drop("offering", NEAR)
        await read(world, 1)
        meanings = world.resources.library.meanings
        assert meanings is not None
        left = meanings.keys()

    assert left == {f"offering:{FAR['id']}"}
    read_by = [(model, len(texts)) for model, texts in town.oracle.asked]
    assert read_by == [("small", 2), ("large", 2)]


async def test_matches_that_are_kept_are_made_anew_when_entries_have_been_read(
    town: Town,
) -> None:
    demand = casting_demand(title="轮毂疏松", description=NEED)
    town.peers[1].put("demand", demand)
    town.oracle.mood = Mood.BROKEN
    async with town.started() as world:
        await world.settled()
        before = await world.ok("GET", f"/demands/{demand['id']}/matches")
        assert reading(world) == Reading(0, 3)
        assert len(titles(await world.ok("GET", "/search", params={"q": "轮毂"}))) == 3
        town.oracle.mood = Mood.WELL
        await read(world, 3)
        after = await world.ok("GET", f"/demands/{demand['id']}/matches")
        same = await world.ok("GET", f"/demands/{demand['id']}/matches")
        back = await world.ok("GET", f"/offerings/{NEAR['id']}/demands")

    assert not any(meaning_of(match)["known"] for match in before["items"])
    assert all(meaning_of(match)["known"] for match in after["items"])
    assert same["computed_at"] == after["computed_at"]
    assert meaning_of(back["items"][0]) == meaning_of(after["items"][0])


async def test_a_text_that_is_refused_stays_unknown_and_no_change_is_proposed_for_a_model(
    town: Town,
) -> None:
    demand = casting_demand(title="轮毂疏松", description=NEED)
    entry = record(name="何铸", summary="轮毂商标改善")
    town.peers[0].put("offering", record(title="轮毂疏松", scope=TOO_LONG))
    town.peers[0].put("expert", entry)
    town.peers[1].put("demand", demand)
    place = f"/experts/{entry['id']}/demands/{demand['id']}"
    async with town.started() as world:
        await read(world, 5)
        answer = await world.ok("GET", f"/demands/{demand['id']}/matches")
        standing = await world.ok("GET", place, headers=world.token(Role.EXPERT))

    matches = {match["title"]: match for match in answer["items"]}
    unknown = [title for title in matches if not meaning_of(matches[title])["known"]]
    assert unknown == ["轮毂疏松"]
    assert standing["match"]["score"] == pytest.approx(matches["何铸"]["score"])
    assert standing["improvements"]
    assert "meaning" not in {one["factor"] for one in standing["improvements"]}
    assert "何铸" not in "".join(town.oracle.texts)
