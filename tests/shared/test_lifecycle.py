from enum import StrEnum
from itertools import product

import pytest

from shared.errors import Language, Text
from shared.lifecycle import (
    GuardedTransitionError,
    IllegalTransitionError,
    Lifecycle,
    Transition,
    TransitionForbiddenError,
)


class Lamp(StrEnum):
    OFF = "off"
    ON = "on"
    BROKEN = "broken"


class Do(StrEnum):
    LIGHT = "light"
    DOUSE = "douse"
    DROP = "drop"


LABELS = {
    Lamp.OFF: Text("熄灭", "off"),
    Lamp.ON: Text("点亮", "lit"),
    Lamp.BROKEN: Text("损坏", "broken"),
}
KEEPER = frozenset({"keeper"})
ANYBODY = frozenset({"keeper", "visitor"})


def needs_oil(oil: object) -> Text | None:
    return None if oil else Text("没有油。", "there is no oil.")


def transitions() -> list[Transition[Lamp, Do]]:
    return [
        Transition(Lamp.OFF, Do.LIGHT, KEEPER, Lamp.ON, needs_oil),
        Transition(Lamp.ON, Do.DOUSE, ANYBODY, Lamp.OFF),
        Transition(Lamp.ON, Do.DROP, ANYBODY, Lamp.BROKEN),
    ]


@pytest.fixture
def lamp() -> Lifecycle[Lamp, Do]:
    return Lifecycle(initial=Lamp.OFF, labels=LABELS, transitions=transitions())


@pytest.mark.parametrize(("state", "action"), list(product(Lamp, Do)))
def test_a_thing_moves_only_along_its_table(
    lamp: Lifecycle[Lamp, Do], state: Lamp, action: Do
) -> None:
    following = {(row.state, row.action): row.next for row in transitions()}

    if (state, action) in following:
        assert lamp.next(state, action, KEEPER, "oil") is following[state, action]
    else:
        with pytest.raises(IllegalTransitionError):
            lamp.next(state, action, KEEPER, "oil")


def test_an_illegal_action_is_told_what_is_possible(lamp: Lifecycle[Lamp, Do]) -> None:
    with pytest.raises(IllegalTransitionError) as caught:
        lamp.next(Lamp.ON, Do.LIGHT, KEEPER)

    problem = caught.value.problem(Language.ZH)
    assert problem["possible"] == ["douse", "drop"]
    assert problem["detail"] == "处于“点亮”状态时不能执行“light”；可执行：douse、drop。"


def test_a_dead_end_says_that_nothing_is_possible(lamp: Lifecycle[Lamp, Do]) -> None:
    with pytest.raises(IllegalTransitionError, match="possible: none"):
        lamp.next(Lamp.BROKEN, Do.LIGHT, KEEPER)


def test_an_action_for_others_is_forbidden(lamp: Lifecycle[Lamp, Do]) -> None:
    with pytest.raises(TransitionForbiddenError) as caught:
        lamp.next(Lamp.OFF, Do.LIGHT, frozenset({"visitor"}), "oil")

    assert caught.value.facts["parties"] == ["keeper"]


def test_a_guard_that_objects_gives_its_reason(lamp: Lifecycle[Lamp, Do]) -> None:
    with pytest.raises(GuardedTransitionError) as caught:
        lamp.next(Lamp.OFF, Do.LIGHT, KEEPER, None)

    assert caught.value.sentence(Language.ZH) == "不能执行“light”：没有油。"


def test_each_party_is_offered_what_it_may_do(lamp: Lifecycle[Lamp, Do]) -> None:
    assert lamp.actions_for(Lamp.OFF, frozenset({"visitor"})) == []
    assert lamp.actions_for(Lamp.ON, frozenset({"visitor"})) == [Do.DOUSE, Do.DROP]


def test_a_table_knows_its_dead_ends_and_what_nobody_reaches() -> None:
    life = Lifecycle(initial=Lamp.OFF, labels=LABELS, transitions=transitions()[:1])

    assert life.unreachable() == {Lamp.BROKEN}
    assert life.without_exit() == {Lamp.ON, Lamp.BROKEN}


def test_a_life_may_begin_in_more_than_one_state() -> None:
    life = Lifecycle(
        initial=Lamp.OFF,
        labels=LABELS,
        transitions=transitions()[:2],
        also_initial=[Lamp.BROKEN],
    )

    assert life.unreachable() == set()
    assert "[*] --> broken" in life.mermaid()


def test_a_state_without_a_label_is_refused() -> None:
    with pytest.raises(ValueError, match="no label"):
        Lifecycle(initial=Lamp.OFF, labels={}, transitions=transitions())


def test_an_ambiguous_table_is_refused() -> None:
    with pytest.raises(ValueError, match="two others"):
        Lifecycle(
            initial=Lamp.OFF,
            labels=LABELS,
            transitions=[*transitions(), Transition(Lamp.ON, Do.DROP, KEEPER, Lamp.OFF)],
        )


def test_the_picture_shows_every_state_and_transition(lamp: Lifecycle[Lamp, Do]) -> None:
    picture = lamp.mermaid(Language.ZH).splitlines()

    assert picture[0] == "stateDiagram-v2"
    assert "    on: 点亮" in picture
    assert "    [*] --> off" in picture
    assert "    on --> broken: drop" in picture
