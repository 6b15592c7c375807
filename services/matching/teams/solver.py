"""Chooses the cheapest team: a mixed-integer programme, solved by HiGHS.

Exact where time allows, which it does for what people split a need into: 5 parts with 2,000
candidates take some 0.1 s (`make bench`). Beyond, the gap that is left is told.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import Any, Final

import numpy as np

from services.matching.teams.domain import Choice, Plan, Task, cost_of

SECONDS: Final = 2.0
"""How long is looked for a better team."""

_YES: Final = 0.5
"""Of a column that is 0 or 1 but for the solver's rounding."""

Row = tuple[float, Sequence[int], Sequence[float]]
"""An upper limit of a sum: the limit, the columns, and what each counts."""


def cheapest(task: Task) -> Plan:
    """Return the cheapest plan; of equally cheap ones always the same."""
    choices = sorted(_worth_it(task), key=lambda choice: (choice.package, choice.member))
    if not choices:
        return Plan({}, cost_of(task, {}))
    programme = _Programme(task, choices)
    values, gap = _solved(programme)
    covered = {
        choice.package: choice.member
        for choice, value in zip(choices, values, strict=False)
        if value > _YES
    }
    return Plan(covered, cost_of(task, covered), gap)


def _worth_it(task: Task) -> Iterable[Choice]:
    """Leave out what is in no cheapest plan.

    Whoever covers a part could be replaced by the best of an organization that does nothing
    else. There are at most as many organizations as parts, so one of the best so many is
    free; nothing that costs more by itself than that one altogether is ever chosen.
    """
    alone: dict[int, dict[str, float]] = defaultdict(dict)
    for choice in task.choices:
        candidate = task.candidates[choice.member]
        whole = choice.cost + candidate.cost + task.contact
        best = alone[choice.package].get(candidate.organization, whole)
        alone[choice.package][candidate.organization] = min(best, whole)
    most = {
        package: (sorted(costs.values())[task.packages - 1 :] or [task.uncovered])[0]
        for package, costs in alone.items()
    }
    return (choice for choice in task.choices if choice.cost <= most[choice.package])


class _Programme:
    """Columns are 0 or 1: the choices, then the members, the organizations, what is uncovered."""

    def __init__(self, task: Task, choices: Sequence[Choice]) -> None:
        members = sorted({choice.member for choice in choices})
        named = {member: task.candidates[member].organization for member in members}
        organizations = sorted(set(named.values()))
        first = len(choices)
        self._member = {name: first + at for at, name in enumerate(members)}
        first += len(members)
        self._organization = {name: first + at for at, name in enumerate(organizations)}
        self._uncovered = first + len(organizations)
        self._choices, self._named, self._task = choices, named, task
        self.costs = [
            *(choice.cost for choice in choices),
            *(task.candidates[member].cost for member in members),
            *(task.contact for _ in organizations),
            *(task.uncovered for _ in range(task.packages)),
        ]

    def covering(self) -> Iterable[Sequence[int]]:
        """Yield, for each part, the columns of which exactly one is 1."""
        of = defaultdict(list)
        for column, choice in enumerate(self._choices):
            of[choice.package].append(column)
        for package in range(self._task.packages):
            yield [*of[package], self._uncovered + package]

    def limits(self) -> Iterable[Row]:
        """Yield what may not be: work without the member, a member without its organization."""
        for column, choice in enumerate(self._choices):
            organization = self._named[choice.member]
            yield 0.0, (column, self._member[choice.member]), (1.0, -1.0)
            yield 0.0, (column, self._organization[organization]), (1.0, -1.0)
        yield from self._apart()

    def _apart(self) -> Iterable[Row]:
        """Yield that who covers an independent part covers no other."""
        of: dict[tuple[str, int], list[int]] = defaultdict(list)
        for column, choice in enumerate(self._choices):
            of[self._named[choice.member], choice.package].append(column)
        for (organization, package), columns in of.items():
            if package in self._task.independent:
                for other in range(self._task.packages):
                    others = of.get((organization, other), [])
                    if other != package and others:
                        both = [*columns, *others]
                        yield 1.0, both, [1.0] * len(both)


def _solved(programme: _Programme) -> tuple[Any, float]:
    """Return the value of each column, and the gap."""
    # Loaded when the first team is asked for: most processes never are.
    highspy: Any = import_module("highspy")
    solver = highspy.Highs()
    for option, value in (
        ("output_flag", False),
        ("mip_rel_gap", 0.0),
        ("mip_abs_gap", 1e-9),
        ("threads", 1),
        ("time_limit", SECONDS),
    ):
        solver.setOptionValue(option, value)
    solver.passModel(_model(highspy, programme))
    solver.run()
    return solver.getSolution().col_value, round(max(0.0, solver.getInfo().mip_gap), 9)


def _model(highspy: Any, programme: _Programme) -> Any:  # noqa: ANN401 - highspy has no types
    covering = [(1.0, 1.0, list(row), [1.0] * len(row)) for row in programme.covering()]
    limits = [(-highspy.kHighsInf, most, *row) for most, *row in programme.limits()]
    rows = [*covering, *limits]
    columns = len(programme.costs)
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = columns, len(rows)
    model.col_cost_ = np.array(programme.costs)
    model.col_lower_, model.col_upper_ = np.zeros(columns), np.ones(columns)
    model.row_lower_ = np.array([row[0] for row in rows])
    model.row_upper_ = np.array([row[1] for row in rows])
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.cumsum([0, *(len(row[2]) for row in rows)])
    model.a_matrix_.index_ = np.concatenate([row[2] for row in rows])
    model.a_matrix_.value_ = np.concatenate([row[3] for row in rows])
    model.integrality_ = [highspy.HighsVarType.kInteger] * columns
    return model
