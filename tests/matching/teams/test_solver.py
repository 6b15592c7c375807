"""The cheapest team is the cheapest: compared with trying everything, and by its properties."""

import random
from collections.abc import Iterator, Mapping
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.matching.teams.domain import Candidate, Choice, Plan, Task, allowed, cost_of
from services.matching.teams.solver import cheapest


def made_up(seed: int) -> Task:
    """Return a small task; costs are round, so that many plans cost the same."""
    dice = random.Random(seed)  # noqa: S311 - no secret
    packages, people = dice.randint(1, 4), dice.randint(1, 7)
    candidates = {
        f"p{n}": Candidate(f"p{n}", f"o{dice.randrange(4)}", dice.choice((0.05, 0.1, 0.2)))
        for n in range(people)
    }
    choices = tuple(
        Choice(package, member, dice.randint(0, 20) / 20)
        for package in range(packages)
        for member in candidates
        if dice.random() < 0.6
    )
    apart = frozenset(n for n in range(packages) if dice.random() < 0.25)
    return Task(packages, candidates, choices, apart)


def every_plan(task: Task) -> Iterator[Mapping[int, str]]:
    """Yield every way to cover the parts, or some of them, that is allowed."""
    able = [
        [None, *(choice.member for choice in task.choices if choice.package == package)]
        for package in range(task.packages)
    ]
    for members in product(*able):
        covered = {n: member for n, member in enumerate(members) if member is not None}
        if allowed(task, covered):
            yield covered


def test_it_costs_what_the_cheapest_of_all_plans_costs_in_500_small_cases() -> None:
    wrong = []
    for seed in range(500):
        task = made_up(seed)
        plan = cheapest(task)
        least = min(cost_of(task, covered) for covered in every_plan(task))
        if abs(plan.cost - least) > 1e-9 or plan.gap or not allowed(task, plan.covered):
            wrong.append(seed)

    assert wrong == []


@given(seed=st.integers(500, 10_000), shuffled=st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_in_which_order_candidates_are_named_changes_nothing(
    seed: int, shuffled: random.Random
) -> None:
    task = made_up(seed)
    choices = list(task.choices)
    shuffled.shuffle(choices)

    again = cheapest(Task(task.packages, task.candidates, tuple(choices), task.independent))

    assert again == cheapest(task)


@given(seed=st.integers(500, 10_000))
@settings(max_examples=40, deadline=None)
def test_losing_a_member_never_makes_a_team_cheaper(seed: int) -> None:
    task = made_up(seed)
    plan = cheapest(task)

    others = [cheapest(task.without(member)) for member in plan.members]

    assert all(other.cost >= plan.cost - 1e-9 for other in others)
    assert not any(
        member in other.members for member, other in zip(plan.members, others, strict=True)
    )


def test_one_who_can_do_both_is_asked_before_two_who_do_each_a_little_better() -> None:
    both, better = Candidate("both", "a"), [Candidate("one", "b"), Candidate("two", "c")]
    task = Task(
        2,
        {one.key: one for one in (both, *better)},
        (
            Choice(0, "both", 0.30),
            Choice(1, "both", 0.30),
            Choice(0, "one", 0.25),
            Choice(1, "two", 0.25),
        ),
    )

    assert cheapest(task).covered == {0: "both", 1: "both"}


def test_a_test_goes_to_somebody_else_even_if_that_costs_more() -> None:
    task = Task(
        2,
        {
            "lab": Candidate("lab", "a"),
            "maker": Candidate("maker", "a"),
            "far": Candidate("far", "b"),
        },
        (Choice(0, "maker", 0.1), Choice(1, "lab", 0.1), Choice(1, "far", 0.6)),
        frozenset({1}),
    )

    plan = cheapest(task)

    assert plan.covered == {0: "maker", 1: "far"}
    assert cheapest(task.without("far")).covered in ({0: "maker"}, {1: "lab"})


@pytest.mark.parametrize("packages", [1, 3])
def test_where_nobody_can_do_anything_nothing_is_covered(packages: int) -> None:
    task = Task(packages, {}, ())

    assert cheapest(task) == Plan({}, packages * task.uncovered, 0.0)
