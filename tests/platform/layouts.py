"""The platform as it is really run: one process, or four that only share sockets."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Final

import httpx

STORING: Final = ("catalog", "requests", "matching")
SERVICES: Final = ("portal", *STORING)
START_SECONDS: Final = 120
STOP_SECONDS: Final = 3

Databases = Mapping[str, str]
"""Where each storing service keeps its data; empty for files of their own."""


@dataclass(frozen=True)
class Process:
    """A running command, and where it answers."""

    url: str
    process: "subprocess.Popen[str]"
    log: Path

    def wait_until_ready(self, path: str) -> None:
        """Wait until it answers that all is well."""
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            assert self.process.poll() is None, self.log.read_text()
            try:
                if httpx.get(f"{self.url}{path}").status_code == HTTPStatus.OK:
                    return
            except httpx.TransportError:
                pass
            time.sleep(0.1)
        raise AssertionError(self.log.read_text())

    def stop(self) -> float:
        """Interrupt it as Ctrl-C does, and return how many seconds it took to end."""
        began = time.monotonic()
        self.process.send_signal(signal.SIGINT)
        try:
            code = self.process.wait(STOP_SECONDS * 5)
        finally:
            self.process.kill()
        assert code == 0, self.log.read_text()
        return time.monotonic() - began


@dataclass(frozen=True)
class Layout:
    """Where the services answer, whose keys sign for people, and what to stop."""

    urls: Mapping[str, str]
    keys: Path
    processes: tuple[Process, ...]


@contextmanager
def together(folder: Path, databases: Databases) -> Iterator[Layout]:
    """Run all services in one process."""
    port = free_port()
    command = ["run", "--no-demo", "--port", str(port), "--data-dir", str(folder)]
    with started(command, port, folder, environment(databases)) as process:
        urls = {name: f"{process.url}/{name}" for name in STORING} | {"portal": process.url}
        for path in ("", *(f"/{name}" for name in STORING)):
            process.wait_until_ready(f"{path}/readyz")
        yield Layout(urls, folder, (process,))


@contextmanager
def apart(folder: Path, databases: Databases) -> Iterator[Layout]:
    """Run each service in a process of its own, with files of its own."""
    ports = {name: free_port() for name in SERVICES}
    urls = {name: f"http://127.0.0.1:{port}" for name, port in ports.items()}
    known = ",".join(f'"{name}": "{url}"' for name, url in urls.items())
    told = environment(databases)
    for name in SERVICES:
        told |= {f"{name.upper()}_PEERS": f"{{{known}}}"}
        told |= {f"{name.upper()}_DATA_DIR": str(folder / name)}
    with ExitStack() as stack:
        processes = tuple(
            stack.enter_context(
                started(["serve", name, "--port", str(ports[name])], ports[name], folder, told)
            )
            for name in SERVICES
        )
        for process in processes:
            process.wait_until_ready("/readyz")
        yield Layout(urls, folder / "portal", processes)


@contextmanager
def started(
    command: list[str], port: int, folder: Path, told: Mapping[str, str]
) -> Iterator[Process]:
    """Start a `keqiao` command; it is gone afterwards, whatever happens."""
    log = folder / f"{command[0]}-{port}.log"
    start = "from deploy.commands.main import main; main()"
    with (
        log.open("w") as output,
        subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-c", start, *command],
            env=dict(told),
            stdout=output,
            stderr=subprocess.STDOUT,
            text=True,
        ) as process,
    ):
        try:
            yield Process(f"http://127.0.0.1:{port}", process, log)
        finally:
            process.kill()


def environment(databases: Databases) -> dict[str, str]:
    """Return what the commands are told; nothing of ours is taken over from this process."""
    ours = tuple(f"{name.upper()}_" for name in (*SERVICES, "keqiao"))
    told = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    for name in STORING:
        told[f"{name.upper()}_DATABASE_URL"] = databases.get(name, "")
        told[f"{name.upper()}_MIGRATE_AT_START"] = "true"
    return told


def free_port() -> int:
    """Return a port that nobody uses at the moment."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port
