"""Follows what the services tell people, and puts it into inboxes."""

import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

import httpx
from fastapi import APIRouter
from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncSession

from services.portal.dependencies import Resources
from services.portal.notifications.delivering import Dispatcher
from services.portal.notifications.gateways import Outside
from services.portal.notifications.letters import Letters
from services.portal.notifications.pushing import Pushes
from services.portal.notifications.repository import forget_items
from services.portal.notifications.service import DELIVERIES, Messenger
from services.portal.tables import FOLLOWER_TABLES, TRAIL
from shared.audit.models import Outcome
from shared.clock import utc_now
from shared.database import Database
from shared.feed.cloudevents import CloudEvent
from shared.feed.follower import Follower
from shared.feed.intake import Handler
from shared.feed.quarantine import quarantine_router
from shared.leases import Lease
from shared.messages.wire import MESSAGE, MessageRead
from shared.notices import hearing
from shared.rounds import Rounds

PATH: Final = "/messages/feed"
FORGET_SECONDS: Final = 3600.0

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Following:
    """What following the services takes."""

    database: Database
    peers: httpx.AsyncClient
    lease: Lease
    messenger: Messenger

    def follower(self, source: str) -> Follower:
        """Return what takes in the messages of a service.

        A feed that was reset is read again from its beginning: inboxes stay as they are,
        and what is in them already is not put there twice.
        """
        return Follower(
            f"http://{source}{PATH}",
            client=self.peers,
            database=self.database,
            tables=FOLLOWER_TABLES,
            handlers={MESSAGE: self._taking_in(source)},
            reset=_keep,
            lease=self.lease,
        )

    def _taking_in(self, source: str) -> Handler:
        async def take_in(session: AsyncSession, events: Sequence[CloudEvent]) -> None:
            for event in events:
                try:
                    message = MessageRead.model_validate(event.data)
                except ValidationError:
                    # There is nobody to mend it for; that it came is not forgotten.
                    log.exception("A message from %s cannot be read: %s", source, event.id)
                    _record(session, source, event)
                else:
                    await self.messenger.take_in(session, source, message)

        return take_in


class MessageRoom:
    """All that goes on with messages while the portal runs."""

    def __init__(self, resources: Resources, peers: httpx.AsyncClient, lease: Lease) -> None:
        settings, database = resources.settings, resources.database
        following = Following(database, peers, lease, resources.messenger)
        self.followers: dict[str, Follower] = {
            source: following.follower(source) for source in settings.follows
        }
        letters = Letters(database, resources.mail, resources.messenger.wordings)
        outside = Outside(inside=settings.webhooks_inside)
        self.dispatcher = Dispatcher(
            letters,
            Pushes(database, outside, letters.wordings, resources.messenger),
            chats=settings.chat_urls,
            woken=resources.woken,
            interval=settings.delivery_seconds,
            lease=lease,
        )
        self._database = database
        self._woken = resources.woken
        self._wait = settings.feed_wait
        self._keep = timedelta(days=settings.inbox_keep_days)
        self._rounds = Rounds(
            "emptying of inboxes", self.forget, interval=FORGET_SECONDS, lease=lease
        )

    @property
    def healthy(self) -> bool:
        """Whether every message so far could be taken in."""
        return all(follower.healthy for follower in self.followers.values())

    async def forget(self) -> None:
        """Take messages out of inboxes that are older than they are kept."""
        async with self._database.transaction() as session:
            await forget_items(session, utc_now() - self._keep)

    def router(self) -> APIRouter:
        """Return the routes `/api/quarantine`, for what could not be taken in."""
        router = APIRouter(prefix="/api")
        tables = FOLLOWER_TABLES
        router.include_router(quarantine_router(self._database, self.followers, tables))
        return router

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Take messages in and let them out, for as long as the context lasts."""
        async with AsyncExitStack() as stack:
            hearing_others = hearing(self._database, DELIVERIES, self._woken.set)
            for part in (hearing_others, self.dispatcher.running(), self._rounds.running()):
                await stack.enter_async_context(part)
            for follower in self.followers.values():
                await stack.enter_async_context(follower.following(self._wait))
            yield


async def _keep(_session: AsyncSession) -> None:
    """Leave inboxes as they are."""


def _record(session: AsyncSession, source: str, event: CloudEvent) -> None:
    TRAIL.record(
        session,
        actor=source,
        action="message.take_in",
        subject=f"message/{event.id}"[:200],
        outcome=Outcome.FAILED,
    )
