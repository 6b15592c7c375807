"""Says whether a backup could be brought back, and whether what is in it fits together."""

import asyncio
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from importlib import import_module
from pathlib import Path
from typing import Final

from deploy.backup.errors import DamagedBackupError
from deploy.backup.manifest import Manifest, SavedService, read_manifest, require_undamaged
from deploy.backup.saving import FILES
from deploy.backup.sqlite import FILE
from shared.audit.trail import Trail
from shared.audit.verification import verify as verify_log
from shared.database import Database
from shared.errors import FieldProblem
from shared.language import Text

DELIVERABLES: Final = "engagement_deliverable"

_NOT_WHOLE = Text("数据库文件已损坏", "The database file is damaged")
_NOWHERE = Text("有记录指向不存在的记录", "Rows point to rows that are not there")
_GAP = Text("变更流有缺口", "The feed has a gap")
_ALTERED = Text("审计日志有改动", "The audit log was altered")
_ROWS = Text("行数与当初不同", "It has another number of rows than was saved")
_FILE = Text("缺少交付文件 {name}", "The deliverable {name} is missing")


async def check(folder: Path) -> Manifest:
    """Return what a backup says of itself, if all of it is true.

    Every file is read and compared. A SQLite database is opened, a copy of it, and asked
    whether it is whole, its feeds are without gaps and its audit log is as it was recorded;
    of PostgreSQL's tables rows are counted. Every deliverable that is named must be there.

    Raises:
        NoBackupError: There is no backup in the folder.
        DamagedBackupError: With everything that is wrong.
    """
    manifest = read_manifest(folder)
    await asyncio.to_thread(require_undamaged, folder, manifest)
    problems: list[FieldProblem] = []
    for name, saved in manifest.services.items():
        place = folder / name / "data"
        if saved.engine == "sqlite":
            problems += await _in_a_copy(name, place / FILE)
        else:
            problems += _counted(name, place, saved)
    problems += _deliverables(folder, manifest)
    if problems:
        raise DamagedBackupError(problems=problems, folder=str(folder))
    return manifest


async def _in_a_copy(service: str, file: Path) -> list[FieldProblem]:
    """Look into a copy: to open a SQLite file may change it."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / FILE
        await asyncio.to_thread(shutil.copyfile, file, copy)
        with closing(sqlite3.connect(copy)) as connection:
            wrong = [text for wrong, text in _QUESTIONS if wrong(connection)]
        trail: Trail = import_module(f"services.{service}.tables").TRAIL
        database = Database(f"sqlite+aiosqlite:///{copy}")
        try:
            async with database.snapshot() as session:
                verdict = await verify_log(session, trail)
        finally:
            await database.dispose()
    wrong += [] if verdict.intact else [_ALTERED]
    return [FieldProblem(service, text) for text in wrong]


def _is_not_whole(connection: sqlite3.Connection) -> bool:
    return connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]


def _points_nowhere(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("PRAGMA foreign_key_check").fetchall())


def _has_a_gap(connection: sqlite3.Connection) -> bool:
    """Tell whether a feed lacks an entry that was not removed as superseded."""
    known = {name for [name] in connection.execute("SELECT name FROM sqlite_master")}
    return any(
        connection.execute(
            f"SELECT last - pruned <> (SELECT count(*) FROM {feed}_entry"  # noqa: S608 - ours
            f" WHERE sequence > pruned) FROM {feed}_head"
        ).fetchone()[0]
        for feed in ("feed", "message")
        if f"{feed}_head" in known
    )


_QUESTIONS: Final[tuple[tuple[Callable[[sqlite3.Connection], bool], Text], ...]] = (
    (_is_not_whole, _NOT_WHOLE),
    (_points_nowhere, _NOWHERE),
    (_has_a_gap, _GAP),
)


def _counted(service: str, place: Path, saved: SavedService) -> list[FieldProblem]:
    """Count the lines of each table; COPY writes a line break within a value as two letters."""
    counts = {table: _lines(place / f"{table}.copy") for table in saved.rows}
    return [
        FieldProblem(f"{service}/data/{table}.copy", _ROWS)
        for table, count in counts.items()
        if count != saved.rows[table]
    ]


def _lines(path: Path) -> int:
    with path.open("rb") as file:
        return sum(1 for _ in file)


def _deliverables(folder: Path, manifest: Manifest) -> Iterator[FieldProblem]:
    saved = manifest.services.get("requests")
    if saved is None or DELIVERABLES not in saved.rows:
        return
    there = {Path(name).name for name in manifest.files if name.startswith(f"requests/{FILES}/")}
    for name in sorted(_named(folder / "requests" / "data", saved) - there):
        yield FieldProblem(
            "requests", Text(*(one.format(name=name) for one in (_FILE.zh, _FILE.en)))
        )


def _named(place: Path, saved: SavedService) -> set[str]:
    """Return the digests of the files that rows name."""
    if saved.engine == "sqlite":
        with closing(sqlite3.connect(f"file:{place / FILE}?immutable=1", uri=True)) as connection:
            return {name for [name] in connection.execute(f"SELECT sha256 FROM {DELIVERABLES}")}  # noqa: S608 - ours
    text = (place / f"{DELIVERABLES}.copy").read_text("utf-8")
    words = (word for line in text.splitlines() for word in line.split("\t"))
    return {word for word in words if len(word) == _DIGEST and set(word) <= _HEX}


_DIGEST: Final = 64
_HEX: Final = frozenset("0123456789abcdef")
