"""How things move through their lives: one table of transitions, and questions to it."""

from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

from shared.errors.problems import ConflictError, ForbiddenError
from shared.language import Language, Text

State = TypeVar("State", bound=StrEnum)
Action = TypeVar("Action", bound=StrEnum)

Guard = Callable[[Any], Text | None]
"""Looks at the facts of a case; returns why the transition is not possible, or None."""


class IllegalTransitionError(ConflictError):
    """The action is not possible in the present state."""

    slug = "illegal-transition"
    title = Text("当前状态不允许此操作", "Not possible in this state")
    detail = Text(
        "处于“{state_label}”状态时不能执行“{action}”；可执行：{possible}。",
        "What is {state_label} cannot {action}; possible: {possible}.",
    )


class GuardedTransitionError(ConflictError):
    """The action belongs to the state, but something stands in its way."""

    slug = "transition-not-ready"
    title = Text("条件未满足", "Not ready")
    detail = Text("不能执行“{action}”：{reason}", "Cannot {action}: {reason}")


class TransitionForbiddenError(ForbiddenError):
    """The action is for others."""

    slug = "transition-forbidden"
    detail = Text("您不能执行“{action}”；可由 {parties} 执行。", "Only {parties} may {action}.")


@dataclass(frozen=True, slots=True)
class Transition(Generic[State, Action]):
    """One row of the table: in `state`, one of `parties` may do `action`, leading to `next`.

    A party is a role, or a relation to the thing such as `"owner"`; the
    service says which of them its caller is.
    """

    state: State
    action: Action
    parties: frozenset[str]
    next: State
    guard: Guard | None = None


class Lifecycle(Generic[State, Action]):
    """A table of transitions over labelled states; a life begins in any of its entrances.

    Raises:
        ValueError: A state has no label, or one action leads from one state to two.
    """

    def __init__(
        self,
        *,
        initial: State,
        labels: Mapping[State, Text],
        transitions: Iterable[Transition[State, Action]],
        also_initial: Iterable[State] = (),
    ) -> None:
        self.initial = initial
        self.entrances = (initial, *also_initial)
        self.labels = dict(labels)
        self.transitions = tuple(transitions)
        self._table = {(row.state, row.action): row for row in self.transitions}
        if len(self._table) != len(self.transitions):
            raise ValueError("One action leads from one state to two others.")
        if unlabelled := self._named() - set(self.labels):
            raise ValueError(f"These states have no label: {sorted(unlabelled)}.")

    def next(
        self, state: State, action: Action, parties: AbstractSet[str], facts: object = None
    ) -> State:
        """Return the state that `action` leads to.

        Args:
            state: Where the thing stands.
            action: What is to be done with it.
            parties: Everything the caller is: roles, and relations such as `"owner"`.
            facts: What guards look at.

        Raises:
            IllegalTransitionError: The action is not possible in this state.
            TransitionForbiddenError: The action is possible, but not for this caller.
            GuardedTransitionError: A condition is not met.
        """
        row = self._table.get((state, action))
        if row is None:
            raise IllegalTransitionError(
                state=state.value,
                state_label=self.labels[state],
                action=action.value,
                possible=[item.value for item in self.actions_for(state, parties)],
            )
        if not row.parties & parties:
            raise TransitionForbiddenError(action=action.value, parties=sorted(row.parties))
        if row.guard and (reason := row.guard(facts)):
            raise GuardedTransitionError(action=action.value, reason=reason)
        return row.next

    def actions_for(self, state: State, parties: AbstractSet[str]) -> list[Action]:
        """Return what the caller may do now, in the order of the table."""
        return [
            row.action for row in self.transitions if row.state == state and row.parties & parties
        ]

    def mermaid(self, language: Language = Language.ZH) -> str:
        """Return the picture of the table as a mermaid state diagram."""
        lines = ["stateDiagram-v2"]
        lines += [
            f"    {state.value}: {text.pick(language)}" for state, text in self.labels.items()
        ]
        lines += [f"    [*] --> {state.value}" for state in self.entrances]
        lines += [
            f"    {row.state.value} --> {row.next.value}: {row.action.value}"
            for row in self.transitions
        ]
        return "\n".join(lines)

    def unreachable(self) -> set[State]:
        """Return the states nothing leads to; a sound table has none."""
        reached, waiting = set(self.entrances), list(self.entrances)
        while waiting:
            state = waiting.pop()
            fresh = {row.next for row in self.transitions if row.state == state} - reached
            reached |= fresh
            waiting += fresh
        return set(self.labels) - reached

    def without_exit(self) -> set[State]:
        """Return the states nothing leads out of."""
        return set(self.labels) - {row.state for row in self.transitions if row.next != row.state}

    def _named(self) -> set[State]:
        return {
            *self.entrances,
            *(state for row in self.transitions for state in (row.state, row.next)),
        }
