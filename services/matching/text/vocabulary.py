"""The vocabulary as the analyser uses it."""

import csv
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from importlib.resources import files
from importlib.resources.abc import Traversable
from sys import intern
from types import MappingProxyType
from typing import Final

_FOLDER: Final = "services.matching.vocabulary"
_PREFIX: Final = "terms_"

Pairs = Mapping[str, tuple[str, ...]]


class Kind(StrEnum):
    """What sort of thing a concept is; it decides the node of an industry chain."""

    MATERIAL = "material"
    PRODUCT = "product"
    EQUIPMENT = "equipment"
    PROCESS = "process"
    METHOD = "method"
    PROBLEM = "problem"
    PROPERTY = "property"


class Better(StrEnum):
    """Which way a quantity is better, where that is nearly always so."""

    LOWER = "lower"
    HIGHER = "higher"
    DEPENDS = "depends"


@dataclass(frozen=True, slots=True)
class Term:
    """A concept: its name in Chinese and English, its other writings, and its place.

    `broader` names the concept that this is a kind or a part of, empty for none. An empty
    discipline (GB/T 13745) or no industries (GB/T 4754) means those of the field.
    """

    name: str
    english: tuple[str, ...]
    synonyms: tuple[str, ...]
    field: str
    kind: Kind = Kind.PRODUCT
    broader: str = ""
    discipline: str = ""
    industries: tuple[str, ...] = ()

    @property
    def writings(self) -> tuple[str, ...]:
        """Every writing of the concept, the name first."""
        return (self.name, *self.synonyms, *self.english)


@dataclass(frozen=True, slots=True)
class Field:
    """A field of technology, in both languages, and where its concepts are filed."""

    name: str
    zh: str
    en: str
    discipline: str
    industries: tuple[str, ...]
    chain: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """In which units a property is stated, the usual one first, and which way is better."""

    units: tuple[str, ...]
    better: Better


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Terms, and words that say little; `version` changes whenever any of them does.

    `taiwan_terms` maps what is written in Taiwan to what the mainland writes; `remedies` a
    problem to what typically removes it; `quantities` a property to its units.
    """

    terms: tuple[Term, ...]
    function_words: frozenset[str]
    request_words: frozenset[str]
    taiwan_terms: Mapping[str, str]
    version: str
    remedies: Pairs = field(default_factory=dict)
    fields: Mapping[str, Field] = field(default_factory=dict)
    quantities: Mapping[str, Quantity] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        terms: Iterable[Term],
        function_words: Iterable[str] = (),
        request_words: Iterable[str] = (),
        taiwan_terms: Mapping[str, str] = MappingProxyType({}),
        remedies: Pairs = MappingProxyType({}),
    ) -> "Vocabulary":
        """Return the vocabulary made of these."""
        listed, function, request = tuple(terms), set(function_words), set(request_words)
        words = (sorted(function), sorted(request))
        tables = (sorted(taiwan_terms.items()), sorted(remedies.items()))
        digest = hashlib.sha256()
        for part in (*listed, *words, *tables):  # all at once would take some megabytes
            digest.update(repr(part).encode())
        version = digest.hexdigest()[:12]
        return cls(listed, frozenset(function), frozenset(request), taiwan_terms, version, remedies)

    @classmethod
    def load(cls) -> "Vocabulary":
        """Read the vocabulary that comes with the platform.

        Raises:
            ValueError: A table holds a word that is not one of a fixed list.
        """
        folder = files(_FOLDER)
        read = cls.of(
            (term for table in _tables(folder) for term in _terms(table)),
            _words(folder / "function_words.txt"),
            _words(folder / "request_words.txt"),
            _mapping(folder / "taiwan_terms.txt"),
            {row["problem"]: _listed(row["remedies"]) for row in _rows(folder / "remedies.csv")},
        )
        fields = {row["field"]: _field(row) for row in _rows(folder / "fields.csv")}
        quantities = {
            row["property"]: Quantity(_listed(row["units"]), Better(row["better"]))
            for row in _rows(folder / "quantities.csv")
        }
        return cls(
            read.terms,
            read.function_words,
            read.request_words,
            read.taiwan_terms,
            read.version,
            read.remedies,
            fields,
            quantities,
        )


def _tables(folder: Traversable) -> list[Traversable]:
    tables = (file for file in folder.iterdir() if file.name.startswith(_PREFIX))
    return sorted(tables, key=lambda file: file.name)


def _rows(table: Traversable) -> Iterator[dict[str, str]]:
    return csv.DictReader(table.read_text("utf-8").splitlines())


def _terms(table: Traversable) -> Iterable[Term]:
    name = table.name.removeprefix(_PREFIX).removesuffix(".csv")
    for row in _rows(table):
        yield Term(
            row["term"],
            _listed(row["english"]),
            _listed(row["synonyms"]),
            name,
            Kind(row["kind"]),
            intern(row["broader"]),
            intern(row["discipline"]),
            _listed(row["industries"]),
        )


def _field(row: Mapping[str, str]) -> Field:
    return Field(
        row["field"],
        row["zh"],
        row["en"],
        row["discipline"],
        _listed(row["industries"]),
        row["chain"],
    )


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def _words(file: Traversable) -> Iterable[str]:
    for line in file.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            yield from line.split()


def _mapping(file: Traversable) -> Mapping[str, str]:
    words = list(_words(file))
    return dict(zip(words[::2], words[1::2], strict=True))
