import asyncio
from pathlib import Path

import pytest

from shared.database import Database
from shared.upkeep import Upkeep
from tests.waiting import PATIENCE


async def test_what_cannot_be_taken_up_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shared.upkeep.RETRY_SECONDS", 0.0)
    tried: list[bool] = []
    again = asyncio.Event()

    async def take_up() -> None:
        tried.append(True)
        if len(tried) == 1:
            raise OSError
        again.set()

    upkeep = Upkeep(Database(f"sqlite+aiosqlite:///{tmp_path}/own.sqlite3"), "news", take_up)
    async with upkeep.running(), asyncio.timeout(PATIENCE):
        upkeep.ring()
        await again.wait()

    assert len(tried) == 2
