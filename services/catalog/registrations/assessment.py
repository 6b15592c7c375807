"""The published rule of assessment: what counts, for how much, and what follows from it.

What is not known counts neither as nothing nor as something: it leaves a range between the
score if it were nothing and the score if it were full. Only a range that lies on one side of
the line decides.
"""

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Final

from services.catalog.registrations.domain import Grade


class Criterion(StrEnum):
    """What is looked at."""

    HOURS = "hours"
    SOLVED_CASES = "solved_cases"
    REVIEWS = "reviews"


@dataclass(frozen=True, slots=True)
class Measure:
    """How much a criterion is worth: `points` when its value reaches `full_at`."""

    criterion: Criterion
    points: int
    full_at: float


@dataclass(frozen=True, slots=True)
class AssessmentRule:
    """The rule as it is published; whoever changes it gives it another version.

    Raises:
        ValueError: The points are not 100 in all, a criterion comes twice, or a line is wrong.
    """

    version: str
    measures: tuple[Measure, ...]
    excellent_from: int
    qualified_from: int

    def __post_init__(self) -> None:
        if sum(measure.points for measure in self.measures) != FULL:
            raise ValueError(f"The points of a rule add up to {FULL}.")
        if len({measure.criterion for measure in self.measures}) < len(self.measures):
            raise ValueError("A criterion counts once.")
        if any(measure.full_at <= 0 or measure.points <= 0 for measure in self.measures):
            raise ValueError("Points and full values are above zero.")
        if not 0 < self.qualified_from <= self.excellent_from <= FULL:
            raise ValueError("Who is excellent is qualified.")


FULL: Final = 100

RULE_1: Final = AssessmentRule(
    version="2026-1",
    measures=(
        Measure(Criterion.HOURS, 40, 60),
        Measure(Criterion.SOLVED_CASES, 40, 2),
        Measure(Criterion.REVIEWS, 20, 5),
    ),
    excellent_from=85,
    qualified_from=60,
)
"""60 confirmed hours, two confirmed solved cases and reviews of 5 are worth everything."""


@dataclass(frozen=True, slots=True)
class Fact:
    """What is known of a criterion: its value, None if unknown, and where that comes from."""

    value: float | None
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A criterion's part of an assessment; `points` is None when the value is unknown."""

    criterion: Criterion
    value: float | None
    full_at: float
    points: float | None
    possible: int
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """An assessment: between which scores it lies, what that means, and why."""

    lowest: float
    highest: float
    grade: Grade
    lines: tuple[Line, ...]

    def table(self) -> list[dict[str, Any]]:
        """Return the lines as JSON holds them."""
        return [{**asdict(line), "evidence": list(line.evidence)} for line in self.lines]


def assess(rule: AssessmentRule, facts: dict[Criterion, Fact]) -> Outcome:
    """Return what the rule makes of the facts."""
    lines = tuple(_line(measure, facts[measure.criterion]) for measure in rule.measures)
    lowest = sum(line.points or 0 for line in lines)
    highest = sum(line.possible if line.points is None else line.points for line in lines)
    return Outcome(lowest, highest, _grade(rule, lowest, highest), lines)


def _line(measure: Measure, fact: Fact) -> Line:
    share = None if fact.value is None else min(1.0, fact.value / measure.full_at)
    return Line(
        criterion=measure.criterion,
        value=fact.value,
        full_at=measure.full_at,
        points=None if share is None else round(measure.points * share, 2),
        possible=measure.points,
        evidence=fact.evidence,
    )


def _grade(rule: AssessmentRule, lowest: float, highest: float) -> Grade:
    if lowest >= rule.excellent_from:
        return Grade.EXCELLENT
    if lowest >= rule.qualified_from:
        return Grade.QUALIFIED
    return Grade.UNQUALIFIED if highest < rule.qualified_from else Grade.UNDETERMINED
