"""Where a process keeps what it looks things up in: a folder that no other process has."""

import fcntl
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from shared.types import new_id

_LOCK: Final = ".lock"
_NAME: Final = "name"


@dataclass(frozen=True, slots=True)
class IndexPlace:
    """A folder that is ours until `release`, and the name its content goes by in the database.

    The name stays with the folder, so that a process finds its index where another left it.
    The lock is a plain descriptor: an app that is only put together, for its description,
    has nobody to close a file.
    """

    folder: Path
    name: str
    _lock: int

    def release(self) -> None:
        """Leave the folder to another process; so does the system when this one ends."""
        os.close(self._lock)


def claim_place(folder: Path) -> IndexPlace:
    """Return the first place under `folder` that no process has: the folder itself, or a part."""
    number = 1
    while (lock := _locked(place := _numbered(folder, number))) is None:
        number += 1
    note = place / _NAME
    if not note.exists():
        note.write_text(new_id().hex, "ascii")
    return IndexPlace(place, note.read_text("ascii"), lock)


def _numbered(folder: Path, number: int) -> Path:
    return folder if number == 1 else folder / f"process-{number}"


def _locked(place: Path) -> int | None:
    place.mkdir(parents=True, exist_ok=True)
    lock = os.open(place / _LOCK, os.O_CREAT | os.O_WRONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(lock)
        return None
    return lock
