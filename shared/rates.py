"""How often somebody may ask: limits that answer 429 with a `Retry-After`."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import Final, Protocol

from limits import RateLimitItem, parse
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import MovingWindowRateLimiter

from shared.clock import utc_now
from shared.errors import TooManyError
from shared.language import Text

NAMESPACE: Final = "keqiao"


class RateExceededError(TooManyError):
    """Somebody asked too often."""

    slug = "rate-exceeded"
    detail = Text(
        "请求过于频繁（上限 {limit}），请在 {seconds} 秒后再试。",
        "That was too often (the limit is {limit}); try again in {seconds} seconds.",
    )


@dataclass(frozen=True, slots=True)
class Counted:
    """How often something was done since somebody began to, and until when that counts."""

    times: int
    ends_at: datetime


class Tally(Protocol):
    """Counts for several processes together."""

    async def count(self, name: str, who: str, lasting: timedelta) -> Counted:
        """Count once more; what is first counted counts for so long."""
        ...


class Rates:
    """Counts in the memory of this process, and some of it for all processes together.

    What only this process counts, several processes allow as many times as much.

    Args:
        limits: What may be done how often, such as `{"sign-in": "20/minute"}`.
        together: What all processes allow together.
        tally: What counts that.

    Raises:
        ValueError: A limit cannot be read.
    """

    def __init__(self, limits: Mapping[str, str], together: Collection[str], tally: Tally) -> None:
        self._limits = {name: parse(limit) for name, limit in limits.items()}
        self._together = together
        self._tally = tally
        self._window = MovingWindowRateLimiter(MemoryStorage())

    async def spend(self, name: str, who: str) -> None:
        """Count that somebody does something.

        Args:
            name: What; one of the limits.
            who: An address or an account.

        Raises:
            RateExceededError: They did it too often.
        """
        limit = self._limits[name]
        # First in memory: a flood that is refused here costs no write to a database.
        if not await self._window.hit(limit, NAMESPACE, name, who):
            stats = await self._window.get_window_stats(limit, NAMESPACE, name, who)
            raise _exceeded(limit, stats.reset_time)
        if name in self._together:
            lasting = timedelta(seconds=limit.get_expiry())
            counted = await self._tally.count(name, who, lasting)
            if counted.times > limit.amount:
                raise _exceeded(limit, counted.ends_at.timestamp())


def _exceeded(limit: RateLimitItem, until: float) -> RateExceededError:
    seconds = max(1, ceil(until - utc_now().timestamp()))
    return RateExceededError(seconds=seconds, limit=str(limit))
