"""Services that start at once, for a platform of four processes."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Final

from typing_extensions import override

from tests.faults.nursery import Nursery
from tests.platform.layouts import NOTHING_ELSE, Databases, Layout, Process, Running, apart

PAUSE: Final = 0.02
NOWHERE: Final[Mapping[str, str]] = MappingProxyType({})

TOLD: Final = MappingProxyType(
    {
        "PORTAL_PASSWORD_MEMORY_KIB": "8",
        "PORTAL_PASSWORD_ROUNDS": "1",
        "PORTAL_RATES": '{"api": "1000000/minute"}',
    }
)
"""Neither the price of a password nor who asks too often is what these tests are about."""


@dataclass
class Child:
    """A process that the nursery has started."""

    pid: int
    nursery: Nursery

    def poll(self) -> int | None:
        """Return with what it ended; None if it has not yet."""
        return self.nursery.ended(self.pid)

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end, and return the same.

        Raises:
            subprocess.TimeoutExpired: It goes on.
        """
        if timeout is None:
            self.nursery.ended(self.pid, wait=True)
        give_up = time.monotonic() + (timeout or 0.0)
        while (code := self.poll()) is None:
            if time.monotonic() > give_up:
                raise subprocess.TimeoutExpired(str(self.pid), timeout or 0.0)
            time.sleep(PAUSE)
        return code

    def send_signal(self, sig: int) -> None:
        """Send it a signal, unless it has ended."""
        if self.poll() is None:
            os.kill(self.pid, sig)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)


@dataclass
class Forked(Process):
    """A service that the nursery starts, with a defect planted in it if one is named for it."""

    nursery: Nursery | None = None
    planted: Mapping[str, str] = field(default_factory=dict)

    @override
    def _started(self) -> Running:
        assert self.nursery
        plant = self.planted.get(self.command[1], "")
        return Child(
            self.nursery.start(self.command, self.environment, self.log, plant), self.nursery
        )


@contextmanager
def forked(
    nursery: Nursery,
    folder: Path,
    databases: Databases,
    planted: Mapping[str, str] = NOWHERE,
    *,
    told: Mapping[str, str] = NOTHING_ELSE,
) -> Iterator[Layout]:
    """Run the platform as four processes of the nursery's.

    Args:
        nursery: Starts them.
        folder: Where they keep their files.
        databases: Their databases, if those are not files.
        planted: By service, the defects of `tests.faults.planted` that it has, with spaces between.
        told: More settings than `TOLD`.
    """
    made = partial(Forked, nursery=nursery, planted=planted)
    with apart(folder, databases, told={**TOLD, **told}, made=made) as layout:
        yield layout
