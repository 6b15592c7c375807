"""Reading one's inbox, and choosing what leaves it and when."""

from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from services.portal.notifications.domain import CHOSEN, USUAL, Channel, Topic
from services.portal.notifications.errors import (
    MessageNotFoundError,
    TooManyWebhooksError,
    WebhookNotFoundError,
)
from services.portal.notifications.models import ChannelChoice, Delivery, LetterHabits, Webhook
from services.portal.notifications.pushing import new_secret
from services.portal.notifications.repository import (
    choices_of,
    drop_deliveries,
    habits_of,
    inbox_item,
    read_up_to,
    webhooks_of,
)
from services.portal.notifications.schemas import (
    Preferences,
    TopicChoice,
    WebhookDraft,
    WebhookPatch,
)
from shared.clock import utc_now

MOST_WEBHOOKS = 5


class Inbox:
    """The use cases of one person, inside one transaction."""

    def __init__(self, session: AsyncSession, person_id: UUID) -> None:
        self._session = session
        self._person_id = person_id

    async def note_read(self, item_id: UUID) -> None:
        """Note that a message was read; twice is once.

        Raises:
            MessageNotFoundError: There is none.
        """
        item = await inbox_item(self._session, self._person_id, item_id)
        if item is None:
            raise MessageNotFoundError
        if item.read_at is None:
            item.read_at = utc_now()

    async def note_all_read(self, up_to: UUID) -> None:
        """Note that a message and all before it were read."""
        await read_up_to(self._session, self._person_id, up_to)

    async def preferences(self) -> Preferences:
        """Return what was chosen, and what is usual where nothing was."""
        choices = await choices_of(self._session, [self._person_id])
        habits = (await habits_of(self._session, [self._person_id])).get(self._person_id)

        def chosen(topic: Topic, channel: Channel) -> bool:
            usual = USUAL.get((topic, channel), True)
            return choices.get((self._person_id, topic, channel), usual)

        found = Preferences.model_validate(habits) if habits else Preferences()
        topics = {
            topic: TopicChoice(**{channel.value: chosen(topic, channel) for channel in CHOSEN})
            for topic in Topic
        }
        return found.model_copy(update={"topics": topics})

    async def choose(self, wanted: Preferences) -> None:
        """Keep what somebody wants, from the next message on."""
        for topic, choice in wanted.topics.items():
            for channel, said in choice.model_dump().items():
                await self._session.merge(
                    ChannelChoice(
                        person_id=self._person_id,
                        topic=topic,
                        channel=Channel(channel),
                        wanted=said,
                    )
                )
        habits = wanted.model_dump(exclude={"topics"})
        await self._session.merge(LetterHabits(person_id=self._person_id, **habits))
        await self._session.flush()

    async def webhooks(self) -> Sequence[Webhook]:
        """Return one's webhooks, the oldest first."""
        return await webhooks_of(self._session, [self._person_id])

    async def add_webhook(self, draft: WebhookDraft) -> Webhook:
        """Add a webhook, with a secret of its own.

        Raises:
            TooManyWebhooksError: There are enough.
        """
        if len(await self.webhooks()) >= MOST_WEBHOOKS:
            raise TooManyWebhooksError(most=MOST_WEBHOOKS)
        webhook = Webhook(
            person_id=self._person_id, name=draft.name, url=draft.url, secret=new_secret()
        )
        self._session.add(webhook)
        await self._session.flush()
        return webhook

    async def change_webhook(self, webhook_id: UUID, patch: WebhookPatch) -> Webhook:
        """Change a webhook; what waits for one that is switched off is dropped.

        Raises:
            WebhookNotFoundError: There is none.
        """
        webhook = await self.webhook(webhook_id)
        said = patch.model_dump(exclude_none=True)
        if said.get("enabled"):
            said |= {"failures": 0, "last_error": None}
        for name, value in said.items():
            setattr(webhook, name, value)
        if not webhook.enabled:
            await drop_deliveries(self._session, col(Delivery.webhook_id) == webhook_id)
        await self._session.flush()
        return webhook

    async def remove_webhook(self, webhook_id: UUID) -> None:
        """Remove a webhook, and what waits for it.

        Raises:
            WebhookNotFoundError: There is none.
        """
        await self.webhook(webhook_id)
        await drop_deliveries(self._session, col(Delivery.webhook_id) == webhook_id)
        await self._session.execute(sa.delete(Webhook).where(col(Webhook.id) == webhook_id))

    async def webhook(self, webhook_id: UUID) -> Webhook:
        """Return a webhook of one's own, kept from others meanwhile.

        Raises:
            WebhookNotFoundError: There is none.
        """
        webhook = await self._session.get(Webhook, webhook_id, with_for_update=True)
        if webhook is None or webhook.person_id != self._person_id:
            raise WebhookNotFoundError
        return webhook
