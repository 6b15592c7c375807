"""Makes the deliveries that are due: letters together, webhooks and chats one by one."""

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col

from services.portal.notifications.chats import send_to_chats
from services.portal.notifications.domain import Channel, next_try
from services.portal.notifications.gateways import NotDeliveredError
from services.portal.notifications.letters import Letters
from services.portal.notifications.models import REASON_LENGTH, Delivery
from services.portal.notifications.pushing import Pushes
from services.portal.notifications.repository import (
    claim,
    drop_deliveries,
    due_deliveries,
    put_off_letters,
)
from services.portal.notifications.service import recipients_of
from shared.clock import utc_now
from shared.database import Database
from shared.language import Language
from shared.leases import Lease
from shared.tasks import cancelled

AT_ONCE: Final = 50
CLAIMED: Final = timedelta(minutes=2)
"""How long a delivery is left to the process that makes it; who does not come back has died."""

UNWRITTEN: Final = timedelta(minutes=5)
"""After how long a letter that could not be written is tried again."""

log = logging.getLogger(__name__)


class Dispatcher:
    """Makes deliveries while it is `running`, in the one process of the portal on duty.

    What was handed over is taken off the list. If that is not certain it is sent again with
    the same id, by which its receiver knows it; a letter is written exactly once.

    Args:
        letters: Writes letters.
        pushes: Sends to webhooks.
        chats: The group chats of each role, as Apprise writes them.
        woken: Set when there is something to do.
        interval: Seconds after which it is looked for all the same.
        lease: Says whether this process is the one.
    """

    def __init__(  # noqa: PLR0913 - all by name but two
        self,
        letters: Letters,
        pushes: Pushes,
        *,
        chats: Mapping[str, Sequence[str]],
        woken: asyncio.Event,
        interval: float,
        lease: Lease,
    ) -> None:
        self._database: Database = letters.database
        self._letters = letters
        self._pushes = pushes
        self._chats = chats
        self._woken = woken
        self._interval = interval
        self._lease = lease

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Make deliveries until the end of the block."""
        task = asyncio.create_task(self._go_round(), name="deliveries")
        try:
            yield
        finally:
            await cancelled(task)

    async def _go_round(self) -> None:
        while True:
            await self._lease.until_held()
            self._woken.clear()
            try:
                while await self.send_due():
                    pass
            except Exception:
                log.exception("Deliveries could not be made; trying again.")
            with suppress(TimeoutError):
                async with asyncio.timeout(self._interval):
                    await self._woken.wait()

    async def send_due(self) -> int:
        """Make up to 50 of the deliveries that are due; return how many were looked at."""
        async with self._database.snapshot() as session:
            due = await due_deliveries(session, utc_now(), AT_ONCE)
        for person_id in recipients_of(due):
            await self._write_to(person_id)
        others = [each for each in due if each.channel is not Channel.EMAIL]
        await asyncio.gather(*(self._deliver(each) for each in others))
        return len(due)

    async def _write_to(self, person_id: UUID) -> None:
        """Write to somebody; a letter that cannot be written keeps nobody else from theirs."""
        try:
            await self._letters.write_to(person_id)
        except Exception:
            log.exception("A letter could not be written; it is tried again.")
            async with self._database.transaction() as session:
                await put_off_letters(session, person_id, utc_now(), UNWRITTEN)

    async def _deliver(self, delivery: Delivery) -> None:
        async with self._database.transaction() as session:
            if not await claim(session, delivery, utc_now() + CLAIMED):
                return
        send = self._pushes.send if delivery.channel is Channel.WEBHOOK else self._tell_chats
        try:
            await send(delivery)
        except NotDeliveredError as error:
            await self._put_off(delivery, str(error)[:REASON_LENGTH])
        except Exception as error:
            log.exception("A delivery could not be made.")
            await self._put_off(delivery, f"error:{type(error).__name__}"[:REASON_LENGTH])
        else:
            await self._take_off(delivery)

    async def _tell_chats(self, delivery: Delivery) -> None:
        """Tell the group chats of a role, in the platform's first language."""
        told: Mapping[str, Any] = delivery.said or {}
        said = self._letters.wordings.said(told["source"], told["code"], told["facts"], Language.ZH)
        chats = self._chats.get(delivery.role or "", ())
        taken = await asyncio.to_thread(send_to_chats, chats, said.subject, said.body)
        if chats and not taken:
            raise NotDeliveredError("chat")

    async def _take_off(self, delivery: Delivery) -> None:
        async with self._database.transaction() as session:
            await drop_deliveries(session, col(Delivery.id) == delivery.id)
            if delivery.webhook_id is not None:
                await self._pushes.note_sent(session, delivery.webhook_id)

    async def _put_off(self, delivery: Delivery, reason: str) -> None:
        """Try again later, or give up."""
        attempts = delivery.attempts + 1
        pause = next_try(attempts)
        log.warning("A delivery by %s failed: %s", delivery.channel.value, reason)
        async with self._database.transaction() as session:
            if pause is None:
                await drop_deliveries(session, col(Delivery.id) == delivery.id)
            else:
                later = {"attempts": attempts, "try_at": utc_now() + pause}
                await session.execute(
                    sa.update(Delivery).where(col(Delivery.id) == delivery.id).values(later)
                )
            if delivery.webhook_id is not None:
                await self._pushes.note_failure(session, delivery.webhook_id, reason)
