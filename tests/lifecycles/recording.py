"""Which steps of which lives the tests let the services take, over all processes of a run.

A run of the whole suite fails if a state that a table declares was reached by no test. Steps
count that a service asks its table for; what a test asks a table itself does not.
"""

import sys
from collections.abc import Collection, Iterable
from enum import StrEnum
from typing import Any, Final

import pytest

from shared.lifecycle import Lifecycle

Step = tuple[str, str, str, str]
"""Whose life it is of, by the name of its states, and from where by what to where it leads."""

PLUGIN: Final = "steps-taken"
SENT: Final = "steps_taken"


def name_of(states: type[StrEnum]) -> str:
    """Return what steps between these states are remembered by."""
    return f"{states.__module__}.{states.__qualname__}"


class StepsTaken:
    """Remembers steps, and in the end judges whether they led everywhere."""

    def __init__(self) -> None:
        self.steps: set[Step] = set()

    def remember(self, asker: str, state: StrEnum, action: StrEnum, following: StrEnum) -> None:
        """Remember a step that a module asked its table for, if it is one of a service."""
        if asker.startswith("services."):
            self.steps.add((name_of(type(state)), state.value, action.value, following.value))

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:  # noqa: ANN401 - xdist's, which ships no types
        """Take over what a process of the run remembers."""
        sent: Iterable[Iterable[str]] = getattr(node, "workeroutput", {}).get(SENT, ())
        self.steps |= {(life, before, action, after) for life, before, action, after in sent}

    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        """Send what is remembered to who judges, or judge the whole suite."""
        output = getattr(session.config, "workeroutput", None)
        if output is not None:
            output[SENT] = [list(step) for step in sorted(self.steps)]
        elif exitstatus == pytest.ExitCode.OK and is_whole(session.config):
            self._judge(session)

    def _judge(self, session: pytest.Session) -> None:
        from deploy.documentation import LIFECYCLES  # noqa: PLC0415 - loads all services

        missed = unreached([life for _, _, life in LIFECYCLES], self.steps)
        if missed:
            reporter: Any = session.config.pluginmanager.get_plugin("terminalreporter")
            reporter.write_line("")
            reporter.write_line(f"No test reaches these states: {', '.join(missed)}.", red=True)
            session.exitstatus = pytest.ExitCode.TESTS_FAILED


def is_whole(config: pytest.Config) -> bool:
    """Return whether everything runs that runs unless asked for less or more."""
    option = config.option
    narrowed = option.keyword or option.deselect or option.ignore or option.ignore_glob
    usual = option.markexpr == "not soak" and not option.collectonly
    everywhere = config.args == config.getini("testpaths")
    return bool(usual and everywhere and not narrowed and not getattr(option, "lf", False))


def unreached(lives: Iterable[Lifecycle[Any, Any]], steps: Collection[Step]) -> list[str]:
    """Return the states that none of the steps leads to or from."""
    reached = {(name, state) for name, before, _, after in steps for state in (before, after)}
    return sorted(
        f"{name_of(type(state))}.{state.value}"
        for life in lives
        for state in life.labels
        if (name_of(type(state)), state.value) not in reached
    )


def pytest_configure(config: pytest.Config) -> None:
    """Have steps remembered from now on."""
    taken, ask = StepsTaken(), Lifecycle.next

    def next_and_remember(
        life: Lifecycle[Any, Any],
        state: StrEnum,
        action: StrEnum,
        parties: frozenset[str],
        facts: object = None,
    ) -> StrEnum:
        following: StrEnum = ask(life, state, action, parties, facts)
        asker = sys._getframe(1).f_globals["__name__"]
        taken.remember(asker, state, action, following)
        return following

    patch = pytest.MonkeyPatch()
    patch.setattr(Lifecycle, "next", next_and_remember)
    config.add_cleanup(patch.undo)
    config.pluginmanager.register(taken, PLUGIN)
