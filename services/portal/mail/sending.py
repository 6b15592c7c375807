"""Sends what waits in the table of letters, by SMTP."""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from email.message import EmailMessage
from typing import Final
from urllib.parse import unquote, urlsplit

import aiosmtplib
import sqlalchemy as sa
from sqlmodel import col

from services.portal.mail.models import Letter
from shared.clock import utc_now
from shared.database import Database

AT_ONCE: Final = 20
LOOK_AGAIN: Final = 30.0
SECONDS: Final = 20.0
CLAIMED: Final = timedelta(minutes=2)
"""How long a letter is left to the process that sends it; who does not come back has died."""

PAUSES: Final = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30))
"""Between the attempts at one letter; the last is repeated until it is too old."""

log = logging.getLogger(__name__)


class Postman:
    """Carries letters to an SMTP server while it is `running`; without one, they stay.

    A letter is erased when it has been handed over. If that is not certain it is
    sent again: twice is better than never.
    """

    def __init__(self, database: Database, *, smtp_url: str, sender: str) -> None:
        self._database = database
        self._server = smtp_url
        self._sender = sender
        self._woken = asyncio.Event()

    def wake(self) -> None:
        """Look for letters now."""
        self._woken.set()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Send letters until the end of the block."""
        if not self._server:
            yield
            return
        rounds = asyncio.create_task(self._go_round())
        try:
            yield
        finally:
            rounds.cancel()
            with suppress(asyncio.CancelledError):
                await rounds

    async def _go_round(self) -> None:
        while True:
            self._woken.clear()
            try:
                await self.send_waiting()
            except Exception:
                log.exception("Letters could not be read; trying again.")
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK_AGAIN):
                    await self._woken.wait()

    async def send_waiting(self) -> None:
        """Send the letters that are due."""
        for letter in await self._due():
            if not await self._claim(letter):
                continue
            try:
                await self._send(letter)
            except (aiosmtplib.SMTPException, OSError) as error:
                log.warning("A letter could not be sent: %s", type(error).__name__)
                await self._put_off(letter)
            else:
                await self._erase(letter)

    async def _due(self) -> Sequence[Letter]:
        statement = (
            sa.select(Letter)
            .where(col(Letter.try_at) <= utc_now())
            .order_by(col(Letter.id))
            .limit(AT_ONCE)
        )
        async with self._database.snapshot() as session:
            return (await session.scalars(statement)).all()

    async def _claim(self, letter: Letter) -> bool:
        """Keep other processes from sending a letter while we do; return whether it is ours."""
        statement = (
            sa.update(Letter)
            .where(col(Letter.id) == letter.id, col(Letter.try_at) == letter.try_at)
            .values(try_at=utc_now() + CLAIMED)
            .returning(col(Letter.id))
        )
        async with self._database.transaction() as session:
            return (await session.scalar(statement)) is not None

    async def _send(self, letter: Letter) -> None:
        message = EmailMessage()
        message["From"], message["To"] = self._sender, letter.recipient
        message["Subject"] = letter.subject
        message["Message-ID"] = f"<{letter.id}@keqiao>"
        message.set_content(letter.body)
        server = urlsplit(self._server)
        await aiosmtplib.send(
            message,
            hostname=server.hostname,
            port=server.port,
            username=unquote(server.username) if server.username else None,
            password=unquote(server.password) if server.password else None,
            use_tls=server.scheme == "smtps",
            timeout=SECONDS,
        )

    async def _put_off(self, letter: Letter) -> None:
        pause = PAUSES[min(letter.failures, len(PAUSES) - 1)]
        values = {"failures": letter.failures + 1, "try_at": utc_now() + pause}
        async with self._database.transaction() as session:
            await session.execute(
                sa.update(Letter).where(col(Letter.id) == letter.id).values(values)
            )

    async def _erase(self, letter: Letter) -> None:
        async with self._database.transaction() as session:
            await session.execute(sa.delete(Letter).where(col(Letter.id) == letter.id))
