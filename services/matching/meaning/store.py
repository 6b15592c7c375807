"""Keeps what is read by an embedding service, and its vectors, in a file of one process."""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Final

import numpy as np
import numpy.typing as npt

from services.matching.retrieval.port import IndexDocument

LENGTH: Final = 2000
"""So many characters of a text are read: more than most models take in at once."""

_KEYS_A_STATEMENT: Final = 500
_TABLES: Final = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
PRAGMA secure_delete = ON;
CREATE TABLE IF NOT EXISTS fact (name TEXT PRIMARY KEY, value BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS meaning (
    key TEXT PRIMARY KEY, digest BLOB NOT NULL, text TEXT NOT NULL, vector BLOB
);
CREATE INDEX IF NOT EXISTS unread ON meaning (key) WHERE vector IS NULL;
"""

Vector = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Unread:
    """A text of which there is no vector yet."""

    key: str
    digest: bytes
    text: str


def text_of(title: str, text: str) -> str:
    """Return what of a need or an entry is read."""
    whole = f"{title}\n{text}".strip()[:LENGTH]
    # Half a surrogate pair can be sent to nobody.
    return whole.encode("utf-8", "replace").decode("utf-8")


class VectorStore:
    """Texts by key, with their vectors as far as they are made; may be used by many threads.

    Vectors are kept as halves (float16): the file takes 2 bytes a number, memory nothing.
    They are dropped, and their texts are unread again, if another `version` is asked for.
    """

    def __init__(self, path: Path, version: str) -> None:
        self._lock = Lock()
        self._file = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._file.executescript(_TABLES)
        self._sum = _Sum()
        with self._writing():
            if self._fact("version") != version.encode():
                self._file.execute("UPDATE meaning SET vector = NULL")
                self._file.execute("DELETE FROM fact")
                self._note("version", version.encode())
        self._sum = self._summed()

    def __len__(self) -> int:
        return self._count("SELECT count(*) FROM meaning")

    @property
    def unread(self) -> int:
        """How many texts have no vector yet."""
        return self._count("SELECT count(*) FROM meaning WHERE vector IS NULL")

    @property
    def whole(self) -> bool:
        """Whether every text has been read once; what came since may be under way."""
        with self._lock:
            return self._fact("whole") is not None

    def keys(self) -> set[str]:
        """Return the keys of all texts."""
        with self._lock:
            return {key for (key,) in self._file.execute("SELECT key FROM meaning")}

    def put(self, documents: Sequence[IndexDocument]) -> bool:
        """Take texts in, and return whether any is new: a vector of another text is forgotten."""
        texts = {one.key: text_of(one.topic, one.text) for one in documents}
        digests = {key: _digest(text) for key, text in texts.items()}
        with self._writing():
            held = self._digests(list(texts))
            new = [key for key in texts if held.get(key) != digests[key]]
            self._forget(new)
            # Nothing can be said of an empty text; it is not asked about.
            rows = [(key, digests[key], texts[key], None if texts[key] else b"") for key in new]
            self._file.executemany("INSERT INTO meaning VALUES (?, ?, ?, ?)", rows)
        return bool(new)

    def remove(self, keys: Iterable[str]) -> None:
        """Forget texts and their vectors; unknown keys are no error."""
        with self._writing():
            self._forget(list(keys))

    def next_unread(self, most: int) -> list[Unread]:
        """Return some texts without a vector; none are left if there are none."""
        statement = (
            "SELECT key, digest, text FROM meaning WHERE vector IS NULL ORDER BY key LIMIT ?"
        )
        with self._writing():
            found = [Unread(*row) for row in self._file.execute(statement, (most,))]
            if not found and self._file.execute("SELECT 1 FROM meaning LIMIT 1").fetchone():
                self._note("whole", b"1")
        return found

    def take(self, read: Sequence[Unread], vectors: npt.NDArray[np.float32] | None) -> None:
        """Keep the vectors of texts that are still the same; None: they have none.

        Raises:
            ValueError: They are not as long as those that are held.
        """
        halves = [b""] * len(read) if vectors is None else [_packed(one) for one in vectors]
        with self._writing():
            if vectors is not None:
                self._require_length(vectors.shape[1])
            for one, half in zip(read, halves, strict=True):
                changed = self._file.execute(
                    "UPDATE meaning SET vector = ? WHERE key = ? AND digest = ? AND vector IS NULL",
                    (half, one.key, one.digest),
                )
                if changed.rowcount:
                    self._sum.add(half, 1)

    def vectors(self, keys: Sequence[str]) -> dict[str, Vector]:
        """Return the vectors of these keys, as far as there are any."""
        with self._lock:
            rows = self._selected("SELECT key, vector FROM meaning WHERE", keys)
            return {key: _unpacked(vector) for key, vector in rows if vector}

    def usual(self, length: int) -> float | None:
        """Return the mean cosine of two texts; None if no vectors of that length are held."""
        with self._lock:
            return self._sum.usual(length)

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._file.close()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Write what is written within, all or nothing."""
        with self._lock:
            self._file.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._file.execute("ROLLBACK")
                self._sum = self._summed()
                raise
            self._file.execute("COMMIT")

    def _summed(self) -> "_Sum":
        found = _Sum()
        rows = self._file.execute("SELECT vector FROM meaning WHERE vector IS NOT NULL")
        for (vector,) in rows:
            found.add(vector, 1)
        return found

    def _forget(self, keys: Sequence[str]) -> None:
        rows = self._selected("SELECT key, vector FROM meaning WHERE", keys)
        for _, vector in rows:
            self._sum.add(vector or b"", -1)
        self._file.executemany("DELETE FROM meaning WHERE key = ?", ((key,) for key in keys))

    def _require_length(self, length: int) -> None:
        held = self._fact("length")
        if held is not None and int(held) != length:
            raise ValueError(f"{length} numbers instead of {int(held)}")
        self._note("length", str(length).encode())

    def _digests(self, keys: Sequence[str]) -> Mapping[str, bytes]:
        return dict(self._selected("SELECT key, digest FROM meaning WHERE", keys))

    def _selected(self, statement: str, keys: Sequence[str]) -> list[tuple[str, bytes]]:
        rows: list[tuple[str, bytes]] = []
        for start in range(0, len(keys), _KEYS_A_STATEMENT):
            some = keys[start : start + _KEYS_A_STATEMENT]
            marks = ", ".join("?" * len(some))
            rows += self._file.execute(f"{statement} key IN ({marks})", some)
        return rows

    def _count(self, statement: str) -> int:
        with self._lock:
            return int(self._file.execute(statement).fetchone()[0])

    def _fact(self, name: str) -> bytes | None:
        row = self._file.execute("SELECT value FROM fact WHERE name = ?", (name,)).fetchone()
        return None if row is None else bytes(row[0])

    def _note(self, name: str, value: bytes) -> None:
        self._file.execute("INSERT OR REPLACE INTO fact VALUES (?, ?)", (name, value))


class _Sum:
    """The sum of all vectors, kept as they come and go: what two of them have in common."""

    def __init__(self) -> None:
        self._count = 0
        self._total: npt.NDArray[np.float64] | None = None

    def add(self, half: bytes, sign: int) -> None:
        """Take a vector in (`sign` 1) or out (-1); an empty one is none."""
        if half:
            vector = _unpacked(half).astype(np.float64)
            self._total = sign * vector + (0.0 if self._total is None else self._total)
            self._count += sign

    def usual(self, length: int) -> float | None:
        """Return the mean cosine of two different ones of them; 0 of a single one."""
        count = self._count
        if self._total is None or not count or len(self._total) != length:
            return None
        if count == 1:
            return 0.0
        # The square of the sum is the sum of all cosines, that of each with itself among them.
        return float(self._total @ self._total - count) / (count * (count - 1))


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8"), digest_size=16).digest()


def _packed(vector: Vector) -> bytes:
    return vector.astype(np.float16).tobytes()


def _unpacked(half: bytes) -> Vector:
    return np.frombuffer(half, np.float16).astype(np.float32)
