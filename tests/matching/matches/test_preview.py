"""A need in plain words is answered with who could help, and why."""

import pytest
import sqlalchemy as sa

from services.matching.matches.models import Match, MatchRun
from services.matching.ranking.domain import FactorName
from services.matching.ranking.ranker import FEEDBACK_VERSION
from services.matching.text.analyser import Analyser
from tests.matching.publisher import Document
from tests.matching.stories import CASTING, NEED, UNRELATED, casting_offering, record
from tests.matching.world import World, titles


def factor(match: Document, name: str) -> Document:
    """Return the row of the table with that name."""
    [row] = [row for row in match["factors"] if row["name"] == name]
    return dict(row)


async def test_what_fits_stands_before_what_does_not(world: World, analyser: Analyser) -> None:
    for kind in CASTING:
        await world.publish(kind, record(**UNRELATED[kind]), record(**CASTING[kind]))

    answer = await world.preview(NEED)

    assert {item["kind"] for item in answer["items"][:5]} == set(CASTING)
    assert [item["position"] for item in answer["items"]] == list(
        range(1, len(answer["items"]) + 1)
    )
    assert answer["considered"] >= 5
    assert (answer["ranker_version"], answer["pending_changes"]) == (
        f"{FEEDBACK_VERSION}/{analyser.version}",
        0,
    )


async def test_a_score_is_the_sum_of_its_table(world: World) -> None:
    case = {"title": "压铸气孔治理", "outcome": "solved", "confirmed_by": "enterprise"}
    await world.publish("offering", casting_offering(cases=[case], capacity_status="available"))

    [match] = (await world.preview(NEED))["items"]

    # No language model is asked unless one is set.
    names = [name for name in FactorName if name is not FactorName.MEANING]
    assert [row["name"] for row in match["factors"]] == names
    assert match["score"] == pytest.approx(sum(row["contribution"] for row in match["factors"]))
    assert sum(row["weight"] for row in match["factors"]) == pytest.approx(1)
    for row in match["factors"]:
        assert row["known"] is (row["value"] is not None)
        assert bool(row["evidence"]) is row["known"]
        assert row["known"] or (row["contribution"], row["could_add"]) == (0, row["weight"])


async def test_what_is_not_said_is_unknown_and_what_is_said_counts(world: World) -> None:
    await world.publish(
        "offering",
        casting_offering(price_min="20000", price_max="80000", lead_time_days=30),
    )

    [vague] = (await world.preview(NEED))["items"]
    [told] = (
        await world.preview(NEED, region_code="441900", budget_max="100000", deadline="2031-01-01")
    )["items"]

    for name, missing in {"region": "need.region_code", "budget": "need.budget_max"}.items():
        assert factor(vague, name)["missing"] == [missing]
        assert factor(told, name)["value"] == 1
    assert factor(told, "time")["value"] == 1
    assert factor(told, "qualification")["known"] is False
    assert told["score"] > vague["score"]
    assert len(vague["unknown"]) > len(told["unknown"])


async def test_an_answer_shows_the_shared_terms_where_they_stand(world: World) -> None:
    await world.publish("offering", casting_offering())

    [match] = (await world.preview(NEED))["items"]

    forms = " ".join(term["need_form"] for term in match["terms"])
    assert "压铸" in forms
    assert "气孔" in forms
    places = [*match["need_places"], *match["entry_places"]]
    marked = {place["text"][start:end] for place in places for start, end in place["spans"]}
    assert "压铸" in marked
    assert [place["text"] for place in match["need_places"]] == [NEED]
    assert any("压铸" in reason for reason in match["reasons_for"])


async def test_how_near_the_best_is_is_told_also_when_that_is_not_near(world: World) -> None:
    await world.publish("offering", casting_offering())

    near = (await world.preview("铝合金压铸件气孔多，想改进压铸工艺"))["items"]
    far = (
        await world.preview(
            "塑料外壳的颜色不均匀，换了几种色母都有色差，客户退货，不知道是不是模具的问题"
        )
    )["items"]

    assert (near[0]["nearness"], near[0]["nearness_label"]) == ("near", "可能对口")
    assert [match["nearness"] for match in far] in (["related"], ["faint"])


async def test_a_need_in_english_finds_what_is_described_in_chinese(world: World) -> None:
    await world.publish("offering", record(**UNRELATED["offering"]), casting_offering())

    answer = await world.preview("We have a lot of porosity in our aluminium die casting parts")

    assert titles(answer)[0] == "铝合金压铸工艺改进"
    assert any(term["entry_form"] == "压铸" for term in answer["items"][0]["terms"])


async def test_a_need_that_names_nothing_is_told_so(world: World) -> None:
    for text in ("的了吗", "！？……", "🙂🙂", "of the and", "\u3000 a"):
        answer = await world.client.post("/matches/preview", json={"text": text})

        assert answer.status_code == 422, text
        assert [problem["field"] for problem in answer.json()["errors"]] == ["text"]


async def test_words_that_nobody_uses_find_nobody(world: World) -> None:
    await world.publish("offering", casting_offering())

    answer = await world.preview("龘靐齉爩")

    assert (answer["items"], answer["considered"]) == ([], 0)


async def test_at_most_so_many_are_shown_as_were_asked_for(world: World) -> None:
    await world.publish("offering", *(casting_offering(title=f"压铸{n}") for n in range(5)))

    answer = await world.preview(NEED, limit=2)

    assert len(answer["items"]) == 2
    assert answer["considered"] == 5


async def test_a_preview_leaves_no_trace(world: World) -> None:
    await world.publish("offering", casting_offering())

    await world.preview(NEED, title="保密的事")

    async with world.resources.database.snapshot() as session:
        for table in (Match, MatchRun):
            assert await session.scalar(sa.select(sa.func.count()).select_from(table)) == 0


async def test_an_entry_that_is_closed_for_a_while_is_not_offered(world: World) -> None:
    await world.publish("offering", casting_offering(status="temporarily_closed"))
    closed = (await world.preview(NEED))["items"]

    await world.publish("offering", casting_offering(status="active"))
    reopened = (await world.preview(NEED))["items"]

    assert closed == []
    assert len(reopened) == 1


async def test_an_expert_who_declines_to_be_recommended_is_only_found_by_search(
    world: World,
) -> None:
    expert = record(name="周某", specialties=["铝合金压铸气孔"], summary="真空压铸工艺。")
    await world.publish("expert", {**expert, "recommended": False})
    offered = (await world.preview(NEED))["items"]
    found = await world.ok("GET", "/search", params={"q": "真空压铸", "kind": "expert"})

    await world.publish("expert", {**expert, "recommended": True})
    offered_again = (await world.preview(NEED))["items"]

    assert offered == []
    assert [item["title"] for item in found["items"]] == ["周某"]
    assert [item["title"] for item in offered_again] == ["周某"]
