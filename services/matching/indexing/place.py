"""Where a process keeps what it looks things up in: a folder that no other process has."""

import fcntl
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TextIO

from shared.types import new_id

_LOCK: Final = ".lock"
_NAME: Final = "name"


@dataclass(frozen=True, slots=True)
class IndexPlace:
    """A folder that is ours until `release`, and the name its content goes by in the database.

    The name stays with the folder, so that a process finds its index where another left it.
    """

    folder: Path
    name: str
    _lock: TextIO

    def release(self) -> None:
        """Leave the folder to another process; so does the system when this one ends."""
        self._lock.close()


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


def _locked(place: Path) -> TextIO | None:
    place.mkdir(parents=True, exist_ok=True)
    lock = (place / _LOCK).open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        return None
    return lock
