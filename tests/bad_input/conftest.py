"""The whole platform in this process, on SQLite, behind a real socket."""

import asyncio
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from http import HTTPStatus

import httpx
import pytest
import uvicorn

from deploy.platform import create_platform
from deploy.server import take_port
from shared.auth import Role
from tests.bad_input.cases import Served
from tests.running import bearer

START_SECONDS = 60


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The platform, served from a thread for as long as the session lasts."""
    folder = tmp_path_factory.mktemp("platform")
    listener = take_port("127.0.0.1", 0)
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    config = uvicorn.Config(create_platform(folder), log_config=None, timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=asyncio.run, args=(server.serve(sockets=[listener]),))
    thread.start()
    try:
        with httpx.Client(base_url=url, timeout=30, trust_env=False) as client:
            wait_until_ready(client)
            yield Served(folder, client, bearer(folder, Role.OPERATOR, lifetime=timedelta(hours=1)))
    finally:
        server.should_exit = True
        thread.join()


def wait_until_ready(client: httpx.Client) -> None:
    """Wait until matching follows the others, which it does last."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        try:
            if client.get("/matching/readyz").status_code == HTTPStatus.OK:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.05)
    pytest.fail("The platform did not become ready.")
