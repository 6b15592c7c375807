"""What firms say of those who helped them is told to the catalogue, without their words."""

from datetime import timedelta
from typing import Any, Final

import time_machine

from services.requests.engagements.domain import EngagementStatus
from shared.clock import utc_now
from tests.requests.conftest import Parties
from tests.requests.engagements.stories import ENTRY, MEMBER_ENTRY, clock_of, engaged, seen
from tests.requests.responses.stories import SQLITE
from tests.requests.stories import events

WORDS: Final = "按时交付，气孔率达标，只此一家知道。"
MARKS: Final = {"overall": 4, "quality": 5, "words": WORDS}


async def told(parties: Parties) -> list[dict[str, Any]]:
    """Return what followers were told of reviews."""
    return [one for one in await events(parties) if one["type"] == "requests.review.given.v1"]


async def test_the_firms_marks_are_told_once_both_sides_may_read_them(parties: Parties) -> None:
    work = await engaged(parties, EngagementStatus.ACCEPTED)
    place = f"/engagements/{work['id']}/reviews"

    given = await parties.owner.post(place, json=MARKS)
    before = await told(parties)
    answered = await parties.expert.post(place, json={"overall": 2})

    assert (given.status_code, answered.status_code, before) == (201, 201, [])
    [event] = await told(parties)
    assert event["data"]["overall"] == 4
    assert {helper["id"] for helper in event["data"]["helpers"]} == {str(ENTRY), str(MEMBER_ENTRY)}
    assert WORDS not in str(event)


@SQLITE
async def test_where_the_firm_gave_no_marks_nothing_is_told(parties: Parties) -> None:
    work = await engaged(parties, EngagementStatus.ACCEPTED)
    await parties.expert.post(f"/engagements/{work['id']}/reviews", json={"overall": 2})
    with time_machine.travel(utc_now() + timedelta(days=15), tick=False):
        await clock_of(parties).move_on()
        closed = await seen(parties.owner, work["id"])

    assert (closed["status"], await told(parties)) == ("reviewed", [])
