"""A world of pages and what is behind them."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.portal.pages.world import World, world_in


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """A portal with its pages and a real requests service."""
    async with world_in(tmp_path) as world:
        yield world
