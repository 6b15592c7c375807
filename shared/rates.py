"""How often somebody may ask: limits that answer 429 with a `Retry-After`."""

from collections.abc import Mapping
from math import ceil
from typing import Final

from limits import parse
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


class Rates:
    """Counts in the memory of this process; several processes allow as many times as much.

    Args:
        limits: What may be done how often, such as `{"sign-in": "20/minute"}`.

    Raises:
        ValueError: A limit cannot be read.
    """

    def __init__(self, limits: Mapping[str, str]) -> None:
        self._limits = {name: parse(limit) for name, limit in limits.items()}
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
        if not await self._window.hit(limit, NAMESPACE, name, who):
            stats = await self._window.get_window_stats(limit, NAMESPACE, name, who)
            seconds = max(1, ceil(stats.reset_time - utc_now().timestamp()))
            raise RateExceededError(seconds=seconds, limit=str(limit))
