"""Keeps the bytes of files in the data folder, each once, named by its SHA-256."""

import errno
import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from services.requests.deliverables.domain import FileType
from services.requests.deliverables.errors import (
    FileEmptyError,
    FileTooLargeError,
    FileTypeError,
    NoRoomError,
)
from services.requests.deliverables.sniffing import is_of_type

CHUNK_BYTES: Final = 1024 * 1024
NO_ROOM: Final = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@dataclass(frozen=True, slots=True)
class Kept:
    """What was stored."""

    sha256: str
    size: int


class FileStore:
    """Files of our own; every call blocks, so call it in a thread.

    Args:
        folder: Where they lie; made when it is first needed.
        limit: The largest that is taken, in bytes.
    """

    def __init__(self, folder: Path, *, limit: int) -> None:
        self._folder = folder
        self._limit = limit

    def keep(self, source: BinaryIO, kind: FileType) -> Kept:
        """Store what can be read from `source`; whole on the disk when this returns.

        Raises:
            FileTooLargeError: There is more than is taken.
            FileEmptyError: There is nothing.
            FileTypeError: It is not of the type it should be.
            NoRoomError: The disk is full.
        """
        try:
            return self._kept(source, kind)
        except OSError as error:
            if error.errno in NO_ROOM:
                raise NoRoomError from error
            raise

    def _kept(self, source: BinaryIO, kind: FileType) -> Kept:
        self._folder.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(prefix="arriving-", dir=self._folder)
        arriving = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as target:
                kept = self._copy(source, target)
            if not is_of_type(arriving, kind):
                raise FileTypeError
            place = self.place_of(kept.sha256)
            place.parent.mkdir(exist_ok=True)
            arriving.replace(place)
            _sync_folder(place.parent)
        finally:
            arriving.unlink(missing_ok=True)
        return kept

    def place_of(self, sha256: str) -> Path:
        """Return where a file's bytes lie."""
        return self._folder / sha256[:2] / sha256

    def holds(self, sha256: str, size: int) -> bool:
        """Return whether the bytes of a file are there, all of them."""
        try:
            return self.place_of(sha256).stat().st_size == size
        except OSError:
            return False

    def _copy(self, source: BinaryIO, target: BinaryIO) -> Kept:
        digest, size = hashlib.sha256(), 0
        while chunk := source.read(CHUNK_BYTES):
            size += len(chunk)
            if size > self._limit:
                raise FileTooLargeError(limit_bytes=self._limit)
            digest.update(chunk)
            target.write(chunk)
        if not size:
            raise FileEmptyError
        target.flush()
        os.fsync(target.fileno())
        return Kept(digest.hexdigest(), size)


def _sync_folder(folder: Path) -> None:
    """Make the file's name last through a loss of power, too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
