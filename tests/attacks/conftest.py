"""What is attacked."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.portal.pages.world import World, world_in


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """A portal with its pages, the services behind it, and people with browsers."""
    async with world_in(tmp_path) as world:
        yield world
