"""What a confirmed case is worth."""

from enum import StrEnum


class CaseOutcome(StrEnum):
    """Whether a need was met, in the words of the firm whose need it was."""

    SOLVED = "solved"
    PARTLY = "partly"
    UNSOLVED = "unsolved"
    """It was solved, and is not any more: the firm said so in a follow-up."""
