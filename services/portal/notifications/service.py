"""Putting messages into inboxes, and planning by which ways they leave."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.portal.notifications.codes import CODES, PORTAL, MessageCode
from services.portal.notifications.domain import USUAL, Channel, Habits, Topic, due_at
from services.portal.notifications.errors import WebhookOffError
from services.portal.notifications.models import Delivery, InboxItem, Webhook
from services.portal.notifications.repository import (
    choices_of,
    habits_of,
    people_meant,
    put_into_inboxes,
    webhooks_of,
)
from services.portal.notifications.wording import Template, Wordings
from shared.clock import utc_now
from shared.database import on_commit
from shared.messages.wire import (
    Fact,
    MessageRead,
    RecipientKind,
    RecipientRead,
    as_sent,
)
from shared.notices import notify
from shared.types import new_id

AS_USUAL: Final = Habits()

WEBHOOKS_PAGE: Final = "/me/webhooks"
"""What messages about webhooks lead to."""

DELIVERIES: Final = "deliveries"
"""The channel on which the process that makes deliveries hears of what another one planned."""


@dataclass(frozen=True)
class Messenger:
    """Takes messages.

    Args:
        wordings: How each code is told.
        chats: The roles whose messages also go to group chats.
        wake: Called after the commit, so that what should leave does so at once.
    """

    wordings: Wordings
    chats: frozenset[str]
    wake: Callable[[], None]

    async def tell(
        self,
        session: AsyncSession,
        person_id: UUID,
        code: MessageCode,
        *,
        facts: Mapping[str, Fact],
        link: str,
    ) -> None:
        """Tell somebody something on the portal's own account.

        Raises:
            ValueError: The facts are not those of the code.
        """
        if facts.keys() != CODES[code]:
            raise ValueError(f"{code} says {sorted(CODES[code])}, not {sorted(facts)}.")
        to = RecipientRead(kind=RecipientKind.PERSON, id=str(person_id))
        sent, now = as_sent(facts), utc_now()
        message = MessageRead(id=new_id(), to=to, code=code, facts=sent, link=link, at=now)
        await self.take_in(session, PORTAL, message)

    async def try_out(self, session: AsyncSession, webhook: Webhook) -> None:
        """Send something to a webhook and nowhere else, so that its owner sees whether it works.

        Raises:
            WebhookOffError: It is switched off.
        """
        if not webhook.enabled:
            raise WebhookOffError
        now, code = utc_now(), MessageCode.WEBHOOK_TRIED
        item = InboxItem(
            person_id=webhook.person_id,
            message_id=new_id(),
            source=PORTAL,
            code=code,
            topic=self.wordings.of(PORTAL, code).topic,
            facts={"name": webhook.name},
            link=WEBHOOKS_PAGE,
            at=now,
            read_at=now,
        )
        session.add(item)
        await session.flush()
        delivery = Delivery(
            channel=Channel.WEBHOOK,
            person_id=webhook.person_id,
            item_id=item.id,
            webhook_id=webhook.id,
        )
        session.add(delivery)
        await self._leave(session)

    async def take_in(self, session: AsyncSession, source: str, message: MessageRead) -> None:
        """Put a message into the inboxes of those it is for, and plan how else it reaches them.

        Who has it already is not told again.
        """
        template = self.wordings.of(source, message.code)
        people = await people_meant(session, message.to)
        item = {
            "message_id": message.id,
            "source": source,
            "code": message.code,
            "topic": template.topic,
            "facts": message.facts,
            "link": message.link,
            "at": message.at,
        }
        fresh = await put_into_inboxes(session, people, item)
        planned = await _plan(session, fresh, template)
        to_chat = message.to.kind is RecipientKind.ROLE and message.to.id in self.chats
        if to_chat and (fresh or not people):
            planned.append(_chat(message.to.id, item))
        session.add_all(planned)
        if planned:
            await self._leave(session)

    async def _leave(self, session: AsyncSession) -> None:
        """Have what was planned leave as soon as it is certain."""
        await session.flush()
        on_commit(session, self.wake)
        await notify(session, DELIVERIES)


async def keep_what_was_written(
    session: AsyncSession,
    people: Sequence[UUID],
    code: MessageCode,
    *,
    facts: Mapping[str, Fact],
    link: str,
) -> None:
    """Put into inboxes what a letter says already, so that it leaves by no other way.

    Raises:
        ValueError: The facts are not those of the code.
    """
    if facts.keys() != CODES[code]:
        raise ValueError(f"{code} says {sorted(CODES[code])}, not {sorted(facts)}.")
    item = {
        "message_id": new_id(),
        "source": PORTAL,
        "code": code,
        "topic": Topic.ACCOUNT,
        "facts": as_sent(facts),
        "link": link,
        "at": utc_now(),
    }
    await put_into_inboxes(session, people, item)


async def _plan(
    session: AsyncSession, items: Mapping[UUID, UUID], template: Template
) -> list[Delivery]:
    """Return the deliveries of new items, by person, that their readers want."""
    people = list(items)
    if not people:
        return []
    choices = await choices_of(session, people)

    def wanted(person_id: UUID, channel: Channel) -> bool:
        usual = USUAL.get((template.topic, channel), True)
        return choices.get((person_id, template.topic, channel), usual)

    readers = [person_id for person_id in people if wanted(person_id, Channel.EMAIL)]
    letters = await _letters(session, {each: items[each] for each in readers}, template)
    pushed = [
        Delivery(
            channel=Channel.WEBHOOK,
            person_id=webhook.person_id,
            item_id=items[webhook.person_id],
            webhook_id=webhook.id,
        )
        for webhook in await webhooks_of(session, people, enabled=True)
        if wanted(webhook.person_id, Channel.WEBHOOK)
    ]
    return [*letters, *pushed]


async def _letters(
    session: AsyncSession, items: Mapping[UUID, UUID], template: Template
) -> list[Delivery]:
    """Return letters about new items, by person, each for when its reader wants it."""
    habits, now = await habits_of(session, list(items)), utc_now()
    return [
        Delivery(
            channel=Channel.EMAIL,
            person_id=person_id,
            item_id=item_id,
            try_at=due_at(
                now,
                habits[person_id].habits() if person_id in habits else AS_USUAL,
                urgent=template.urgent,
            ),
        )
        for person_id, item_id in items.items()
    ]


def _chat(role: str, item: Mapping[str, Any]) -> Delivery:
    said = {name: item[name] for name in ("source", "code", "facts", "link")}
    return Delivery(channel=Channel.CHAT, role=role, said=said)


def recipients_of(deliveries: Sequence[Delivery]) -> list[UUID]:
    """Return whom letters among these are for, each once."""
    people = [each.person_id for each in deliveries if each.channel is Channel.EMAIL]
    return [person_id for person_id in dict.fromkeys(people) if person_id is not None]
