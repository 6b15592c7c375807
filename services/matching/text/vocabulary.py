"""The vocabulary as the analyser uses it."""

import csv
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType

_FOLDER = "services.matching.vocabulary"


@dataclass(frozen=True, slots=True)
class Term:
    """A concept: its name in Chinese and English, and its other writings."""

    name: str
    english: tuple[str, ...]
    synonyms: tuple[str, ...]
    field: str

    @property
    def writings(self) -> tuple[str, ...]:
        """Every writing of the concept, the name first."""
        return (self.name, *self.synonyms, *self.english)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Terms, and words that say little; `version` changes whenever any of them does.

    `taiwan_terms` maps what is written in Taiwan to what the mainland writes.
    """

    terms: tuple[Term, ...]
    function_words: frozenset[str]
    request_words: frozenset[str]
    taiwan_terms: Mapping[str, str]
    version: str

    @classmethod
    def of(
        cls,
        terms: Iterable[Term],
        function_words: Iterable[str] = (),
        request_words: Iterable[str] = (),
        taiwan_terms: Mapping[str, str] = MappingProxyType({}),
    ) -> "Vocabulary":
        """Return the vocabulary made of these."""
        listed, function, request = tuple(terms), set(function_words), set(request_words)
        content = repr((listed, sorted(function), sorted(request), sorted(taiwan_terms.items())))
        version = hashlib.sha256(content.encode()).hexdigest()[:12]
        return cls(listed, frozenset(function), frozenset(request), taiwan_terms, version)

    @classmethod
    def load(cls) -> "Vocabulary":
        """Read the vocabulary that comes with the platform."""
        folder = files(_FOLDER)
        tables = sorted(
            (file for file in folder.iterdir() if file.name.endswith(".csv")),
            key=lambda file: file.name,
        )
        return cls.of(
            (term for table in tables for term in _terms(table)),
            _words(folder / "function_words.txt"),
            _words(folder / "request_words.txt"),
            _mapping(folder / "taiwan_terms.txt"),
        )


def _terms(table: Traversable) -> Iterable[Term]:
    for row in csv.DictReader(table.read_text("utf-8").splitlines()):
        yield _term(row)


def _term(row: Mapping[str, str]) -> Term:
    return Term(row["term"], _listed(row["english"]), _listed(row["synonyms"]), row["field"])


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def _words(file: Traversable) -> Iterable[str]:
    for line in file.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            yield from line.split()


def _mapping(file: Traversable) -> Mapping[str, str]:
    words = list(_words(file))
    return dict(zip(words[::2], words[1::2], strict=True))
