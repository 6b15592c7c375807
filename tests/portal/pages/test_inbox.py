"""The inbox on a page: in the reader's language, with the way to the need, and nobody else's."""

from http import HTTPStatus

from shared.messages.wire import RecipientKind, RecipientRead
from shared.types import new_id
from tests.portal.notifications.stories import identity, message, taken_in
from tests.portal.pages.outline import Outline
from tests.portal.pages.world import Browser, World


async def told(world: World, browser: Browser, title: str, link: str) -> None:
    """Put a message about a need into somebody's inbox."""
    to = RecipientRead(kind=RecipientKind.PERSON, id=str(await identity(browser.client)))
    facts = {"case_number": "KQ-2026-000001", "title": title, "status": "", "reason": None}
    await taken_in(world.site, message(to=to, facts=facts, link=link))


async def test_messages_are_read_where_they_lead_and_by_nobody_else(world: World) -> None:
    reader = await world.signed_in("li@firm.cn", language="en")
    other = await world.signed_in("wang@firm.cn")
    need = new_id()
    await told(world, reader, "压铸<b>气孔", f"/demands/{need}")
    await told(world, reader, "第二条", "/engagements/7")

    page = await reader.get("/inbox")
    [*_, first] = [form.action for form in Outline(page.text).forms if "/read" in form.action]
    foreign = await other.client.post(first)
    after = await reader.post(first)
    forms = [form.action for form in Outline(after.text).forms]
    done = await reader.post(next(action for action in forms if "/inbox/read/" in action))

    assert "压铸&lt;b&gt;气孔" in page.text
    assert f'href="/needs/{need}"' in page.text
    assert "/engagements/7" not in page.text
    assert 'text-bg-primary">2<' in page.text
    assert foreign.status_code == HTTPStatus.NOT_FOUND
    assert 'text-bg-primary">1<' in after.text
    assert "text-bg-primary" not in done.text
    assert "第二条" not in (await other.get("/inbox")).text


async def test_what_was_read_is_not_among_the_unread(world: World) -> None:
    reader = await world.signed_in("li@firm.cn")
    for title in ("第一条", "第二条"):
        await told(world, reader, title, "/demands/1")

    page = await reader.get("/inbox?unread=true")
    [*_, oldest] = [one.action for one in Outline(page.text).forms if one.action.endswith("/read")]
    await reader.post(oldest)
    left = await reader.get("/inbox?unread=true")

    assert {"第一条", "第二条"} == {one for one in ("第一条", "第二条") if one in page.text}
    assert "第二条" in left.text
    assert "第一条" not in left.text
    assert Outline(left.text).faults() == []


async def test_a_long_inbox_has_pages(world: World) -> None:
    reader = await world.signed_in("li@firm.cn")
    for number in range(21):
        await told(world, reader, f"第{number}条。", "/demands/1")

    first = await reader.get("/inbox")
    [more] = [href for href in Outline(first.text).values("href") if "cursor=" in href]
    second = await reader.get(more)
    wrong = await reader.get("/inbox?cursor=nonsense")

    assert "第20条。" in first.text
    assert "第0条。" not in first.text
    assert "第0条。" in second.text
    assert wrong.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
