"""Topical scores for any documents against any need, independent of the search engine."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from threading import Lock
from typing import Final

import numpy as np

from services.matching.ranking.domain import Fit
from services.matching.retrieval.labels import labels_of
from services.matching.retrieval.lookup import Lookup
from services.matching.retrieval.packed import Packed, PackedRows, pack
from services.matching.retrieval.port import Candidate, Filters, IndexDocument
from services.matching.retrieval.register import Register
from services.matching.retrieval.topical import (
    Scorer,
    Statistics,
    Topic,
    entry_parts,
    topic_of,
)
from services.matching.retrieval.vectors import VectorFile, Vectors
from services.matching.text.analyser import Analyser
from services.matching.text.features import Features

_EVERYTHING: Final = Filters()

_INVERTED: Final = "inverted-2"
"""Goes up whenever what is kept besides for `inverted` changes."""

_WASTE: Final = 1 << 20
"""So many features of forgotten documents are tolerated before the rows are packed anew."""


class TopicalScores:
    """The vectors of all documents in memory, and in a file when a path is given.

    Scores depend on the documents held and on nothing else: not on their order,
    not on how often one was replaced. May be used by many threads.

    With `inverted`, the documents that share most with a need can be asked for, too, of those
    that pass filters: for engines that cannot say. That takes some five bytes more for each
    term of a document, and four for each value that it is filtered by.
    """

    def __init__(
        self, analyser: Analyser, path: Path | None = None, *, inverted: bool = False
    ) -> None:
        self._analyser = analyser
        self._lock = Lock()
        self._scorer = Scorer()
        # Names are not scored, but looked up: they are a row of their own, the last one.
        self._looked_up = 1 if inverted else 0
        version = f"{analyser.version}-{_INVERTED}" if inverted else analyser.version
        self._file = None if path is None else VectorFile(path, version)
        self._held = _Held(self._file.all() if self._file else (), inverted=inverted)

    def __len__(self) -> int:
        return len(self._held.places)

    def keys(self) -> set[str]:
        """Return the keys of the documents held."""
        with self._lock:
            return self._held.places.keys()

    @property
    def outdated(self) -> bool:
        """Whether the file held what was read otherwise, which was dropped, and nothing since."""
        return self._file is not None and self._file.outdated

    def put(self, documents: Sequence[IndexDocument]) -> None:
        """Take documents in, replacing those with the same key; the same again costs no room."""
        version = self._analyser.version
        labels = {each.key: self._labels(each) for each in documents}
        digests = {each.key: _digest(each, version, labels[each.key]) for each in documents}
        with self._lock:
            held = self._held
            new = [each for each in documents if held.digest(each.key) != digests[each.key]]
        # To read is nearly all the work, and most of what is put at a rebuild is held.
        read = {
            each.key: Vectors(digests[each.key], [*self._rows(each), *labels[each.key]])
            for each in new
        }
        with self._lock:
            if self._file and read:
                self._file.write(read.items())
            for key, vectors in read.items():
                self._held.forget(key)
                self._held.remember(key, vectors)
            self._held = self._held.tidied()
            self._held.invert()

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
            known, firsts, counts = held.places.places(keys)
            counts = counts - self._looked_up
            ends = np.cumsum(counts)
            rows = np.repeat(firsts - (ends - counts), counts) + np.arange(counts.sum())
            scores = self._scorer.scores(topic, held.rows, rows, held.facts).tolist()
        starts = (ends - counts).tolist()
        return {
            key: Fit(scores[start], tuple(scores[start + 1 : end]))
            for key, start, end in zip(known, starts, ends.tolist(), strict=True)
        }

    def fit_if(self, topic: Topic, document: IndexDocument) -> Fit:
        """Return how close a document would be to the need if it were among those held."""
        rows = PackedRows()
        for row in self._rows(document)[: 1 + len(document.cases)]:
            rows.add(row)
        with self._lock:
            chosen = np.arange(len(rows), dtype=np.intp)
            topical, *cases = self._scorer.scores(topic, rows, chosen, self._held.facts).tolist()
        return Fit(topical, tuple(cases))

    def telling(self, things: Sequence[Sequence[int]]) -> list[float]:
        """Return how rare each of some things is among the documents: higher is rarer.

        Args:
            things: The features each is made of, one at least; it is as rare as the rarest.
        """
        if not things:
            return []
        starts = np.cumsum([0, *map(len, things[:-1])])
        with self._lock:
            rarities = self._held.facts.idf(np.fromiter(chain.from_iterable(things), np.uint32))
        return [float(rarity) for rarity in np.maximum.reduceat(rarities, starts)]

    def closest(self, need: str, most: int, filters: Filters = _EVERYTHING) -> list[Candidate]:
        """Return the documents that share most with a need, best first.

        Empty if the store was not made `inverted`.

        Args:
            need: Its whole text.
            most: How many are returned at most.
            filters: What they have to pass.
        """
        features = self._analyser.features((need, 1.0)).counted()
        with self._lock:
            return self._held.closest(features, most, filters)

    def close(self) -> None:
        """Let go of the file."""
        if self._file:
            self._file.close()

    def _rows(self, document: IndexDocument) -> list[Packed]:
        whole = self._analyser.features(*entry_parts(document.topic, document.text))
        cases = (self._analyser.features((case, 1.0)) for case in document.cases)
        rows = [pack(whole), *map(pack, cases)]
        if self._looked_up:
            rows.append(pack(self._analyser.features(("\n".join(document.names), 1.0))))
        return rows

    def _labels(self, document: IndexDocument) -> list[Packed]:
        """Return what a document is filtered by, as the last of its rows; none if not needed."""
        return [labels_of(document).view(np.uint32)] if self._looked_up else []


class _Held:
    """Vectors in memory: where each document's rows begin, how many, and their statistics."""

    def __init__(
        self, content: Iterable[tuple[str, Vectors]] = (), *, inverted: bool = False
    ) -> None:
        self.rows = PackedRows()
        self.places = Register()
        self.facts = Statistics()
        self._live = 0
        self._lookup = Lookup(self.rows, self.facts) if inverted else None
        for key, vectors in content:
            self.remember(key, vectors)
        self.invert()

    def invert(self) -> None:
        """Take up the latest rows where documents are looked for by what they share."""
        if self._lookup:
            self._lookup.extend()

    def closest(self, need: Features, most: int, filters: Filters) -> list[Candidate]:
        if not self._lookup:
            return []
        numbers, sums = self._lookup.closest(need, most, filters)
        keys = map(self.places.key, numbers.tolist())
        ordered = sorted(zip((-sums).tolist(), keys, strict=True))[:most]
        return [Candidate(key, -score) for score, key in ordered]

    def digest(self, key: str) -> int | None:
        _, count, digest = self.places.place(key)
        return digest if count else None

    def remember(self, key: str, vectors: Vectors) -> None:
        rows = vectors.rows[:-1] if self._lookup else vectors.rows
        number = self.places.add(key, (len(self.rows), len(rows), vectors.digest))
        for vector in rows:
            self.rows.add(vector)
            self._live += len(vector)
        if self._lookup:
            self._lookup.add(number, len(rows), vectors.rows[-1].view(np.uint64))
        self.facts.count(rows[0], 1)

    def forget(self, key: str) -> None:
        first, count, _ = self.places.forget(key)
        if count:
            self.facts.count(self.rows.vector(first), -1)
            self._live -= sum(len(self.rows.vector(row)) for row in range(first, first + count))
            if self._lookup:
                self._lookup.forget(first)

    def tidied(self) -> "_Held":
        """Return the same, packed anew if forgotten documents take too much room."""
        if self.rows.used - self._live <= max(_WASTE, self._live):
            return self
        return _Held(self._content(), inverted=self._lookup is not None)

    def _content(self) -> Iterator[tuple[str, Vectors]]:
        for key, (first, count, digest) in self.places.items():
            rows = [self.rows.vector(row) for row in range(first, first + count)]
            if self._lookup:
                rows.append(self._lookup.labels_of(first).view(np.uint32))
            yield key, Vectors(digest, rows)


def _digest(document: IndexDocument, version: str, besides: Iterable[Packed]) -> int:
    """Return a digest of everything that a document's rows are made from, and with."""
    parts = (
        version,
        document.topic,
        document.text,
        "\x1e".join(document.cases),
        "\x1e".join(document.names),
    )
    content = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    content += b"".join(row.tobytes() for row in besides)
    return int.from_bytes(hashlib.blake2b(content, digest_size=8).digest(), signed=True)
