"""Coded reasons: whoever refuses, returns or ends something says why, by a code that fits."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final, Protocol, Self

from shared.errors.problems import FieldProblem, InvalidError
from shared.language import Text

OTHER: Final = "other"
"""The code that says nothing by itself, and so needs a note."""


class Given(Protocol):
    """A reason, and the actions for which somebody may give it."""

    @property
    def code(self) -> str:
        """What it is called."""

    @property
    def given_for(self) -> Collection[str]:
        """The actions that it explains."""


class ReasonError(InvalidError):
    """The reason is missing, or does not explain the action; each thing has a slug of its own."""

    title = Text("原因代码有误", "Reason missing or unfit")

    @classmethod
    def missing(cls, codes: Collection[str]) -> Self:
        """Return the error for an action that came without one of these reasons."""
        return cls._of_code(Text("此操作必须说明原因。", "This needs a reason."), codes)

    @classmethod
    def unfit(cls, codes: Collection[str]) -> Self:
        """Return the error for a reason that is none of those that explain the action."""
        message = Text("此原因不适用于该操作。", "This reason does not fit the action.")
        return cls._of_code(message, codes)

    @classmethod
    def unexplained(cls) -> Self:
        """Return the error for `other` without a note that says what."""
        return cls._of_note(Text("选择“其他”时必须填写说明。", "The reason `other` needs a note."))

    @classmethod
    def _of_code(cls, message: Text, codes: Collection[str]) -> Self:
        expected = Text("、".join(codes) or "不填", ", ".join(codes) or "none")
        return cls(problems=[FieldProblem("reason_code", message, expected)])

    @classmethod
    def _of_note(cls, message: Text) -> Self:
        return cls(problems=[FieldProblem("note", message, Text("说明", "a note"))])


@dataclass(frozen=True, slots=True)
class ReasonRule:
    """What one kind of thing asks of reasons.

    Args:
        error: What is wrong is told as this.
        needed: The actions that need a reason.
        reasons: All that there are.
    """

    error: type[ReasonError]
    needed: Collection[str]
    reasons: Collection[Given]

    def require(self, action: str, code: str | None, note: str | None) -> None:
        """Let an action pass that says why, if it has to.

        Raises:
            ReasonError: The reason is missing, unfit, or `other` without a note.
        """
        fitting = [reason.code for reason in self.reasons if action in reason.given_for]
        if code is None:
            if action in self.needed:
                raise self.error.missing(fitting)
            return
        if code not in fitting:
            raise self.error.unfit(fitting)
        if code == OTHER and note is None:
            raise self.error.unexplained()
