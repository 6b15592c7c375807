"""What came of a response is told to followers as codes and times, and not a word besides."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col

from services.matching.feedback.schemas import OutcomeTold
from services.requests.dependencies import Resources
from services.requests.engagements.domain import EngagementStatus
from services.requests.outcomes.publishing import OUTCOME_CHANGED, publish_untold
from services.requests.responses.domain import ResponseStatus
from services.requests.tables import FeedEntry
from tests.requests.conftest import Parties
from tests.requests.engagements.stories import WAY_TO
from tests.requests.engagements.stories import step as engagement_step
from tests.requests.responses.stories import (
    SQLITE,
    brought_to,
    drafted,
    invited,
    need_of,
    stepped,
    walked,
    written,
)
from tests.requests.stories import events, move, published

Codes = list[tuple[str, str | None]]


async def outcomes(parties: Parties) -> list[dict[str, Any]]:
    """Return what followers were told of outcomes, in order."""
    return [event["data"] for event in await events(parties) if event["type"] == OUTCOME_CHANGED]


def codes(told: dict[str, Any]) -> Codes:
    """Return the steps without their times."""
    return [(step["outcome"], step["reason"]) for step in told["steps"]]


@SQLITE
async def test_the_way_from_an_invitation_to_a_problem_that_is_back_is_told(
    parties: Parties,
) -> None:
    response = await invited(parties, await published(parties))
    await written(parties.expert, response)
    selected = await walked(parties, response, ResponseStatus.SELECTED)
    engagement = {"id": (await need_engagement(parties, selected))}
    await WAY_TO[EngagementStatus.ACCEPTED](parties, engagement)

    need = await need_of(parties, response)
    await move(parties.owner, need, action="reopen", reason_code="problem_is_back")

    last = (await outcomes(parties))[-1]
    assert codes(last) == [
        ("invited", None),
        ("expressed", None),
        ("offered", None),
        ("selected", None),
        ("solved", None),
        ("unsolved", None),
    ]
    assert len(OutcomeTold.model_validate(last).known_steps) == len(last["steps"])
    assert set(last) == {"id", "entry", "team", "demand", "steps"}
    assert (last["id"], last["entry"]["kind"], last["team"]) == (response["id"], "expert", [])
    assert set(last["demand"]) == {"id", "industry_code", "region_code", "confidentiality"}
    assert [step["at"] for step in last["steps"]] == sorted(step["at"] for step in last["steps"])


async def need_engagement(parties: Parties, response: dict[str, Any]) -> str:
    """Return the id of the cooperation that a selection led to."""
    seen = (await parties.owner.get(f"/responses/{response['id']}")).json()
    return str(seen["engagement_id"])


@SQLITE
async def test_who_declines_is_told_with_the_code_and_without_the_words(parties: Parties) -> None:
    response = await invited(parties, await published(parties))

    await stepped(
        parties.expert, response, "decline", reason_code="no_capacity", note="手里还有四个项目"
    )

    [*_, last] = await outcomes(parties)
    assert codes(last) == [("invited", None), ("declined", "no_capacity")]
    assert "四个项目" not in str(await events(parties))


@SQLITE
async def test_a_cooperation_that_ends_is_told_with_its_own_reason(parties: Parties) -> None:
    response = await invited(parties, await published(parties))
    await written(parties.expert, response)
    selected = await walked(parties, response, ResponseStatus.SELECTED)
    engagement = {"id": (await need_engagement(parties, selected))}

    ended = await engagement_step(
        parties.expert, engagement, "terminate", reason_code="helper_unable"
    )
    need = await need_of(parties, response)
    if need["status"] == "in_contact":
        await move(parties.owner, need, action="fall_back", reason_code="other")

    assert ended.is_success, ended.text
    assert codes((await outcomes(parties))[-1])[-1] == ("fell_through", "helper_unable")


@SQLITE
async def test_of_drafts_and_of_who_names_no_entry_nothing_is_told(parties: Parties) -> None:
    await brought_to(parties, ResponseStatus.OFFERED)
    entry = parties.listed.add("expert", "陈工", "chen")

    await drafted(parties.expert, await published(parties), entry=entry)

    assert await outcomes(parties) == []


@SQLITE
async def test_what_was_never_told_is_told_once_at_a_start(parties: Parties) -> None:
    response = await brought_to(parties, ResponseStatus.DECLINED)
    resources: Resources = parties.app.state.resources
    async with resources.database.transaction() as session:
        told = col(FeedEntry.subject) == response["id"]
        await session.execute(sa.delete(FeedEntry).where(told))

    counts = []
    for _ in range(2):
        async with resources.database.transaction() as session:
            counts.append(await publish_untold(session, resources.feed))

    assert counts == [1, 0]
    [*_, last] = await outcomes(parties)
    assert (UUID(last["id"]), codes(last)[-1]) == (
        UUID(response["id"]),
        ("declined", "outside_expertise"),
    )
