from enum import StrEnum
from typing import Any

import pytest

from shared.language import Text
from shared.lifecycle import Lifecycle, Transition
from tests.lifecycles.recording import PLUGIN, StepsTaken, is_whole, name_of, unreached


class Door(StrEnum):
    SHUT = "shut"
    OPEN = "open"
    LOCKED = "locked"


class Do(StrEnum):
    OPEN = "open"
    LOCK = "lock"


ANYBODY = frozenset({"anybody"})
DOOR: Lifecycle[Door, Do] = Lifecycle(
    initial=Door.SHUT,
    labels={door: Text(door, door) for door in Door},
    transitions=[
        Transition(Door.SHUT, Do.OPEN, ANYBODY, Door.OPEN),
        Transition(Door.SHUT, Do.LOCK, ANYBODY, Door.LOCKED),
    ],
)


@pytest.fixture
def taken(pytestconfig: pytest.Config) -> StepsTaken:
    """What this very run remembers."""
    found: Any = pytestconfig.pluginmanager.get_plugin(PLUGIN)
    assert isinstance(found, StepsTaken)
    return found


def test_a_state_to_which_no_service_went_is_named() -> None:
    steps = StepsTaken()

    steps.remember("services.doors.service", Door.SHUT, Do.OPEN, Door.OPEN)

    assert unreached([DOOR], steps.steps) == [f"{name_of(Door)}.locked"]


def test_what_a_test_asks_a_table_itself_does_not_count(taken: StepsTaken) -> None:
    before = set(taken.steps)

    following = DOOR.next(Door.SHUT, Do.LOCK, ANYBODY)
    taken.remember(__name__, Door.SHUT, Do.LOCK, Door.LOCKED)

    assert following is Door.LOCKED
    assert taken.steps == before


def test_what_other_processes_of_the_run_remember_is_taken_over() -> None:
    class Worker:
        workeroutput = {"steps_taken": [[name_of(Door), "shut", "lock", "locked"]]}  # noqa: RUF012 - as xdist has it

    class Crashed:
        pass

    steps = StepsTaken()
    for node in (Worker(), Crashed()):
        steps.pytest_testnodedown(node)

    assert unreached([DOOR], steps.steps) == [f"{name_of(Door)}.open"]


def test_a_part_of_the_suite_is_not_judged(pytestconfig: pytest.Config) -> None:
    whole = pytestconfig.args == ["tests"] and not pytestconfig.option.keyword

    assert is_whole(pytestconfig) == (whole and pytestconfig.option.markexpr == "not soak")
