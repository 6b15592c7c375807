"""What a team is put together from, and what it costs.

Costs are in points of the score of a match (0 to 1), so that they can be weighed against how
well somebody fits.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

CONTACT: Final = 0.15
"""What each further organization costs: each is to be asked, told, contracted and waited for."""

MEMBER: Final = 0.05
"""What each further member of an organization that is already asked costs."""

WORKLOAD: Final[Mapping[str, float]] = {"available": 0.0, "limited": 0.05, "full": 0.15}
"""What it costs to ask more of who is busy. What is unknown costs nothing, and is said."""

UNCOVERED: Final = 2.0
"""What a part that nobody covers costs: more than anybody may, so that this is the last resort."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody or something that could cover at least one part.

    `organization` names whom to contact; `cost` is what it takes to have this member at all.
    """

    key: str
    organization: str
    cost: float = MEMBER


@dataclass(frozen=True, slots=True)
class Choice:
    """That a candidate could cover a part, and what is lost against a perfect fit."""

    package: int
    member: str
    cost: float


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be covered, and by whom it could be.

    An `independent` part (a test, an acceptance) goes to an organization that does nothing
    else of it.
    """

    packages: int
    candidates: Mapping[str, Candidate]
    choices: tuple[Choice, ...]
    independent: frozenset[int] = frozenset()
    contact: float = CONTACT
    uncovered: float = UNCOVERED

    def without(self, member: str) -> "Task":
        """Return the same task with one candidate fewer."""
        left = tuple(choice for choice in self.choices if choice.member != member)
        return Task(
            self.packages,
            self.candidates,
            left,
            self.independent,
            self.contact,
            self.uncovered,
        )


@dataclass(frozen=True, slots=True)
class Plan:
    """Who covers what. `gap` is how much cheaper another plan could be, as a share: 0 is exact."""

    covered: Mapping[int, str] = field(default_factory=dict)
    cost: float = 0.0
    gap: float = 0.0

    @property
    def members(self) -> list[str]:
        """Who takes part, each once, in the order of the parts."""
        return list(dict.fromkeys(self.covered[package] for package in sorted(self.covered)))


def cost_of(task: Task, covered: Mapping[int, str]) -> float:
    """Return what it costs to have the parts covered like this."""
    costs = {(choice.package, choice.member): choice.cost for choice in task.choices}
    members = set(covered.values())
    organizations = {task.candidates[member].organization for member in members}
    return (
        sum(costs[package, member] for package, member in covered.items())
        + sum(task.candidates[member].cost for member in members)
        + task.contact * len(organizations)
        + task.uncovered * (task.packages - len(covered))
    )


def allowed(task: Task, covered: Mapping[int, str]) -> bool:
    """Tell whether every independent part is with an organization that does nothing else."""
    where = {package: task.candidates[member].organization for package, member in covered.items()}
    return not any(
        where[package] == organization
        for package in task.independent & where.keys()
        for other, organization in where.items()
        if other != package
    )
