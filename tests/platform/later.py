"""The command line, with a clock that can be put forward: `python -m tests.platform.later run …`.

Each SIGUSR1 puts the clock of the process so far ahead that a firm is asked, three months
after it has accepted a result, whether the result still holds.
"""

import signal
from datetime import timedelta
from types import FrameType
from typing import Final

import time_machine

from deploy.__main__ import main
from shared.clock import utc_now

AHEAD: Final = timedelta(days=93)
SIGNAL: Final = signal.SIGUSR1


def _put_clock_forward(_signal: int, _frame: FrameType | None) -> None:
    time_machine.travel(utc_now() + AHEAD, tick=True).start()


if __name__ == "__main__":
    signal.signal(SIGNAL, _put_clock_forward)
    main()
