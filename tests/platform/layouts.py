"""The platform as it is really run: one process, or four that only share sockets."""

import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Final, Protocol

import httpx

from tests.waiting import PATIENCE, eventually

BESIDE_THE_PORTAL: Final = ("catalog", "requests", "matching")
SERVICES: Final = ("portal", *BESIDE_THE_PORTAL)
START_SECONDS: Final = 600
STOP_SECONDS: Final = 3

PORTS: Final = range(20_000, 32_000)
"""Below those that the system gives to outgoing calls, which would take ours between two starts."""

Databases = Mapping[str, str]
"""Where each service keeps its data; empty for files of their own."""


NOTHING_ELSE: Final[Mapping[str, str]] = MappingProxyType({})


class Running(Protocol):
    """What has been started, as `subprocess.Popen` shows it."""

    def poll(self) -> int | None:
        """Return with what it ended; None if it has not yet."""
        ...

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end, and return the same."""
        ...

    def send_signal(self, sig: int) -> None:
        """Send it a signal."""

    def kill(self) -> None:
        """End it at once."""


@dataclass
class Process:
    """A command of ours that can be started, stopped, killed and started again."""

    command: list[str]
    ready_at: list[str]
    log: Path
    environment: Mapping[str, str]
    module: str = "deploy"
    _running: Running | None = field(default=None, init=False)

    def start(self) -> None:
        """Start it; it does not answer yet."""
        self._running = self._started()

    def _started(self) -> Running:
        with self.log.open("a") as output:
            return subprocess.Popen(  # noqa: S603 - our own command
                [sys.executable, "-m", self.module, *self.command],
                env=dict(self.environment),
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    def wait_until_ready(self) -> None:
        """Wait until it answers that all is well."""
        eventually(self._is_ready, seconds=START_SECONDS)

    def _is_ready(self) -> bool:
        assert self._running
        assert self._running.poll() is None, self.log.read_text()
        return all(httpx.get(url, trust_env=False).is_success for url in self.ready_at)

    def stop(self) -> float:
        """Interrupt it as Ctrl-C does, and return how many seconds it took to end."""
        assert self._running
        began = time.monotonic()
        self._running.send_signal(signal.SIGINT)
        code = self._running.wait(PATIENCE)
        assert code == 0, self.log.read_text()
        return time.monotonic() - began

    def send(self, number: signal.Signals) -> None:
        """Send it a signal that it goes on after."""
        assert self._running
        self._running.send_signal(number)

    def ended(self, seconds: float) -> int:
        """Return with what it ended, within so many seconds."""
        assert self._running
        return self._running.wait(seconds)

    @property
    def number(self) -> int:
        """Its number in the system."""
        assert isinstance(self._running, subprocess.Popen)
        return self._running.pid

    @property
    def has_ended(self) -> bool:
        """Whether it does not run any more."""
        assert self._running
        return self._running.poll() is not None

    def kill(self) -> None:
        """End it at once, as a power cut would; nothing happens to one that has ended."""
        if self._running:
            self._running.kill()
            self._running.wait()

    def restart(self) -> None:
        """Start it again after its end and wait for it."""
        self.start()
        self.wait_until_ready()


@dataclass(frozen=True)
class Layout:
    """Where the services answer, where they keep things, and which process each lives in."""

    urls: Mapping[str, str]
    folders: Mapping[str, Path]
    databases: Databases
    processes: Mapping[str, Process]

    @property
    def apart(self) -> bool:
        """Whether one service can be away while the others are there."""
        return self.processes["portal"] is not self.processes["matching"]

    @property
    def all_processes(self) -> list[Process]:
        """Each process once."""
        return list({id(process): process for process in self.processes.values()}.values())

    def database_url(self, service: str) -> str:
        """Return the database of a service."""
        file = self.folders[service] / f"{service}.sqlite3"
        return self.databases.get(service, f"sqlite+aiosqlite:///{file}")


@contextmanager
def together(
    folder: Path,
    databases: Databases,
    *,
    module: str = "deploy",
    told: Mapping[str, str] = NOTHING_ELSE,
) -> Iterator[Layout]:
    """Run all services in one process, by the command line that a module starts."""
    [port] = free_ports(1)
    url = f"http://127.0.0.1:{port}"
    urls = {"portal": url, **{name: f"{url}/{name}" for name in BESIDE_THE_PORTAL}}
    process = Process(
        ["run", "--no-demo", "--port", str(port), "--data-dir", str(folder)],
        [f"{url}/readyz" for url in urls.values()],
        folder / "run.log",
        {**environment(databases), **told},
        module,
    )
    with running([process]):
        folders = dict.fromkeys(SERVICES, folder)
        yield Layout(urls, folders, databases, dict.fromkeys(SERVICES, process))


@contextmanager
def apart(
    folder: Path,
    databases: Databases,
    *,
    module: str = "deploy",
    told: Mapping[str, str] = NOTHING_ELSE,
    made: Callable[..., Process] = Process,
) -> Iterator[Layout]:
    """Run each service in a process of its own, `made` in some way, with files of its own."""
    ports = dict(zip(SERVICES, free_ports(len(SERVICES)), strict=True))
    urls = {name: f"http://127.0.0.1:{port}" for name, port in ports.items()}
    folders = {name: folder / name for name in SERVICES}
    settings = {**environment(databases), **told}
    peers = ",".join(f'"{name}": "{url}"' for name, url in urls.items())
    for name in SERVICES:
        settings[f"{name.upper()}_PEERS"] = f"{{{peers}}}"
        settings[f"{name.upper()}_DATA_DIR"] = str(folders[name])
    processes = {
        name: made(
            ["serve", name, "--port", str(ports[name])],
            [f"{urls[name]}/readyz"],
            folder / f"{name}.log",
            settings,
            module,
        )
        for name in SERVICES
    }
    with running(processes.values()):
        yield Layout(urls, folders, databases, processes)


@contextmanager
def running(processes: Iterable[Process]) -> Iterator[None]:
    """Run processes until all are ready; they are gone afterwards, whatever happens."""
    started = list(processes)
    with ExitStack() as stack:
        for process in started:
            stack.callback(process.kill)
            process.start()
        for process in started:
            process.wait_until_ready()
        yield


def environment(databases: Databases) -> dict[str, str]:
    """Return what the commands are told; nothing of ours is taken over from this process."""
    ours = tuple(f"{name.upper()}_" for name in (*SERVICES, "keqiao"))
    told = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    for name in SERVICES:
        told[f"{name.upper()}_DATABASE_URL"] = databases.get(name, "")
        told[f"{name.upper()}_MIGRATE_AT_START"] = "true"
    return told


def free_ports(count: int) -> list[int]:
    """Return ports that nobody uses at the moment."""
    with ExitStack() as stack:
        found: list[int] = []
        candidates = iter(random.SystemRandom().sample(PORTS, 100))
        while len(found) < count:
            listener = stack.enter_context(socket.socket())
            port = next(candidates)
            try:
                listener.bind(("127.0.0.1", port))
            except OSError:
                continue
            found.append(port)
        return found
