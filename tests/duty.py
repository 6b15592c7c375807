"""Who is on duty of a service's processes, decided by a test."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from typing_extensions import override

from shared.leases import Lease


class Switch(Lease):
    """A lease that the test gives and takes."""

    def __init__(self) -> None:
        self._given = asyncio.Event()

    @property
    @override
    def held(self) -> bool:
        return self._given.is_set()

    @override
    async def until_held(self) -> None:
        await self._given.wait()

    def give(self) -> None:
        self._given.set()

    def take(self) -> None:
        self._given.clear()


@contextmanager
def another_on_duty(module: str) -> Iterator[None]:
    """Let an app that a module makes now leave its duties to others: no clock of it strikes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(f"{module}.lease_of", lambda _database: Switch())
        yield
