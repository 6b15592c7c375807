"""How long a session lives."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

TOUCH: Final = timedelta(minutes=1)
"""How exactly it is known when a session was used last; each note of it is a write."""


@dataclass(frozen=True, slots=True)
class SessionLimits:
    """When a session ends by itself: unused for `idle`, and `absolute` in any case."""

    idle: timedelta
    absolute: timedelta

    def alive(self, seen_at: datetime, expires_at: datetime, now: datetime) -> bool:
        """Say whether a session can still be used."""
        return now < expires_at and now - seen_at < self.idle
