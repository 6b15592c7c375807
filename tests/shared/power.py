"""A disk that forgets what was not synced when the power goes, for SQLite in this process.

It writes down every call that SQLite makes to its files. What such a disk holds after the first
so many calls is anything between all of them and those alone that were synced: we take each
write that was not with a chance of one in two.
"""

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal

import apsw
from typing_extensions import override

_NAME: Final = "forgetful"


@dataclass(frozen=True, slots=True)
class Call:
    """Something SQLite did to a file."""

    what: Literal["write", "truncate", "sync", "delete"]
    file: str
    offset: int = 0
    data: bytes = b""


@dataclass
class Disk:
    """What was done to the files of a folder, from when they were as in `before`."""

    before: dict[str, bytes]
    calls: list[Call] = field(default_factory=list)

    def after(self, count: int, chance: random.Random) -> dict[str, bytes]:
        """Return what the files may hold if the power goes after so many calls."""
        files = {name: bytearray(content) for name, content in self.before.items()}
        calls = self.calls[:count]
        for place, call in enumerate(calls):
            if call.what == "delete":
                files.pop(call.file, None)
            elif call.what != "sync" and (_is_synced(calls, place) or chance.random() < 0.5):
                _apply(files.setdefault(call.file, bytearray()), call)
        return {name: bytes(content) for name, content in files.items()}


def _is_synced(calls: Sequence[Call], place: int) -> bool:
    file = calls[place].file
    return any(later.what == "sync" and later.file == file for later in calls[place + 1 :])


def _apply(content: bytearray, call: Call) -> None:
    if call.what == "truncate":
        del content[call.offset :]
        return
    content.extend(bytes(max(0, call.offset - len(content))))
    content[call.offset : call.offset + len(call.data)] = call.data


class _File(apsw.VFSFile):
    def __init__(self, disk: Disk, name: Any, flags: list[int]) -> None:  # noqa: ANN401 - of apsw
        path = name.filename() if isinstance(name, apsw.URIFilename) else str(name)
        self._disk, self._file = disk, Path(path).name
        super().__init__("", name, flags)

    @override
    def xWrite(self, data: Any, offset: int) -> None:
        self._disk.calls.append(Call("write", self._file, offset, bytes(data)))
        super().xWrite(data, offset)

    @override
    def xTruncate(self, newsize: int) -> None:
        self._disk.calls.append(Call("truncate", self._file, newsize))
        super().xTruncate(newsize)

    @override
    def xSync(self, flags: int) -> None:
        self._disk.calls.append(Call("sync", self._file))
        super().xSync(flags)


class _Files(apsw.VFS):
    def __init__(self, disk: Disk) -> None:
        self._disk = disk
        super().__init__(_NAME, "")

    @override
    def xOpen(self, name: Any, flags: list[int]) -> _File:
        return _File(self._disk, name, flags)

    @override
    def xDelete(self, filename: str, syncdir: bool) -> None:
        self._disk.calls.append(Call("delete", Path(filename).name))
        super().xDelete(filename, syncdir)


@contextmanager
def watched(path: Path, pragmas: Sequence[str]) -> Iterator[tuple[Disk, apsw.Connection]]:
    """Open a file so that everything done to it is written down.

    Args:
        path: A SQLite file that nobody else has open.
        pragmas: What the connection is told first.
    """
    disk = Disk({path.name: path.read_bytes()})
    files = _Files(disk)
    connection = apsw.Connection(str(path), vfs=_NAME)
    try:
        # Without memory that is shared with others, which a file of ours does not offer.
        for pragma in ("locking_mode = EXCLUSIVE", *pragmas):
            connection.execute(f"PRAGMA {pragma}")
        yield disk, connection
    finally:
        connection.close()
        files.unregister()
