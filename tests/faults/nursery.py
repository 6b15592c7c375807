"""Starts services at once, by `fork` from a process that has loaded them.

Each is a process of its own from then on, with its own sockets, threads and connections, and is
killed and waited for by its id. What is saved is the loading of the code, two seconds a start.
When this process ends, however it does, so do all that it started.
"""

import ctypes
import gc
import importlib
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, Any, Final

import orjson

from deploy.registry import SERVICES

LOADED: Final = (
    *(f"services.{name}.{part}" for name in SERVICES for part in ("settings", "app")),
    *("deploy.commands.main", "tests.faults.planted"),
    *("alembic.command", "aiosqlite", "asyncpg", "sqlalchemy.dialects.postgresql.asyncpg"),
    *("uvicorn.lifespan.on", "uvicorn.loops.auto", "uvicorn.protocols.http.auto"),
)
_DIE_WITH_PARENT: Final = 1


class Nursery:
    """The loaded process, as those see it who want services started."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.faults.nursery"]
        self._process = subprocess.Popen(  # noqa: S603 - our own command
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def close(self) -> None:
        """End it, and with it whatever it has started."""
        self._orders.close()
        self._process.wait()
        self._answers.close()

    def start(
        self, command: Sequence[str], told: Mapping[str, str], log: Path, plant: str = ""
    ) -> int:
        """Run a command of ours, with this environment and nothing else; return its process."""
        order = {"command": command, "told": dict(told), "log": str(log), "plant": plant}
        pid: int = self._said(order)
        return pid

    def ended(self, pid: int, *, wait: bool = False) -> int | None:
        """Return with what a process has ended; None if it has not yet."""
        code: int | None = self._said({"ended": pid, "wait": wait})
        return code

    def _said(self, order: Mapping[str, Any]) -> Any:  # noqa: ANN401 - JSON
        self._orders.write(orjson.dumps(order) + b"\n")
        self._orders.flush()
        return orjson.loads(self._answers.readline())

    @property
    def _orders(self) -> IO[bytes]:
        assert self._process.stdin
        return self._process.stdin

    @property
    def _answers(self) -> IO[bytes]:
        assert self._process.stdout
        return self._process.stdout


def main() -> None:
    """Load everything, then do what is ordered, line by line, until there are no more orders."""
    _load()
    ended: dict[int, int] = {}
    started: list[int] = []
    for line in sys.stdin.buffer:
        order = orjson.loads(line)
        if "ended" in order:
            answer = _code(order["ended"], ended, wait=order["wait"])
        else:
            answer = _fork(order)
            started.append(answer)
        sys.stdout.buffer.write(orjson.dumps(answer) + b"\n")
        sys.stdout.buffer.flush()
    for pid in started:
        if _code(pid, ended, wait=False) is None:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)


def _load() -> None:
    for name in LOADED:
        importlib.import_module(name)
    # What is loaded stays: no child need search it for garbage, and so have a copy of its own.
    gc.collect()
    gc.freeze()


def _fork(order: Mapping[str, Any]) -> int:
    child = os.fork()
    if child == 0:
        _become(order)
    return child


def _code(pid: int, ended: dict[int, int], *, wait: bool) -> int | None:
    if pid not in ended:
        found, status = os.waitpid(pid, 0 if wait else os.WNOHANG)
        if found == pid:
            ended[pid] = os.waitstatus_to_exitcode(status)
    return ended.get(pid)


def _become(order: Mapping[str, Any]) -> None:
    """Be the command, from now on to the end of this process."""
    code = 1
    try:
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
        nothing = os.open(os.devnull, os.O_RDONLY)
        log = os.open(order["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        for stream, target in ((nothing, 0), (log, 1), (log, 2)):
            os.dup2(stream, target)
        os.environ.clear()
        os.environ.update(order["told"])
        for plant in order["plant"].split():
            getattr(importlib.import_module("tests.faults.planted"), plant)()
        execute = importlib.import_module("deploy.commands.main").execute
        code = execute(order["command"])
    finally:
        sys.stdout.flush()
        os._exit(code)


if __name__ == "__main__":
    main()
