"""Waiting for what comes later by nature: for a condition, until a deadline."""

import asyncio
import time
from collections.abc import Awaitable, Callable

import httpx

PATIENCE = 120.0
"""As long as it takes on a machine with twenty other things to do; in seconds."""


def eventually(question: Callable[[], bool], *, seconds: float = PATIENCE) -> None:
    """Ask until the answer is yes; who does not answer yet has not said yes."""
    until = time.monotonic() + seconds
    while not _yes(question):
        assert time.monotonic() < until, f"It did not become true within {seconds} s."
        time.sleep(0.05)


async def until(holds: Callable[[], Awaitable[bool]], *, seconds: float = PATIENCE) -> None:
    """Wait until something holds, while all else on the loop goes on."""
    async with asyncio.timeout(seconds):
        while True:
            if await holds():
                return
            await asyncio.sleep(0.01)


def _yes(question: Callable[[], bool]) -> bool:
    try:
        return question()
    except httpx.TransportError:
        return False
