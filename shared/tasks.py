"""Ends tasks that run for as long as an app does."""

import asyncio
from typing import Any, Final

AGAIN_SECONDS: Final = 1.0


async def cancelled(task: asyncio.Task[Any]) -> None:
    """Cancel a task and return when it has ended, whatever its end was.

    Asked once, a task may go on: up to Python 3.11 `asyncio.wait_for` forgets a
    cancellation that comes at the same moment as a result, here and in libraries.
    """
    while not task.done():
        task.cancel()
        await asyncio.wait([task], timeout=AGAIN_SECONDS)
