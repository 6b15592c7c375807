"""Password hashes: Argon2id, in a thread, since each takes a third of a second on purpose."""

import asyncio
from collections.abc import Collection
from functools import cache
from importlib import import_module
from typing import Final

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

AT_ONCE: Final = 2
"""How many hashes are made at once; each takes 64 MiB."""


class Passwords:
    """Makes and checks password hashes.

    Args:
        memory_kib: What a hash takes.
        rounds: How often.
    """

    def __init__(self, *, memory_kib: int, rounds: int) -> None:
        hasher = Argon2Hasher(time_cost=rounds, memory_cost=memory_kib, parallelism=1)
        self._hash = PasswordHash((hasher,))
        self._turn = asyncio.Semaphore(AT_ONCE)
        self._nobodys: str | None = None

    async def hashed(self, password: str) -> str:
        """Return the hash of a password."""
        async with self._turn:
            return await asyncio.to_thread(self._hash.hash, password)

    async def fits(self, password: str, stored: str | None) -> bool:
        """Say whether this is the password; without one, say no after the same time."""
        if stored is None:
            self._nobodys = self._nobodys or await self.hashed("nobody's password")
        against = stored or self._nobodys or ""
        async with self._turn:
            fits = await asyncio.to_thread(self._hash.verify, password, against)
        return fits and stored is not None


@cache
def common_passwords() -> Collection[str]:
    """Return the 30,000 passwords tried first, as the zxcvbn package lists them."""
    # Imported here: it takes a while to load.
    lists = import_module("zxcvbn.frequency_lists").FREQUENCY_LISTS
    return frozenset(lists["passwords"])
