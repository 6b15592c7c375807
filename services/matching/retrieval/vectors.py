"""Keeps feature vectors in a file, so that a start need not read every text again."""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from services.matching.retrieval.packed import Packed, concatenated, separated

_LAYOUT: Final = "2"
"""Goes up whenever the tables change; what was written with another is dropped."""


@dataclass(frozen=True, slots=True)
class Vectors:
    """The rows of a document, and a digest (64 bits, signed) of what they were read from."""

    digest: int
    rows: list[Packed]


class VectorFile:
    """Vectors by key. What was written with another version of the reader is dropped.

    `outdated` says so until something is written.
    """

    def __init__(self, path: Path, version: str) -> None:
        self._connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._connection.executescript(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
            "CREATE TABLE IF NOT EXISTS fact (name TEXT PRIMARY KEY, value TEXT NOT NULL);"
        )
        version = f"{_LAYOUT}-{version}"
        self.outdated = self._read_version() not in {None, version}
        if self.outdated:
            self._connection.execute("DROP TABLE IF EXISTS vector")
        self._connection.execute(
            "CREATE TABLE IF NOT EXISTS vector"
            " (key TEXT PRIMARY KEY, digest INTEGER NOT NULL, content BLOB NOT NULL)"
        )
        self._connection.execute("INSERT OR REPLACE INTO fact VALUES ('version', ?)", (version,))

    def _read_version(self) -> str | None:
        row = self._connection.execute("SELECT value FROM fact WHERE name = 'version'").fetchone()
        return None if row is None else str(row[0])

    def all(self) -> Iterator[tuple[str, "Vectors"]]:
        """Yield every key with its vectors."""
        rows = self._connection.execute("SELECT key, digest, content FROM vector")
        for key, digest, content in rows:
            yield key, Vectors(digest, separated(content))

    def write(self, changed: Iterable[tuple[str, "Vectors"]], removed: Iterable[str] = ()) -> None:
        """Keep these and forget those, all or none."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            self._connection.executemany(
                "DELETE FROM vector WHERE key = ?", ((key,) for key in removed)
            )
            self._connection.executemany(
                "INSERT OR REPLACE INTO vector VALUES (?, ?, ?)",
                ((key, each.digest, concatenated(each.rows)) for key, each in changed),
            )
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")
        self.outdated = False

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()
