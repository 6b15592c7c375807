"""Stops asking a peer that keeps everybody waiting who asks it."""

import time
from typing import Final

OPENS_AFTER: Final = 3
"""So many time-outs in a row; who is merely not there says so at once and costs nobody time."""

AGAIN_SECONDS: Final = 1.0
"""While a circuit is open, one question is let through after each such pause."""


class Circuit:
    """The way to one peer: open, so that nothing passes, while it only takes our time.

    Without it, all that needs a silent peer waits its whole time-out, and the more people
    ask the more of us stands still.

    Args:
        opens_after: After so many questions in a row without an answer.
    """

    def __init__(self, opens_after: int = OPENS_AFTER) -> None:
        self._opens_after = opens_after
        self._silences = 0
        self._again_at = 0.0

    def lets_through(self) -> bool:
        """Return whether the peer should be asked now."""
        now = time.monotonic()
        if self._silences < self._opens_after:
            return True
        if now < self._again_at:
            return False
        self._again_at = now + AGAIN_SECONDS
        return True

    def unanswered(self) -> None:
        """Note that the peer did not answer, or not in time."""
        self._silences += 1
        self._again_at = time.monotonic() + AGAIN_SECONDS

    def answered(self) -> None:
        """Note that the peer answered, whatever it said."""
        self._silences = 0
