"""Runs a Meilisearch server for as long as it is needed."""

import os
import secrets
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import requests

from deploy.engine.binary import NoEngineError, find_program

START_SECONDS: Final = 30.0
STOP_SECONDS: Final = 10.0
_HOST: Final = "127.0.0.1"
_NOBODY: Final = 65534
_ROOT: Final = 0


class EngineProcess:
    """A server of our own, on this machine only, ended by its id when we end.

    Args:
        folder: Where its data, its log and nothing else lie.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.master_key = secrets.token_urlsafe(32)
        self.port = _free_port()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://{_HOST}:{self.port}"

    @property
    def number(self) -> int:
        """The id of the process; 0 if none runs."""
        return self._process.pid if self._process else 0

    def start(self) -> None:
        """Start it and wait until it answers; with the same data and address as before.

        Raises:
            NoEngineError: There is no program, or it did not start.
        """
        program = find_program()
        _make_ours(self.folder)
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603 - a program that was checked
                [*_bound_to_us(), str(program), *self._options()],
                cwd=self.folder,
                env={"PATH": os.environ.get("PATH", ""), "MEILI_MASTER_KEY": self.master_key},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C is for us; we end it after our own work
                user=_ordinary_user(),
                group=_ordinary_user(),
                extra_groups=None if _ordinary_user() is None else [],
            )
        self._wait()

    def kill(self) -> None:
        """End it at once, as a fault would."""
        if self._process:
            self._process.kill()
            self._process.wait()
            self._process = None

    def stop(self) -> None:
        """End it in good order."""
        if not self._process:
            return
        self._process.terminate()
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None

    def _options(self) -> list[str]:
        options = {
            "--http-addr": f"{_HOST}:{self.port}",
            "--db-path": str(self.folder / "data"),
            "--dump-dir": str(self.folder / "dumps"),
            "--snapshot-dir": str(self.folder / "snapshots"),
            "--env": "production",
            "--log-level": "WARN",
        }
        return ["--no-analytics", *(part for option in options.items() for part in option)]

    def _wait(self) -> None:
        give_up = time.monotonic() + START_SECONDS
        while time.monotonic() < give_up and self._process and self._process.poll() is None:
            try:
                requests.get(f"{self.url}/health", timeout=1).raise_for_status()
            except requests.RequestException:
                time.sleep(0.05)
            else:
                return
        self.stop()
        raise NoEngineError(reason=(self.folder / "log").read_text("utf-8", "replace")[-500:])


@dataclass(frozen=True, slots=True)
class EngineAddress:
    """A server that answers, and the key by which keys are made."""

    url: str
    master_key: str


@contextmanager
def engine_at_hand(folder: Path) -> Iterator[EngineAddress]:
    """Yield the server named by `MEILISEARCH_URL`, or one of our own with its data in `folder`.

    Raises:
        NoEngineError: There is no program, or it did not start.
    """
    if url := os.environ.get("MEILISEARCH_URL"):
        yield EngineAddress(url.rstrip("/"), os.environ.get("MEILISEARCH_MASTER_KEY", ""))
        return
    with running_engine(folder) as engine:
        yield EngineAddress(engine.url, engine.master_key)


@contextmanager
def running_engine(folder: Path) -> Iterator[EngineProcess]:
    """Run a server with its data in `folder`.

    Raises:
        NoEngineError: There is no program, or it did not start.
    """
    engine = EngineProcess(folder)
    try:
        engine.start()
        yield engine
    finally:
        engine.stop()


def _make_ours(folder: Path) -> None:
    """Make the folder, and let the server's user write it."""
    folder.mkdir(parents=True, exist_ok=True)
    if os.geteuid() == _ROOT:
        os.chown(folder, _NOBODY, _NOBODY)


def _ordinary_user() -> int | None:
    """Return as whom root starts a process that needs none of its rights; else as we are."""
    return _NOBODY if os.geteuid() == _ROOT else None


def _bound_to_us() -> list[str]:
    """Return what lets the system end the server when we are killed, where there is such."""
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", "TERM", "--"] if setpriv else []


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind((_HOST, 0))
        return int(listener.getsockname()[1])
