"""What is told arrives in the inboxes of those it is for: once, and in their language."""

from datetime import timedelta
from uuid import uuid4

import httpx

from services.portal.accounts.domain import GrantedRole
from services.portal.notifications.replication import MessageRoom
from shared.clock import utc_now
from shared.leases import Lease
from shared.messages.wire import RecipientKind, RecipientRead
from tests.portal.notifications.stories import identity, message, taken_in
from tests.portal.site import PASSWORD, Site
from tests.portal.test_organizations import joined, registered


def to(kind: RecipientKind, recipient: object) -> RecipientRead:
    return RecipientRead(kind=kind, id=str(recipient))


async def inbox(client: httpx.AsyncClient) -> list[dict[str, object]]:
    answer = await client.get("/api/me/messages")
    items: list[dict[str, object]] = answer.json()["items"]
    return items


async def test_people_organizations_and_roles_are_told(site: Site) -> None:
    owner = await site.person("owner@firm.cn")
    place = await registered(owner)
    guest = await joined(site, owner, place, "guest@firm.cn")
    desk = await site.person("desk@city.cn", GrantedRole.OPERATOR)
    sent = [
        message(to=to(RecipientKind.PERSON, await identity(guest)), facts={"title": "给客人"}),
        message(to=to(RecipientKind.ORGANIZATION, place.rpartition("/")[2])),
        message(to=to(RecipientKind.ROLE, "operator")),
        message(to=to(RecipientKind.PERSON, "somebody of long ago")),
        message(to=to(RecipientKind.PERSON, uuid4())),
        message(to=to(RecipientKind.ROLE, "nobody")),
    ]

    await taken_in(site, *sent)
    await taken_in(site, *sent)

    counts = [len(await inbox(client)) for client in (owner, guest, desk)]
    assert counts == [1, 2, 1]


async def test_who_left_is_not_told_and_leaves_no_messages(local_site: Site) -> None:
    ming = await local_site.person("ming@firm.cn")
    me = await identity(ming)
    await taken_in(local_site, message(to=to(RecipientKind.PERSON, me)))
    export = (await ming.get("/api/me/export")).json()["tables"]

    await ming.post("/api/me/farewell", json={"password": PASSWORD})
    await taken_in(local_site, message(to=to(RecipientKind.PERSON, me)))

    assert [row["code"] for row in export["inbox_item"]] == ["need_moved"]
    assert {"channel_choice", "letter_habits", "webhook", "delivery"} <= set(export)
    async with local_site.resources.database.snapshot() as session:
        kept = await session.connection()
        assert (await kept.exec_driver_sql("SELECT count(*) FROM inbox_item")).scalar() == 0


async def test_a_message_is_said_in_the_language_asked_for(local_site: Site) -> None:
    ming = await local_site.person("ming@firm.cn")
    facts = {
        "case_number": "KQ-2026-000001",
        "title": "压铸件气孔",
        "status": {"zh": "退回修改", "en": "returned"},
        "reason": None,
    }
    await taken_in(
        local_site, message(to=to(RecipientKind.PERSON, await identity(ming)), facts=facts)
    )

    chinese = (await inbox(ming))[0]
    ming.headers["Accept-Language"] = "en"
    english = (await inbox(ming))[0]

    assert chinese["subject"] == "需求《压铸件气孔》：退回修改"
    assert english["subject"] == "Need “压铸件气孔”: returned"
    assert english["body"] == "Need KQ-2026-000001, “压铸件气孔”, is now: returned."
    assert chinese["link"] == "/demands/1"
    assert chinese["topic"] == "needs"


async def test_what_a_newer_service_tells_is_not_lost(local_site: Site) -> None:
    desk = await local_site.person("desk@city.cn", GrantedRole.OPERATOR)

    await taken_in(local_site, message(code="news_of_tomorrow", facts={"x": [1]}))

    [item] = await inbox(desk)
    assert (item["code"], item["subject"]) == ("news_of_tomorrow", "您有一条新消息")


async def test_messages_are_read_one_by_one_or_up_to_one(local_site: Site) -> None:
    desk = await local_site.person("desk@city.cn", GrantedRole.OPERATOR)
    other = await local_site.person("other@city.cn", GrantedRole.OPERATOR)
    await taken_in(local_site, *(message() for _ in range(4)))
    newest, _, third, oldest = [item["id"] for item in await inbox(desk)]

    for _ in range(2):
        await desk.put(f"/api/me/messages/{oldest}/read")
    one = (await desk.get("/api/me/messages/unread")).json()
    await desk.put("/api/me/messages/read", json={"up_to": third})
    two = (await desk.get("/api/me/messages/unread")).json()
    unread = (await desk.get("/api/me/messages", params={"unread": True, "limit": 1})).json()
    rest = {"unread": True, "cursor": unread["next_cursor"]}

    assert (one, two) == ({"unread": 3}, {"unread": 2})
    assert [item["id"] for item in unread["items"]] == [newest]
    assert len((await desk.get("/api/me/messages", params=rest)).json()["items"]) == 1
    assert (await other.put(f"/api/me/messages/{newest}/read")).status_code == 404
    assert (await other.get("/api/me/messages/unread")).json() == {"unread": 4}


async def test_somebody_who_is_granted_a_role_hears_of_it_once(local_site: Site) -> None:
    chief = await local_site.person("chief@city.cn", GrantedRole.SECURITY_ADMINISTRATOR)
    ming = await local_site.person("ming@firm.cn")
    place = f"/api/people/{await identity(ming)}/roles/operator"

    for _ in range(2):
        await chief.put(place)
    for _ in range(2):
        await chief.delete(place)

    assert [item["code"] for item in await inbox(ming)] == ["role_revoked", "role_granted"]


async def test_inboxes_are_emptied_of_what_is_old(local_site: Site) -> None:
    desk = await local_site.person("desk@city.cn", GrantedRole.OPERATOR)
    old = message(at=utc_now() - timedelta(days=731), facts={"title": "旧"})
    await taken_in(local_site, old, message(facts={"title": "新"}))

    async with httpx.AsyncClient() as nobody:
        await MessageRoom(local_site.resources, nobody, Lease()).forget()

    assert [item["facts"] for item in await inbox(desk)] == [{"title": "新"}]
