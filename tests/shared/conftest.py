"""A running service to call."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from tests.running import running
from tests.shared.lamps import make_app


@pytest.fixture
async def client(tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    """A client to a service that knows lamps."""
    async with running(make_app(tmp_path)) as client:
        yield client
