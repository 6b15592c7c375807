"""What was found wrong at the end, and the report of a run."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, TypeVar

from tests.faults.record import Record

SHOWN: Final = 20
K = TypeVar("K")


class Wrong(StrEnum):
    """How something can be wrong."""

    LOST = "lost"
    DOUBLED = "doubled"
    DIFFERENT = "different"


@dataclass(frozen=True)
class Finding:
    """One thing that is not as it should be."""

    wrong: Wrong
    what: str


def lost(what: str) -> Finding:
    """Return that something acknowledged is not there."""
    return Finding(Wrong.LOST, what)


def doubled(what: str) -> Finding:
    """Return that something happened more often than it was asked for."""
    return Finding(Wrong.DOUBLED, what)


def different(what: str) -> Finding:
    """Return that a copy is not as its source, or a log not as it was written."""
    return Finding(Wrong.DIFFERENT, what)


def unequal(name: str, held: Mapping[K, Any], there: Mapping[K, Any]) -> Iterator[Finding]:
    """Yield in what a copy differs from what it should hold, field by field."""
    for key in sorted(held.keys() | there.keys(), key=str):
        if key not in held:
            yield different(f"{name}: {key} is missing")
        elif key not in there:
            yield different(f"{name}: {key} should not be there")
        elif held[key] != there[key]:
            yield different(f"{name}: {key}: {_fields(held[key], there[key])}")


def _fields(held: object, there: object) -> str:
    if isinstance(held, dict) and isinstance(there, dict):
        names = sorted(n for n in held.keys() | there.keys() if held.get(n) != there.get(n))
        return ", ".join(f"{n}: {held.get(n)!r} for {there.get(n)!r}" for n in names)
    return f"{held!r} for {there!r}"


def report(seed: int, record: Record, findings: Sequence[Finding]) -> str:
    """Return what happened and what was found, for people."""
    count = Counter(finding.wrong for finding in findings)
    killed = ", ".join(f"{name} {times}" for name, times in Counter(record.kills).most_common())
    asked = ", ".join(f"{name} {times}" for name, times in record.sent.most_common())
    lines = [
        f"seed         {seed}",
        f"kills        {len(record.kills)} ({killed})",
        f"requests     {record.requests} ({asked})",
        f"sent again   {record.retried}",
        f"losses       {count[Wrong.LOST]}",
        f"doublings    {count[Wrong.DOUBLED]}",
        f"differences  {count[Wrong.DIFFERENT]}",
        f"wrong answers {len(record.wrong)}",
        *(f"  {finding.wrong}: {finding.what}" for finding in findings[:SHOWN]),
        *(f"  answered: {answer}" for answer in record.wrong[:SHOWN]),
    ]
    return "\n".join(lines)
