"""What the services have acknowledged, and what was ever asked of them."""

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple


class Row(NamedTuple):
    """Where something is: the service's table and its id there."""

    table: str
    id: str


class Key(NamedTuple):
    """What an imported row is known by."""

    table: str
    source: str
    source_id: str


@dataclass
class Record:
    """All that clients were told. A mark is a word that is written once and nowhere else."""

    added: dict[str, Row] = field(default_factory=dict)
    """By mark, what was created."""
    brought: dict[Key, str] = field(default_factory=dict)
    """The mark that was last imported with each row."""
    edited: dict[str, dict[int, str]] = field(default_factory=dict)
    """By id and version, the mark of the edit that made it."""
    attempted: dict[str, set[str]] = field(default_factory=dict)
    """By id, the marks of all edits that were ever asked for."""
    moved: dict[Row, Counter[str]] = field(default_factory=dict)
    """Which steps were taken with what."""
    people: dict[str, str] = field(default_factory=dict)
    """The ids of accounts, by address."""
    solved: dict[str, str] = field(default_factory=dict)
    """The needs of engagements whose result was accepted, by engagement."""
    wrong: list[str] = field(default_factory=list)
    """Answers that nobody should have been given."""
    sent: Counter[str] = field(default_factory=Counter)
    """Answered requests, by what they were for."""
    kills: list[str] = field(default_factory=list)
    """The services that were killed, in order."""
    retried: int = 0
    """Requests without an answer, which were sent again."""

    @property
    def requests(self) -> int:
        """How many requests were answered."""
        return self.sent.total()

    def note_step(self, row: Row, action: str) -> None:
        """Note that a step was taken."""
        self.moved.setdefault(row, Counter())[action] += 1
