"""Letters about messages: at once, together, later, or not at all, as their reader wants it."""

import asyncio
from datetime import timedelta

import httpx
import sqlalchemy as sa
import time_machine
from sqlmodel import col

from services.portal.accounts.domain import GrantedRole
from services.portal.notifications.models import InboxItem
from shared.clock import CITY_TIME, utc_now
from tests.portal.notifications.stories import dispatched, identity, message, taken_in
from tests.portal.site import Site
from tests.waiting import PATIENCE

EMAIL = "desk@city.cn"
NEED = {"case_number": "1", "title": "压铸", "status": "退回修改", "reason": None}


async def reader(site: Site, **wanted: object) -> httpx.AsyncClient:
    """Return somebody who wants messages so."""
    client = await site.person(EMAIL, GrantedRole.OPERATOR)
    answer = await client.put("/api/me/message-preferences", json=wanted)
    assert answer.status_code == 200, answer.text
    return client


async def letters(site: Site) -> list[str]:
    """Return the subjects of the letters about messages, the latest first."""
    return [subject for subject in await site.letters(EMAIL) if "账号" not in subject]


async def test_a_letter_leaves_at_once_and_says_what_the_message_says(site: Site) -> None:
    await reader(site)

    await taken_in(site, message(facts=NEED))
    await dispatched(site)
    await dispatched(site)

    assert await letters(site) == ["需求《压铸》：退回修改"]


async def test_a_digest_brings_together_what_was_not_read_meanwhile(site: Site) -> None:
    desk = await reader(site, digest="daily", digest_at="08:00")
    await taken_in(site, *(message(facts={**NEED, "title": title}) for title in "甲乙丙"))
    latest = (await desk.get("/api/me/messages")).json()["items"][0]["id"]
    await desk.put(f"/api/me/messages/{latest}/read")
    await dispatched(site)
    before = await letters(site)

    with time_machine.travel(utc_now() + timedelta(days=1, minutes=1)):
        await dispatched(site)
        await dispatched(site)
        after = await letters(site)
        body = (await site.nobody.get("/api/dev/mailbox")).json()[0]["body"]

    assert (before, after) == ([], ["科桥：2 条消息"])
    assert ("《甲》" in body, "《乙》" in body, "《丙》" in body) == (True, True, False)


async def test_quiet_hours_hold_letters_back_but_not_messages(local_site: Site) -> None:
    now = utc_now().astimezone(CITY_TIME)
    begin, end = (now + timedelta(hours=hours) for hours in (-1, 2))
    desk = await reader(local_site, quiet_from=f"{begin:%H:%M}", quiet_until=f"{end:%H:%M}")

    await taken_in(local_site, message(facts=NEED))
    await dispatched(local_site)
    during = await letters(local_site)
    unread = (await desk.get("/api/me/messages/unread")).json()["unread"]
    with time_machine.travel(utc_now() + timedelta(hours=3)):
        await dispatched(local_site)
        afterwards = await letters(local_site)

    assert (during, unread, len(afterwards)) == ([], 1, 1)


async def test_who_wants_no_letters_on_a_topic_gets_none(local_site: Site) -> None:
    desk = await reader(local_site, topics={"needs": {"email": False, "webhook": True}})

    await taken_in(local_site, message(facts=NEED))
    await dispatched(local_site)
    kept = (await desk.get("/api/me/message-preferences")).json()

    assert await letters(local_site) == []
    assert kept["topics"]["needs"] == {"email": False, "webhook": True}
    assert kept["topics"]["account"] == {"email": True, "webhook": True}
    # Who works at the desk has its queue.
    assert kept["topics"]["desk"] == {"email": False, "webhook": True}


async def test_hours_that_no_clock_shows_are_refused(local_site: Site) -> None:
    desk = await local_site.person(EMAIL)

    answers = [
        await desk.put("/api/me/message-preferences", json={"quiet_from": hour})
        for hour in ("24:00", "7:00", "07:60", "soon", 7)
    ]

    assert {answer.status_code for answer in answers} == {422}


async def test_a_letter_that_cannot_be_written_keeps_nobody_else_from_theirs(
    local_site: Site,
) -> None:
    await reader(local_site)
    other = await local_site.person("other@city.cn", GrantedRole.OPERATOR)
    await taken_in(local_site, message(facts=NEED))
    async with local_site.resources.database.transaction() as session:
        # Nobody can say this; the other's is good.
        statement = (
            sa.update(InboxItem)
            .where(col(InboxItem.person_id) != await identity(other))
            .values(facts=[])
        )
        await session.execute(statement)

    await asyncio.wait_for(dispatched(local_site), PATIENCE)

    assert await letters(local_site) == []
    assert "需求《压铸》：退回修改" in await local_site.letters("other@city.cn")
