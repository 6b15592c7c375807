"""Does what is due by the clock, and tells the portal who is an expert until it has heard."""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Final

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from typing_extensions import override

from services.catalog.registrations.domain import RegistrationAction, RegistrationStatus
from services.catalog.registrations.duties import do_what_is_due
from services.catalog.registrations.gateways import Portal
from services.catalog.registrations.models import Registration, RoleWish
from services.catalog.registrations.repository import RegistrationRepository
from services.catalog.registrations.rules import RegistrationRules
from services.catalog.registrations.step import Step
from services.catalog.registrations.steps import Careers
from services.catalog.registrations.wishes import open_wishes, put_off, settle
from shared.clock import utc_now
from shared.database import Database, savepoint
from shared.errors import PlatformError
from shared.feed.publisher import Feed
from shared.leases import Lease
from shared.rounds import Clock, Rounds

AT_ONCE: Final = 50
"""Registrations per transaction, so that nobody waits long for the database."""

AGAIN_AFTER: Final = timedelta(hours=1)
"""When the clock looks again at what it could not do."""

Act = Callable[[AsyncSession], Awaitable[int]]
Look = Callable[[AsyncSession], Awaitable[object]]

log = logging.getLogger(__name__)


class CareerClock(Clock):
    """The clock of registrations.

    Args:
        database: The catalogue's.
        feed: What followers hear of it.
        rules: What is settled about registrations.
        portal: Whom to tell.
        interval: Seconds between two rounds.
        telling: Seconds between two looks at what the portal has not heard.
        lease: Says whether this process goes round.
    """

    def __init__(  # noqa: PLR0913 - all by name; together they are what the clock needs
        self,
        database: Database,
        feed: Feed,
        *,
        rules: RegistrationRules,
        portal: Portal,
        interval: float,
        telling: float,
        lease: Lease,
    ) -> None:
        super().__init__("clock of registrations", interval=interval, lease=lease)
        self._database = database
        self._feed = feed
        self._rules = rules
        self._portal = portal
        self._telling = Rounds(
            "telling who is an expert", self.tell_the_portal, interval=telling, lease=lease
        )

    @property
    @override
    def healthy(self) -> bool:
        """Whether the last rounds went well."""
        return super().healthy and self._telling.healthy

    @asynccontextmanager
    @override
    async def running(self) -> AsyncIterator[None]:
        """Keep the clock going in the background; what it has begun it finishes."""
        async with super().running(), self._telling.running():
            yield

    @override
    async def do_what_is_due(self) -> int:
        """Take the steps whose time has come; return how many there were."""
        return await self._in_parts(
            self._database,
            self._move_some,
            most=AT_ONCE,
            due=lambda s: RegistrationRepository(s).due(utc_now(), limit=1, lock=False),
        )

    async def tell_the_portal(self) -> int:
        """Tell the portal what it has not heard; return how many wishes it has granted."""
        async with self._database.snapshot() as session:
            wishes = await open_wishes(session, utc_now(), limit=AT_ONCE)
        return sum([await self._grant(told) for told in wishes])

    async def _move_some(self, session: AsyncSession) -> int:
        careers = Careers(session, self._feed, self._rules)
        due = await careers.registrations.due(utc_now(), limit=AT_ONCE)
        for registration in due:
            await self._act(session, careers, registration)
        return len(due)

    async def _act(
        self, session: AsyncSession, careers: Careers, registration: Registration
    ) -> None:
        try:
            async with savepoint(session):
                await do_what_is_due(careers, registration, self._rules)
        except (PlatformError, sa.exc.IntegrityError):
            # One that cannot go on must not stop the others; it is tried again later.
            log.exception("The clock could not move registration %s.", registration.id)
            await session.refresh(registration)
            registration.due_at = utc_now() + AGAIN_AFTER

    async def _grant(self, told: RoleWish) -> bool:
        try:
            await self._portal.say_expert(told.subject, wanted=told.wanted)
        except PlatformError as error:
            log.warning("The portal was not told about %s: %r", told.subject, error)
            async with self._database.transaction() as session:
                await put_off(session, told, repr(error))
            return False
        async with self._database.transaction() as session:
            settled = await settle(session, told)
            if settled and told.wanted:
                await self._activate(session, told.subject)
        return settled

    async def _activate(self, session: AsyncSession, subject: str) -> None:
        """Let who has just become an expert at the portal be available."""
        registration = await RegistrationRepository(session).of_subject(subject)
        if registration is not None and registration.status is RegistrationStatus.REGISTERED:
            step = Step.of_the_clock(RegistrationAction.ACTIVATE)
            await Careers(session, self._feed, self._rules).take(registration, step)


class DueClock(Clock):
    """Does what is due of one kind of thing, so many at once.

    Args:
        name: What it is called in logs.
        database: The catalogue's.
        act: Does up to `AT_ONCE` things in a transaction, and returns how many there were.
        due: Looks whether there are any.
        interval: Seconds between two rounds.
        lease: Says whether this process goes round.
    """

    def __init__(  # noqa: PLR0913 - all but two by name; together they are what the clock needs
        self,
        name: str,
        database: Database,
        *,
        act: Act,
        due: Look,
        interval: float,
        lease: Lease,
    ) -> None:
        super().__init__(name, interval=interval, lease=lease)
        self._database = database
        self._act = act
        self._due = due

    @override
    async def do_what_is_due(self) -> int:
        """Take the steps whose time has come; return how many there were."""
        return await self._in_parts(self._database, self._act, most=AT_ONCE, due=self._due)
