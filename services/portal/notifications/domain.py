"""What messages are about, by which ways they go, and when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from shared.clock import CITY_TIME


class Topic(StrEnum):
    """What a message is about."""

    NEEDS = "needs"
    RESPONSES = "responses"
    ENGAGEMENTS = "engagements"
    CATALOG = "catalog"
    ACCOUNT = "account"
    DESK = "desk"


class Channel(StrEnum):
    """A way out of the inbox."""

    EMAIL = "email"
    WEBHOOK = "webhook"
    CHAT = "chat"


class Digest(StrEnum):
    """How often letters come together as one."""

    NEVER = "never"
    DAILY = "daily"
    WEEKLY = "weekly"


CHOSEN: Final = (Channel.EMAIL, Channel.WEBHOOK)
"""The ways that everybody chooses for themselves; chats are chosen by who runs the platform."""

USUAL: Final[Mapping[tuple[Topic, Channel], bool]] = MappingProxyType(
    # Who works at the desk has its queue.
    {(Topic.DESK, Channel.EMAIL): False}
)
"""What holds of somebody who has chosen nothing; what is not here is on."""

PAUSES: Final = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360, 720, 720, 720))
"""Between the attempts at one delivery; after the last one it is given up."""

MOST_FAILURES: Final = 10
"""After so many failed attempts in a row a target is switched off."""


@dataclass(frozen=True, slots=True)
class Habits:
    """When somebody wants letters, by the clocks of the city.

    Quiet hours may go over midnight; they are none if both ends are the same.
    """

    quiet_from: time = time(0)
    quiet_until: time = time(0)
    digest: Digest = Digest.NEVER
    digest_at: time = time(8)


def due_at(now: datetime, habits: Habits, *, urgent: bool) -> datetime:
    """Return when a letter about something that is told now should leave."""
    if urgent:
        return now
    local = now.astimezone(CITY_TIME)
    if habits.digest is not Digest.NEVER:
        return _next_digest(local, habits)
    return _after_quiet(local, habits)


def _next_digest(local: datetime, habits: Habits) -> datetime:
    """Return when the next digest leaves; a weekly one leaves on Mondays."""
    due = local.replace(
        hour=habits.digest_at.hour, minute=habits.digest_at.minute, second=0, microsecond=0
    )
    if due <= local:
        due += timedelta(days=1)
    if habits.digest is Digest.WEEKLY:
        due += timedelta(days=-due.weekday() % 7)
    return due


def _after_quiet(local: datetime, habits: Habits) -> datetime:
    begin, end, clock = habits.quiet_from, habits.quiet_until, local.time()
    over_midnight = begin > end
    quiet = (clock >= begin or clock < end) if over_midnight else begin <= clock < end
    if not quiet:
        return local
    due = local.replace(hour=end.hour, minute=end.minute, second=0, microsecond=0)
    return due if due > local else due + timedelta(days=1)


def next_try(attempts: int) -> timedelta | None:
    """Return how long to wait after so many failed attempts; None to give up."""
    return PAUSES[attempts - 1] if attempts <= len(PAUSES) else None
