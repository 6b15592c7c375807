"""Anybody tries anything, on the whole platform at once: it never breaks a promise."""

import json
import re
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from datetime import timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Final

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from typing_extensions import override

from tests.anything.bodies import UNKNOWN, Route, body_for, routes
from tests.anything.ending import all_is_well
from tests.anything.game import SEEN, Game
from tests.anything.ground import Ground
from tests.anything.things import KINDS, OFFER, Thing
from tests.anything.working import Work
from tests.anything.world import WHO
from tests.databases import ENGINES

Seed = st.integers(0, 2**32 - 1)
LIVES: Final = (
    *("need", "response", "response", "response", "milestone", "amendment"),
    *("engagement",) * 8,
    *("grant", "registration", "registration", "team", "organization"),
)
"""What is gone on with: rather with what takes many steps."""

PUBLISHING: Final = (("firm", "submit"), ("operator", "start_review"), ("operator", "publish"))
SELECTING: Final = (
    *(("author", "express"), ("operator", "take_over"), ("operator", "qualify")),
    *(("firm", "shortlist"), ("author", "offer"), ("firm", "select")),
)
GARBAGE: Final = (b"\xff\xfe", b"{", b"[]", b"null", b'{"action":')
JSON: Final = {"Content-Type": "application/json"}
AT_ONCE: Final = 3
GARBLED: Final = 0.1
HASTE: Final = 0.75
DAYS: Final = (1, 1, 2, 5, 12, 40)


class Anybody(RuleBasedStateMachine):
    """Random people, random actions; every answer is watched, and the end is judged."""

    ground: Ground
    routes: list[Route]
    answers: Counter[int]
    acts: Counter[str]
    reached: set[tuple[str, str]]

    def __init__(self) -> None:
        super().__init__()
        self._turn = 0
        self._stack = ExitStack()
        self._game = Game(self._stack.enter_context(self.ground.world()))

    @initialize(seed=Seed)
    def there_is_a_need(self, seed: int) -> None:
        """Let a firm's need be published, and answered to the point where work begins or not."""
        chance = self._chance(seed)
        need = self._begin(chance)
        response = Work(self._game, chance).respond(need) if need else None
        if response is not None:
            for who, action in SELECTING[: chance.choice([*range(len(SELECTING)), None, None])]:
                body = {"action": action, **({"offer": OFFER} if action == "offer" else {})}
                by = response.by if who == "author" else who
                self._game.ask(by, f"PUT {response.place}/status", body)
        for work in self._game.things["engagement"] * chance.choice((0, 15, 30)):
            Work(self._game, chance).go_on(work)

    @rule(seed=Seed)
    def somebody_goes_on(self, seed: int) -> None:
        """Let somebody go on with something that there is."""
        chance = self._chance(seed)
        thing = self._game.any_of(chance, chance.choice(LIVES))
        if thing is None:
            thing = self._game.any_of(chance, "response", "need")
        if thing is not None:
            Work(self._game, chance).go_on(thing)

    @rule(seed=Seed)
    def somebody_begins_something(self, seed: int) -> None:
        """Let somebody begin something, unless there is enough to do."""
        chance = self._chance(seed)
        work, things = Work(self._game, chance), self._game.things
        beginnings: dict[str, Callable[[], object]] = {
            "need": partial(self._begin, chance),
            "registration": work.apply,
            "team": work.found_team,
            "organization": work.found_organization,
        }
        kind = chance.choice(sorted(beginnings))
        if len(things[kind]) < AT_ONCE:
            beginnings[kind]()
        else:
            self.somebody_goes_on(seed)

    @rule(seed=Seed)
    def somebody_sends_what_nobody_expects(self, seed: int) -> None:
        """Let somebody send a body that a description asks for, nearly, or not at all."""
        chance = self._chance(seed)
        route, who = chance.choice(self.routes), chance.choice(WHO)
        call = f"{route.method} {self._filled(route.path, chance)}"
        if chance.random() < GARBLED:
            self._game.ask(who, call, content=chance.choice(GARBAGE), headers=SEEN | JSON)
        else:
            body = json.dumps(body_for(route, chance))
            self._game.ask(who, call, content=body.encode(), headers=SEEN | JSON)

    @rule(seed=Seed)
    def time_passes(self, seed: int) -> None:
        """Let time pass, and do what is due; mostly somebody is faster."""
        chance = self._chance(seed)
        if chance.random() < HASTE:
            self.somebody_goes_on(seed)
        else:
            self._game.world.let_pass(timedelta(days=chance.choice(DAYS)))
            self._game.world.strike()

    @invariant()
    def one_more_is_taken(self) -> None:
        """Count the acts, of which the beginning is one."""
        self.acts["taken"] += 1

    def _chance(self, seed: int) -> Random:
        """Return dice that fall otherwise at each turn."""
        self._turn += 1
        return Random(f"{seed}/{self._turn}")  # noqa: S311 - dice, not secrets

    def _begin(self, chance: Random) -> Thing | None:
        """Let a need be written, and published if it is one that may be."""
        need = Work(self._game, chance).write_need()
        if need is not None:
            for who, action in PUBLISHING:
                self._game.ask(who, f"PUT {need.place}/status", {"action": action})
        return need

    def _filled(self, path: str, chance: Random) -> str:
        """Return a path that leads to something there is, or nowhere."""
        for kind in KINDS:
            thing = self._game.any_of(chance, kind)
            if thing is not None:
                path = path.replace(f"{{{'demand' if kind == 'need' else kind}_id}}", thing.id)
        return re.sub(r"\{\w+\}", UNKNOWN, path)

    @override
    def teardown(self) -> None:
        try:
            all_is_well(self._game)
        finally:
            self._stack.close()
            self.answers.update(self._game.answers)
            self.reached.update(self._game.reached)


@pytest.fixture
def anybody(request: pytest.FixtureRequest, tmp_path: Path) -> type[Anybody]:
    """The machine, with a platform to copy, on the engine that a test names."""
    named = request.param == "postgresql"
    server: str | None = request.getfixturevalue("postgresql_server") if named else None
    ground = Ground.laid(tmp_path, server)
    told = {"ground": ground, "routes": list(routes(ground.cast.documents))}
    return type(
        "Anybody", (Anybody,), {**told, "answers": Counter(), "acts": Counter(), "reached": set()}
    )


def plays(machine: type[Anybody], *, worlds: int, steps: int) -> None:
    """Let the machine run in so many worlds, so many steps in each; the same ones each time."""
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=worlds,
            stateful_step_count=steps,
            derandomize=True,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
        # Left to itself it now and then gives a world up after its first step.
        _min_steps=steps,
    )


@pytest.mark.parametrize("anybody", ["sqlite"], indirect=True)
def test_whatever_anybody_does_no_promise_is_broken(anybody: type[Anybody]) -> None:
    plays(anybody, worlds=3, steps=334)

    assert_much_happened(anybody, acts=1_000, states=35)


@pytest.mark.soak
@pytest.mark.parametrize("anybody", ENGINES, indirect=True)
def test_whatever_anybody_does_for_long_no_promise_is_broken(anybody: type[Anybody]) -> None:
    plays(anybody, worlds=40, steps=400)

    assert_much_happened(anybody, acts=16_000, states=55)


def assert_much_happened(machine: type[Anybody], *, acts: int, states: int) -> None:
    """See that people did much and got somewhere, and that others were kept from it."""
    assert machine.acts["taken"] >= acts
    assert len(machine.reached) >= states, sorted(machine.reached)
    assert min(machine.answers[status] for status in (200, 201, 401, 403, 404, 409, 422)) > 0
