"""Topical scores for any documents against any need, independent of the search engine."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from threading import Lock
from typing import Final

import numpy as np

from services.matching.ranking.domain import Fit
from services.matching.retrieval.packed import Packed, PackedRows, pack
from services.matching.retrieval.port import IndexDocument
from services.matching.retrieval.topical import ENTRY_TITLE, Scorer, Statistics, Topic, topic_of
from services.matching.retrieval.vectors import VectorFile
from services.matching.text.analyser import Analyser

_WASTE: Final = 1 << 20
"""So many features of forgotten documents are tolerated before the rows are packed anew."""


class TopicalScores:
    """The vectors of all documents in memory, and in a file when a path is given.

    Scores depend on the documents held and on nothing else: not on their order,
    not on how often one was replaced. May be used by many threads.
    """

    def __init__(self, analyser: Analyser, path: Path | None = None) -> None:
        self._analyser = analyser
        self._lock = Lock()
        self._scorer = Scorer()
        self._file = None if path is None else VectorFile(path, analyser.version)
        self._held = _Held(self._file.all() if self._file else ())

    def __len__(self) -> int:
        return len(self._held.places)

    def keys(self) -> set[str]:
        """Return the keys of the documents held."""
        with self._lock:
            return set(self._held.places)

    @property
    def outdated(self) -> bool:
        """Whether the file held what was read otherwise, which was dropped, and nothing since."""
        return self._file is not None and self._file.outdated

    def put(self, documents: Sequence[IndexDocument]) -> None:
        """Take documents in, replacing those with the same key; the same again costs no room."""
        read = {document.key: self._vectors(document) for document in documents}
        with self._lock:
            vectors = {key: rows for key, rows in read.items() if not self._held.has(key, rows)}
            if self._file and vectors:
                self._file.write(vectors.items())
            for key, rows in vectors.items():
                self._held.forget(key)
                self._held.remember(key, rows)
            self._held = self._held.tidied()

    def remove(self, keys: Iterable[str]) -> None:
        """Forget documents; unknown keys are no error."""
        gone = list(keys)
        with self._lock:
            if self._file:
                self._file.write((), gone)
            for key in gone:
                self._held.forget(key)
            self._held = self._held.tidied()

    def topic(self, title: str, text: str) -> Topic:
        """Read a need once, to score many documents against it."""
        return topic_of(self._analyser, title, text)

    def fits(self, topic: Topic, keys: Sequence[str]) -> dict[str, Fit]:
        """Return how close each document is to the need; unknown keys are left out."""
        with self._lock:
            held = self._held
            known = [(key, *held.places[key]) for key in keys if key in held.places]
            rows = [row for _, first, count in known for row in range(first, first + count)]
            chosen = np.array(rows, np.intp)
            scores = iter(self._scorer.scores(topic, held.rows, chosen, held.facts).tolist())
        fits: dict[str, Fit] = {}
        for key, _, count in known:
            topical = next(scores)
            fits[key] = Fit(topical, tuple(next(scores) for _ in range(count - 1)))
        return fits

    def close(self) -> None:
        """Let go of the file."""
        if self._file:
            self._file.close()

    def _vectors(self, document: IndexDocument) -> list[Packed]:
        whole = self._analyser.features((document.title, ENTRY_TITLE), (document.text, 1.0))
        cases = (self._analyser.features((case, 1.0)) for case in document.cases)
        return [pack(whole), *map(pack, cases)]


class _Held:
    """Vectors in memory: where each document's rows begin, how many, and their statistics."""

    def __init__(self, content: Iterable[tuple[str, list[Packed]]] = ()) -> None:
        self.rows = PackedRows()
        self.places: dict[str, tuple[int, int]] = {}
        self.facts = Statistics()
        self._live = 0
        for key, vectors in content:
            self.remember(key, vectors)

    def has(self, key: str, vectors: list[Packed]) -> bool:
        first, count = self.places.get(key, (0, 0))
        return count == len(vectors) and all(
            np.array_equal(self.rows.vector(first + at), vector)
            for at, vector in enumerate(vectors)
        )

    def remember(self, key: str, vectors: list[Packed]) -> None:
        self.places[key] = (len(self.rows), len(vectors))
        for vector in vectors:
            self.rows.add(vector)
            self._live += len(vector)
        self.facts.count(vectors[0], 1)

    def forget(self, key: str) -> None:
        first, count = self.places.pop(key, (0, 0))
        if count:
            self.facts.count(self.rows.vector(first), -1)
            self._live -= sum(len(self.rows.vector(row)) for row in range(first, first + count))

    def tidied(self) -> "_Held":
        """Return the same, packed anew if forgotten documents take too much room."""
        if self.rows.used - self._live <= max(_WASTE, self._live):
            return self
        return _Held(
            (key, [self.rows.vector(row) for row in range(first, first + count)])
            for key, (first, count) in self.places.items()
        )
