"""Sends messages to people's own programs, signed as standardwebhooks says."""

import secrets
from base64 import b64encode
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

import orjson
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col
from standardwebhooks import Webhook as Signer

from services.portal.accounts.models import Person
from services.portal.notifications.codes import MessageCode
from services.portal.notifications.domain import MOST_FAILURES
from services.portal.notifications.gateways import Outside
from services.portal.notifications.models import Delivery, InboxItem, Webhook
from services.portal.notifications.repository import drop_deliveries
from services.portal.notifications.service import WEBHOOKS_PAGE, Messenger
from services.portal.notifications.wording import Wordings
from shared.clock import utc_now
from shared.database import Database
from shared.language import Language

SECRET_BYTES: Final = 32


def new_secret() -> str:
    """Return a new secret, as standardwebhooks writes it."""
    return f"whsec_{b64encode(secrets.token_bytes(SECRET_BYTES)).decode()}"


@dataclass(frozen=True)
class Pushes:
    """Sends to webhooks, and keeps count of what they take."""

    database: Database
    outside: Outside
    wordings: Wordings
    messenger: Messenger

    async def send(self, delivery: Delivery) -> None:
        """Send a message; nothing, if its receiver has gone or was switched off meanwhile.

        Raises:
            NotDeliveredError: It was not taken.
        """
        async with self.database.snapshot() as session:
            webhook = await session.get(Webhook, delivery.webhook_id)
            item = await session.get(InboxItem, delivery.item_id)
            person = await session.get(Person, delivery.person_id)
        if webhook is None or item is None or person is None or not webhook.enabled:
            return
        body = self._body(item, person.language)
        await self.outside.post(webhook.url, body, _signed(webhook.secret, delivery.id, body))

    def _body(self, item: InboxItem, language: Language) -> bytes:
        said = self.wordings.said(item.source, item.code, item.facts, language)
        data = {
            "id": item.id,
            "topic": item.topic,
            "subject": said.subject,
            "body": said.body,
            "facts": item.facts,
            "link": item.link,
        }
        name = f"{item.source}.{item.code}"
        return orjson.dumps({"type": name, "timestamp": item.at, "data": data})

    async def note_sent(self, session: AsyncSession, webhook_id: UUID) -> None:
        """Note that a webhook took something."""
        values = {"failures": 0, "last_error": None, "last_sent_at": utc_now()}
        await session.execute(_update(webhook_id, values))

    async def note_failure(self, session: AsyncSession, webhook_id: UUID, reason: str) -> None:
        """Note that a webhook did not; switch off one that never does, and say so."""
        values = {"failures": col(Webhook.failures) + 1, "last_error": reason}
        await session.execute(_update(webhook_id, values))
        webhook = await session.get(Webhook, webhook_id, populate_existing=True)
        if webhook is None or not webhook.enabled or webhook.failures < MOST_FAILURES:
            return
        webhook.enabled = False
        await session.flush()
        await drop_deliveries(session, col(Delivery.webhook_id) == webhook_id)
        await self.messenger.tell(
            session,
            webhook.person_id,
            MessageCode.WEBHOOK_DISABLED,
            facts={"name": webhook.name, "failures": webhook.failures, "reason": reason},
            link=WEBHOOKS_PAGE,
        )


def _update(webhook_id: UUID, values: dict[str, Any]) -> sa.Update:
    return sa.update(Webhook).where(col(Webhook.id) == webhook_id).values(values)


def _signed(secret: str, delivery_id: UUID, body: bytes) -> dict[str, str]:
    now = utc_now()
    return {
        "Content-Type": "application/json",
        "User-Agent": "KeQiao",
        "webhook-id": str(delivery_id),
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": Signer(secret).sign(str(delivery_id), now, body.decode()),
    }
