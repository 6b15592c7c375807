"""What a backup says of itself."""

import hashlib
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from deploy.backup.errors import DamagedBackupError, NoBackupError
from shared.errors import FieldProblem
from shared.language import Text

NAME: Final = "manifest.json"
CHUNK: Final = 1024 * 1024

_MISSING = Text("不见了", "It is missing")
_CHANGED = Text("内容变了", "It was changed")
_STRANGE = Text("不是当初保存的", "It was not saved")


class _Told(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class SavedFile(_Told):
    """What a file must be."""

    size: int = Field(ge=0)
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")


class SavedService(_Told):
    """What was saved of a service: where its tables stood, and the rows of each."""

    engine: Literal["sqlite", "postgresql"]
    revision: str
    rows: dict[str, int]


class Manifest(_Told):
    """All of a backup; paths are those in its folder."""

    format: Literal[1] = 1
    at: datetime
    services: dict[str, SavedService]
    files: dict[str, SavedFile]


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the last file, after everything it names is on the disk."""
    draft = folder / f".{NAME}"
    with draft.open("w", encoding="utf-8") as file:
        file.write(manifest.model_dump_json(indent=1))
        file.flush()
        os.fsync(file.fileno())
    draft.chmod(0o600)
    draft.replace(folder / NAME)
    sync(folder)


def read_manifest(folder: Path) -> Manifest:
    """Return what the backup says of itself.

    Raises:
        NoBackupError: There is none, or none that can be read.
    """
    try:
        return Manifest.model_validate_json((folder / NAME).read_bytes())
    except (OSError, ValidationError) as error:
        raise NoBackupError(folder=str(folder)) from error


def saved_file(path: Path) -> SavedFile:
    """Return what a file is now."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return SavedFile(size=path.stat().st_size, sha256=digest.hexdigest())


def require_undamaged(folder: Path, manifest: Manifest) -> None:
    """Compare every file with what the manifest says.

    Raises:
        DamagedBackupError: With each that is missing, was changed or does not belong there.
    """
    problems = list(_damages(folder, manifest))
    if problems:
        raise DamagedBackupError(problems=problems, folder=str(folder))


def _damages(folder: Path, manifest: Manifest) -> Iterator[FieldProblem]:
    there = set(files_in(folder)) - {NAME}
    for name, saved in manifest.files.items():
        if name not in there:
            yield FieldProblem(name, _MISSING)
        elif saved_file(folder / name) != saved:
            yield FieldProblem(name, _CHANGED)
    for name in sorted(there - manifest.files.keys()):
        yield FieldProblem(name, _STRANGE)


def files_in(folder: Path) -> Iterator[str]:
    """Yield every file in a folder and in those in it, by its path in the folder."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix()


def sync(path: Path) -> None:
    """Make a file, or the names in a folder, last through a loss of power."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
