"""The whole platform in this process, once on each engine, behind a real socket."""

import asyncio
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn

from deploy.platform import create_platform
from deploy.server import take_port
from shared.auth import Role
from tests.databases import Databases, settings_of
from tests.running import bearer
from tests.waiting import eventually

START_SECONDS = 120


@dataclass(frozen=True)
class WholePlatform:
    """The running platform, and who an operator is to it."""

    folder: Path
    client: httpx.Client
    operator: Mapping[str, str]

    def stored(self) -> list[Any]:
        """Return how much of everything there is, as an operator sees it."""
        places = ("/catalog/summary", "/requests/summary")
        return [self.client.get(place, headers=self.operator).json() for place in places]


@pytest.fixture(scope="session")
def whole(
    tmp_path_factory: pytest.TempPathFactory, new_databases: Callable[[], Databases]
) -> Iterator[WholePlatform]:
    """The platform, served from a thread for as long as the session lasts."""
    folder = tmp_path_factory.mktemp("platform")
    listener = take_port("127.0.0.1", 0)
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    platform = create_platform(settings=settings_of(folder, new_databases()))
    config = uvicorn.Config(platform, log_config=None, timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=asyncio.run, args=(server.serve(sockets=[listener]),))
    thread.start()
    try:
        with httpx.Client(base_url=url, timeout=30, trust_env=False) as client:
            # Matching follows the others, so it is ready last.
            eventually(lambda: client.get("/matching/readyz").is_success, seconds=START_SECONDS)
            operator = bearer(folder, Role.OPERATOR, lifetime=timedelta(hours=1))
            yield WholePlatform(folder, client, operator)
    finally:
        server.should_exit = True
        thread.join()
