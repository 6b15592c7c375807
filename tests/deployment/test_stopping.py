"""A service that is told to stop first finishes what it has begun, and lets go of the rest."""

import json
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

import httpx
import pytest

from services.portal.accounts.consent import VERSION
from tests.platform.layouts import environment, free_ports
from tests.waiting import eventually

SECONDS: Final = 60
BODY: Final = json.dumps(
    {
        "email": "ada@city.cn",
        "password": "Viel-zu-lang-1234",
        "name": "Ada",
        "consent_version": VERSION,
    }
).encode()


@pytest.fixture
def port() -> int:
    [port] = free_ports(1)
    return port


@pytest.fixture
def portal(tmp_path: Path, port: int) -> Iterator["subprocess.Popen[bytes]"]:
    told = {**environment({}), "PORTAL_DATA_DIR": str(tmp_path)}
    command = [sys.executable, "-m", "deploy", "serve", "portal", "--port", str(port)]
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(command, env=told, stderr=log)  # noqa: S603 - our own command
    try:
        url = f"http://127.0.0.1:{port}/livez"
        eventually(lambda: httpx.get(url, trust_env=False).is_success, seconds=SECONDS)
        yield process
    finally:
        process.kill()
        process.wait()


def _head(path: str, length: int) -> bytes:
    lines = (f"POST {path} HTTP/1.1", "Host: x", "Content-Type: application/json")
    return "\r\n".join([*lines, f"Content-Length: {length}", "", ""]).encode()


def _refused(port: int) -> bool:
    with socket.socket() as another:
        return another.connect_ex(("127.0.0.1", port)) != 0


def test_a_request_that_has_begun_is_answered_and_stored_after_the_signal(
    portal: "subprocess.Popen[bytes]", port: int, tmp_path: Path
) -> None:
    with (
        socket.create_connection(("127.0.0.1", port)) as idle,
        socket.create_connection(("127.0.0.1", port), timeout=SECONDS) as begun,
    ):
        begun.sendall(_head("/api/people", len(BODY)) + BODY[:40])
        time.sleep(0.2)

        portal.send_signal(signal.SIGTERM)
        eventually(lambda: _refused(port), seconds=5)
        begun.sendall(BODY[40:])
        answer = begun.recv(65536)
        idle.settimeout(SECONDS)
        rest = idle.recv(1)

    assert answer.startswith(b"HTTP/1.1 202"), answer
    assert rest == b""
    assert portal.wait(SECONDS) == 0
    assert not (tmp_path / "portal.sqlite3-wal").exists()
    with closing(sqlite3.connect(tmp_path / "portal.sqlite3")) as database:
        [[letters]] = database.execute("SELECT count(*) FROM letter")
    assert letters == 1
    assert b"Traceback" not in (tmp_path / "log").read_bytes()
