"""The moves that the clock makes, over weekends, make-up days, year ends and months."""

import asyncio
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from services.requests.demands.domain import DemandStatus
from services.requests.pursuit.models import Pursuit
from tests.requests.conftest import Parties
from tests.requests.pursuit.stories import SQLITE_ONLY, Pursuing, at, city, found, told
from tests.requests.stories import advance, brought_to, move, published

S = DemandStatus
SQLITE = pytest.mark.parametrize(*SQLITE_ONLY, indirect=True)

WAY = [
    ("2026-02-25 10:00", "wider_match", ["线索3"]),
    ("2026-02-27 10:00", "invite_more", ["线索1", "线索2"]),
    ("2026-03-02 10:00", "broker", None),
    ("2026-03-09 10:00", "suggest_team", ["线索1"]),
    ("2026-03-23 10:00", "common_problem", ["线索9"]),
    ("2026-04-07 10:00", "challenge", None),
    ("2026-05-08 10:00", "decide", None),
    ("2026-06-04 10:00", "decide", None),
]
"""Over the Spring Festival with its make-up Saturdays, Qingming, and May Day."""


async def test_a_need_that_nobody_answers_climbs_the_ladder_and_the_last_rung_comes_again(
    parties: Parties,
) -> None:
    pursuing = Pursuing(parties)
    with at("2026-02-13 10:00"):
        demand = await published(parties)

    told_of = []
    for moment, _, _ in WAY:
        with at(moment):
            assert await pursuing.strike() == 1
            assert await pursuing.strike() == 0
            told_of.append((await parties.nobody.get("/pursuit/unanswered")).json())

    # From the fifth move on everybody is told that it is a common problem.
    assert [len(needs) for needs in told_of] == [0, 0, 0, 0, 1, 1, 1, 1]
    assert {key: told_of[4][0][key] for key in ("id", "title", "moves")} == {
        "id": demand["id"],
        "title": demand["title"],
        "moves": 5,
    }
    with at(WAY[-1][0]):
        moves = await pursuing.moves(demand)
    assert [step["details"]["move"] for step in moves] == [name for _, name, _ in WAY]
    assert [datetime.fromisoformat(step["at"]) for step in moves] == [
        city(moment) for moment, _, _ in WAY
    ]
    for step, (_, _, leads) in zip(moves, WAY, strict=True):
        noted = step["details"]["found"]
        assert (noted and [one["title"] for one in noted]) == leads
        assert (step["actor"], step["reason_code"]) == ("system", "time_elapsed")
    following = [step["details"]["next_at"] for step in moves[:-1]]
    assert following == [step["at"] for step in moves[1:]]


@SQLITE
@pytest.mark.parametrize(
    ("came", "due"),
    [
        ("2026-11-27 17:00", "2026-12-02 17:00"),  # over a weekend
        ("2026-11-28 11:00", "2026-12-03 09:00"),  # on a Saturday: from Monday's opening
        ("2025-12-29 10:00", "2026-01-04 10:00"),  # year end; Sunday the 4th makes up for the 2nd
        ("2027-12-30 10:00", "2028-01-05 10:00"),  # year end
        ("2026-09-29 10:00", "2026-10-09 10:00"),  # National Day week
    ],
)
async def test_the_first_move_comes_after_three_working_days(
    parties: Parties, came: str, due: str
) -> None:
    pursuing = Pursuing(parties)
    with at(came):
        await published(parties)
        [listed] = await pursuing.listed()

    assert datetime.fromisoformat(listed["next_at"]) == city(due)
    with at(came):
        assert await pursuing.strike() == 0
    with at(due):
        assert await pursuing.strike() == 1


def _id(demand: dict[str, Any]) -> UUID:
    return UUID(demand["id"])


async def _forget_all(pursuing: Pursuing) -> None:
    async with pursuing.resources.database.transaction() as session:
        await session.execute(sa.delete(Pursuit))


@SQLITE
async def test_while_somebody_is_there_no_move_is_made_and_the_days_count_anew(
    parties: Parties,
) -> None:
    pursuing = Pursuing(parties)
    with at("2026-11-23 10:00"):
        demand = await advance(parties, await published(parties), "begin_matching")
        pursuing.helpers.needs.add(_id(demand))
    with at("2026-11-26 10:00"):
        assert await pursuing.strike() == 1
        assert await pursuing.moves(demand) == []
        [waiting] = await pursuing.listed()
    assert (waiting["next_move"], waiting["next_at"]) == ("wider_match", "2026-12-01T02:00:00Z")

    pursuing.helpers.needs.clear()
    with at("2026-12-01 10:00"):
        assert await pursuing.strike() == 1
        assert len(await pursuing.moves(demand)) == 1


@SQLITE
async def test_a_search_without_an_answer_is_tried_again_for_a_day_and_then_done_without(
    parties: Parties,
) -> None:
    pursuing = Pursuing(parties)
    pursuing.catalogue.wide = None
    with at("2026-11-23 10:00"):
        demand = await published(parties)

    with at("2026-11-26 10:00"):
        assert await pursuing.strike() == 0
        assert await pursuing.moves(demand) == []
    with at("2026-11-27 10:00"):
        assert await pursuing.strike() == 1
        [made] = await pursuing.moves(demand)

    assert (made["details"]["looked"], made["details"]["found"]) == (False, [])
    assert made["details"]["next_at"] == "2026-12-01T02:00:00Z"


@SQLITE
async def test_one_need_that_fails_does_not_keep_the_others_waiting(
    parties: Parties, caplog: pytest.LogCaptureFixture
) -> None:
    pursuing = Pursuing(parties)
    with at("2026-11-23 10:00"):
        broken, sound = await published(parties), await published(parties, title="另一条需求")
    pursuing.catalogue.broken.add(_id(broken))

    with at("2026-11-26 10:00"):
        assert await pursuing.strike() == 1
        assert (len(await pursuing.moves(broken)), len(await pursuing.moves(sound))) == (0, 1)
        pursuing.catalogue.broken.clear()
        assert await pursuing.strike() == 1

    assert broken["id"] in caplog.text
    assert broken["title"] not in caplog.text


@SQLITE
async def test_a_need_whose_time_is_over_is_left_to_end(parties: Parties) -> None:
    pursuing = Pursuing(parties)
    with at("2026-11-23 10:00"):
        demand = await published(parties, deadline="2026-11-25")

    with at("2026-11-26 10:00"):
        assert await pursuing.strike() == 0
        assert await pursuing.moves(demand) == []


@SQLITE
async def test_searches_use_only_the_words_that_everybody_may_read(parties: Parties) -> None:
    pursuing = Pursuing(parties)
    with at("2026-11-23 10:00"):
        demand = await published(parties, confidentiality="confidential")
    with at("2026-11-26 10:00"):
        await pursuing.strike()

    assert [asked for asked in pursuing.catalogue.asked if isinstance(asked[0], str)] == [
        (demand["title"], demand["public_summary"], 30)
    ]


@SQLITE
async def test_a_need_finds_others_with_the_same_problem_but_not_itself(parties: Parties) -> None:
    pursuing = Pursuing(parties)
    with at("2026-11-23 10:00"):
        demand = await published(parties)
        await parties.stranger.post(f"/demands/{demand['id']}/join", json={})
    itself = found(1).model_copy(update={"id": _id(demand)})
    pursuing.catalogue.needs = [itself, found(9, "demand")]
    for moment in ("2026-11-26", "2026-11-30", "2026-12-02", "2026-12-09", "2026-12-23"):
        with at(f"{moment} 10:00"):
            assert await pursuing.strike() == 1

    with at("2026-12-23 10:00"):
        last = (await pursuing.moves(demand))[-1]["details"]

    assert (last["move"], last["joined"]) == ("common_problem", 1)
    assert [one["title"] for one in last["found"]] == ["线索9"]


async def test_of_two_clocks_that_strike_at_once_one_makes_the_move(parties: Parties) -> None:
    pursuing = Pursuing(parties)
    with at("2026-11-23 10:00"):
        demand = await published(parties)

    with at("2026-11-26 10:00"):
        await asyncio.gather(*(pursuing.strike() for _ in range(4)))
        made = await pursuing.moves(demand)

    assert len(made) == 1


async def test_needs_from_before_there_was_a_ladder_are_taken_up(parties: Parties) -> None:
    pursuing = Pursuing(parties)
    with at("2026-11-23 10:00"):
        for status in (S.PUBLISHED, S.IN_CONTACT, S.ESCALATED, S.RESOLVED, S.DRAFT):
            await brought_to(parties, status)
        await _forget_all(pursuing)
        assert await pursuing.listed() == []

        assert await pursuing.strike() == 0

        listed = await pursuing.listed()
    assert sorted(one["status"] for one in listed) == ["escalated", "in_contact", "published"]
    assert {one["next_at"] for one in listed} == {"2026-11-26T02:00:00Z"}


@SQLITE
async def test_firm_and_desk_are_told_of_each_move_and_a_broker_instead_of_everybody(
    parties: Parties,
) -> None:
    pursuing = Pursuing(parties)
    with at("2026-11-23 10:00"):
        demand = await published(parties)
    with at("2026-11-26 10:00"):
        await pursuing.strike()
        seen = (await parties.operator.get(f"/demands/{demand['id']}")).json()
        await move(parties.operator, seen, action="broker")
    with at("2026-11-30 10:00"):
        await pursuing.strike()

    messages = await told(parties, "need_pursued", "need_to_pursue")
    assert [message["to"] for message in messages] == [
        {"kind": "organization", "id": "acme"},
        {"kind": "role", "id": "operator"},
        {"kind": "organization", "id": "acme"},
        {"kind": "person", "id": "desk-1"},
    ]
    assert messages[0]["facts"]["move"]["zh"] == "放宽条件再匹配"
    assert (messages[0]["facts"]["found"], messages[0]["link"]) == (1, f"/demands/{demand['id']}")


@SQLITE
async def test_the_clock_runs_by_itself(parties: Parties) -> None:
    pursuing = Pursuing(parties)
    with at("2026-11-23 10:00"):
        demand = await published(parties)
    with at("2026-11-26 10:00"):
        clock = pursuing.clock()
        async with clock.running():
            for _ in range(2_000):
                if await pursuing.moves(demand):
                    break
                await asyncio.sleep(0.02)

        assert len(await pursuing.moves(demand)) == 1
        assert clock.healthy
