"""Makes the moves that are due by the clock, in one process of the service."""

import logging
from typing import Final

from typing_extensions import override

from services.requests.pursuit.pursuing import Due, Pursuer
from shared.errors import PlatformError
from shared.leases import Lease
from shared.rounds import Clock

MOVES_A_ROUND: Final = 50
"""So many searches a round ask little of matching, and still are 72,000 a day."""

ADOPTED_AT_ONCE: Final = 200

log = logging.getLogger(__name__)


class PursuitClock(Clock):
    """Makes the moves that are due."""

    def __init__(self, pursuer: Pursuer, *, interval: float, lease: Lease | None = None) -> None:
        super().__init__("pursuit clock", interval=interval, lease=lease)
        self._pursuer = pursuer

    @override
    async def do_what_is_due(self) -> int:
        """Make the moves that are due; return how many are done with."""
        while await self._pursuer.adopt(limit=ADOPTED_AT_ONCE) == ADOPTED_AT_ONCE:
            if self._rounds.stopped.is_set():
                return 0
        done = 0
        for due in await self._pursuer.due(limit=MOVES_A_ROUND):
            if self._rounds.stopped.is_set():
                break
            done += await self._make(due)
        if done:
            log.info("Made %d moves for needs that nobody has answered.", done)
        return done

    async def _make(self, due: Due) -> bool:
        try:
            return await self._pursuer.make(due)
        except PlatformError:
            # One need must not keep all the others waiting; it comes again in the next round.
            log.exception("The move %s for need %s failed.", due.move, due.demand_id)
            return False
