"""What the clocks that end waits have in common."""

from typing import ClassVar

from services.requests.demands.rules import Rules
from shared.database import Database
from shared.feed.publisher import Feed
from shared.leases import Lease
from shared.rounds import Clock


class WaitsClock(Clock):
    """Ends waits by the rules for needs, and tells of it in the feed of this service.

    Args:
        rules: How long is waited.
        interval: Seconds between two rounds.
        lease: Says whether this process is the one to do it; without one it is.

    Attributes:
        name: What the clock is called in logs.
    """

    name: ClassVar[str]

    def __init__(
        self,
        database: Database,
        feed: Feed,
        *,
        rules: Rules,
        interval: float,
        lease: Lease | None = None,
    ) -> None:
        super().__init__(self.name, interval=interval, lease=lease)
        self._database = database
        self._feed = feed
        self._rules = rules
