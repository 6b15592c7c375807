"""Keeps feature vectors in a file, so that a start need not read every text again."""

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

from services.matching.retrieval.packed import Packed, concatenated, separated


class VectorFile:
    """Vectors by key. What was written with another version of the reader is dropped.

    `outdated` says so until something is written.
    """

    def __init__(self, path: Path, version: str) -> None:
        self._connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._connection.executescript(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
            "CREATE TABLE IF NOT EXISTS fact (name TEXT PRIMARY KEY, value TEXT NOT NULL);"
            "CREATE TABLE IF NOT EXISTS vector (key TEXT PRIMARY KEY, content BLOB NOT NULL);"
        )
        self.outdated = self._read_version() not in {None, version}
        if self.outdated:
            self._connection.execute("DELETE FROM vector")
        self._connection.execute("INSERT OR REPLACE INTO fact VALUES ('version', ?)", (version,))

    def _read_version(self) -> str | None:
        row = self._connection.execute("SELECT value FROM fact WHERE name = 'version'").fetchone()
        return None if row is None else str(row[0])

    def all(self) -> Iterator[tuple[str, list[Packed]]]:
        """Yield every key with its vectors."""
        for key, content in self._connection.execute("SELECT key, content FROM vector"):
            yield key, separated(content)

    def write(
        self, changed: Iterable[tuple[str, list[Packed]]], removed: Iterable[str] = ()
    ) -> None:
        """Keep these and forget those, all or none."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            self._connection.executemany(
                "DELETE FROM vector WHERE key = ?", ((key,) for key in removed)
            )
            self._connection.executemany(
                "INSERT OR REPLACE INTO vector VALUES (?, ?)",
                ((key, concatenated(vectors)) for key, vectors in changed),
            )
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")
        self.outdated = False

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()
