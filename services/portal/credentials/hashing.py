"""Password hashes: Argon2id, in a thread, since each takes a third of a second on purpose."""

import asyncio
from base64 import b64encode
from collections.abc import Collection
from functools import cache
from importlib import import_module
from secrets import token_bytes
from typing import Final

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

AT_ONCE: Final = 2
"""How many hashes are made at once; each takes 64 MiB."""


SALT_BYTES: Final = 16
HASH_BYTES: Final = 32


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
        # Looks like a hash that takes the same work, and is that of no password anybody knows;
        # were it made when it is first needed, the first try would take twice as long.
        salt, tag = _encoded(SALT_BYTES), _encoded(HASH_BYTES)
        self._nobodys = f"$argon2id$v=19$m={memory_kib},t={rounds},p=1${salt}${tag}"

    async def hashed(self, password: str) -> str:
        """Return the hash of a password."""
        async with self._turn:
            return await asyncio.to_thread(self._hash.hash, password)

    async def fits(self, password: str, stored: str | None) -> bool:
        """Say whether this is the password; without one, say no after the same time."""
        async with self._turn:
            fits = await asyncio.to_thread(self._hash.verify, password, stored or self._nobodys)
        return fits and stored is not None


def _encoded(length: int) -> str:
    return b64encode(token_bytes(length)).decode().rstrip("=")


@cache
def common_passwords() -> Collection[str]:
    """Return the 30,000 passwords tried first, as the zxcvbn package lists them."""
    # Imported here: it takes a while to load.
    lists = import_module("zxcvbn.frequency_lists").FREQUENCY_LISTS
    return frozenset(lists["passwords"])
