"""The platform as a process of its own: started, asked by HTTP, looked at from outside, stopped."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Final, Self

import orjson

from shared.auth import Role
from tests.running import bearer

START_SECONDS: Final = 300.0
STOP_SECONDS: Final = 20.0
_TICKS: Final = os.sysconf("SC_CLK_TCK")
_OWN_PEAK: Final = "5"
"""Written to `clear_refs`, makes the kernel forget the peak so far (see proc(5))."""


class NoPlatformError(Exception):
    """The platform did not start, or answered with an error."""


class Connection:
    """One keep-alive connection, with as little between us and the socket as can be."""

    def __init__(self, port: int, headers: Mapping[str, str]) -> None:
        self._http = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self._headers = {"Content-Type": "application/json", **headers}

    def __enter__(self) -> Self:
        self._http.connect()
        self._http.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def get(self, path: str) -> Any:  # noqa: ANN401 - JSON
        """Return what lies at a path.

        Raises:
            NoPlatformError: The answer is no success.
        """
        return orjson.loads(self.timed("GET", path, None)[1])

    def post(self, path: str, body: object) -> Any:  # noqa: ANN401 - JSON
        """Post a body as JSON and return the answer; raises as `get`."""
        return orjson.loads(self.timed("POST", path, orjson.dumps(body))[1])

    def timed(self, method: str, path: str, body: bytes | None) -> tuple[float, bytes]:
        """Return the seconds until the answer was here, and the answer."""
        begun = time.perf_counter()
        self._http.request(method, path, body, self._headers)
        answer = self._http.getresponse()
        content = answer.read()
        seconds = time.perf_counter() - begun
        if answer.status >= http.client.BAD_REQUEST:
            raise NoPlatformError(f"{method} {path}: {answer.status} {content[:500]!r}")
        return seconds, content


@dataclass(frozen=True, slots=True)
class Usage:
    """Processor seconds: of the event loop, other Python threads, and the engine's threads."""

    loop: float
    workers: float
    engine: float

    def since(self, earlier: "Usage") -> "Usage":
        """Return what was used after `earlier`."""
        return Usage(
            self.loop - earlier.loop, self.workers - earlier.workers, self.engine - earlier.engine
        )


@dataclass(frozen=True, slots=True)
class PlatformProcess:
    """A running platform, its files and its port."""

    number: int
    port: int
    folder: Path

    def connect(self) -> Connection:
        """Return a connection as an operator."""
        token = bearer(self.folder, Role.OPERATOR, lifetime=timedelta(hours=6))
        return Connection(self.port, token)

    def peak_memory(self) -> int:
        """Return the most bytes of memory it has held since it started or `forget_peak`."""
        lines = self._read("status").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) * 1024

    def forget_peak(self) -> None:
        """Count the peak from now on."""
        Path(f"/proc/{self.number}/clear_refs").write_text(_OWN_PEAK)

    def usage(self) -> Usage:
        """Return the processor time used so far, by kind of thread."""
        threads = Path(f"/proc/{self.number}/task").iterdir()
        by_thread = {int(folder.name): _ticks(folder / "stat") for folder in threads}
        loop = by_thread.pop(self.number)[1]
        name = _ticks(Path(f"/proc/{self.number}/stat"))[0]
        workers = sum(spent for called, spent in by_thread.values() if called == name)
        # What ended threads have used is in the whole only; they are the engine's.
        whole = _ticks(Path(f"/proc/{self.number}/stat"))[1]
        return Usage(loop, workers, max(whole - loop - workers, 0.0))

    def size_of(self, *patterns: str) -> int:
        """Return the bytes of files of its folder."""
        found = (file for pattern in patterns for file in self.folder.glob(pattern))
        return sum(file.stat().st_size for file in found if file.is_file())

    def _read(self, name: str) -> str:
        return Path(f"/proc/{self.number}/{name}").read_text("utf-8")


@contextmanager
def running_platform(folder: Path) -> Iterator[PlatformProcess]:
    """Run `keqiao run` on a free port with its data in `folder`, as users do, and stop it.

    Raises:
        NoPlatformError: It did not answer in time.
    """
    port = _free_port()
    command = [str(Path(sys.executable).with_name("keqiao")), "run", "--no-demo"]
    options = ["--port", str(port), "--data-dir", str(folder)]
    with (folder / "platform.log").open("wb") as log:
        process = subprocess.Popen([*command, *options], stdout=log, stderr=log)  # noqa: S603 - our own
        try:
            _wait_until_ready(process, port, folder)
            yield PlatformProcess(process.pid, port, folder)
        finally:
            _stop(process)


def _wait_until_ready(process: "subprocess.Popen[bytes]", port: int, folder: Path) -> None:
    give_up = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < give_up:
        try:
            with Connection(port, {}) as connection:
                connection.get("/matching/readyz")
        except (OSError, http.client.HTTPException, NoPlatformError):
            time.sleep(0.1)
        else:
            return
    raise NoPlatformError((folder / "platform.log").read_text("utf-8")[-2000:])


def _stop(process: "subprocess.Popen[bytes]") -> None:
    process.send_signal(signal.SIGINT)
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _ticks(stat: Path) -> tuple[str, float]:
    """Return the name of a process or thread and the processor seconds it has used."""
    before, _, after = stat.read_text("utf-8").rpartition(")")
    fields = after.split()
    return before.partition("(")[2], (int(fields[11]) + int(fields[12])) / _TICKS
