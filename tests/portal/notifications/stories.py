"""What tests about messages begin with."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import httpx
import sqlalchemy as sa
from sqlmodel import col

from services.portal.notifications.codes import MessageCode
from services.portal.notifications.domain import Channel
from services.portal.notifications.models import Delivery
from services.portal.notifications.replication import MessageRoom
from services.portal.notifications.repository import inbox_page
from shared.clock import utc_now
from shared.language import Text
from shared.leases import Lease
from shared.messages.wire import MessageRead, RecipientKind, RecipientRead
from shared.pagination import PageRequest
from shared.types import new_id
from tests.portal.site import Site
from tests.waiting import until


async def identity(client: httpx.AsyncClient) -> UUID:
    """Return who somebody is."""
    return UUID((await client.get("/api/me")).json()["id"])


async def told(site: Site, person_id: UUID) -> str:
    """Tell somebody something, and return the id of the item in their inbox."""
    messenger = site.resources.messenger
    role = Text("专家", "experts")
    async with site.resources.database.transaction() as session:
        code, link = MessageCode.ROLE_GRANTED, "/me"
        await messenger.tell(session, person_id, code, facts={"role": role}, link=link)
    async with site.resources.database.snapshot() as session:
        return str((await inbox_page(session, person_id, PageRequest(), unread=False))[0].id)


def message(**said: Any) -> MessageRead:  # noqa: ANN401 - any part of a message
    """Return a message as a service sends it."""
    usual = {
        "id": new_id(),
        "to": RecipientRead(kind=RecipientKind.ROLE, id="operator"),
        "code": "need_moved",
        "facts": {"case_number": "KQ-2026-000001", "title": "压铸", "status": "", "reason": None},
        "link": "/demands/1",
        "at": utc_now(),
    }
    return MessageRead.model_validate({**usual, **said})


async def taken_in(site: Site, *messages: MessageRead, source: str = "requests") -> None:
    """Take messages in, as they come from a service; nothing leaves before `dispatched`."""
    messenger = replace(site.resources.messenger, wake=lambda: None)
    async with site.resources.database.transaction() as session:
        for each in messages:
            await messenger.take_in(session, source, each)


async def webhook(client: httpx.AsyncClient, url: str = "https://erp.firm.cn/hook") -> str:
    """Have somebody's messages pushed to an address, and return the webhook's id."""
    answer = await client.post("/api/me/webhooks", json={"name": "ERP", "url": url})
    assert answer.status_code == 201, answer.text
    webhook_id: str = answer.json()["id"]
    return webhook_id


async def dispatched(site: Site) -> None:
    """Make all deliveries that are due, and wait for those begun in the background."""
    resources = site.resources
    async with httpx.AsyncClient() as nobody:
        dispatcher = MessageRoom(resources, nobody, Lease()).dispatcher
        while await dispatcher.send_due():
            pass
    await until(lambda: _nothing_begun(site))


async def _nothing_begun(site: Site) -> bool:
    """Whether nothing that never failed is put off: such a thing the background has in hand."""
    begun = sa.select(sa.func.count()).where(
        col(Delivery.channel) != Channel.EMAIL,
        col(Delivery.attempts) == 0,
        col(Delivery.try_at) > utc_now(),
    )
    async with site.resources.database.snapshot() as session:
        return not await session.scalar(begun)
