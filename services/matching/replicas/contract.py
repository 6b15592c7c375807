"""What matching reads in a published record; everything else in it may change freely.

Each kind's snapshot says which of its words are worth matching (`passages`), by what
names it is looked up (`names`) and which finished work it shows (`proofs`).
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict


def none_is_empty(value: object) -> object:
    """Read a list that a publisher left null as empty."""
    return () if value is None else value


Texts = Annotated[tuple[str, ...], BeforeValidator(none_is_empty)]


class CaseSnapshot(BaseModel):
    """A finished piece of work; its outcome, and who confirmed that, may be unknown."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    title: str
    summary: str | None = None
    year: int | None = None
    outcome: str | None = None
    confirmed_by: str | None = None

    @property
    def text(self) -> str:
        """The case in words."""
        return joined(self.title, self.summary)


Cases = Annotated[tuple[CaseSnapshot, ...], BeforeValidator(none_is_empty)]


class Snapshot(BaseModel, ABC):
    """What every published record has, whatever its kind."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: UUID
    region_code: str | None = None
    discipline_codes: Texts = ()
    keywords: Texts = ()

    @property
    @abstractmethod
    def headline(self) -> str:
        """The title or name it is shown by."""

    @property
    def topic(self) -> str:
        """The headline, if it says what the record is about; a person's name does not."""
        return self.headline

    def passages(self) -> Iterator[str | None]:
        """Yield its words besides the headline; None where something is not said."""
        yield from self.keywords

    @property
    def text(self) -> str:
        """Everything worth matching but the headline, a line a passage."""
        return "\n".join(passage for passage in self.passages() if passage)

    @property
    def names(self) -> tuple[str, ...]:
        """Names besides the headline that people look it up by."""
        return ()

    @property
    def proofs(self) -> Sequence[CaseSnapshot]:
        """Its solved cases and results."""
        return ()

    @property
    def industries(self) -> tuple[str, ...]:
        """GB/T 4754 codes it is filed under."""
        return ()


def joined(*words: str | None) -> str:
    """Return the words that there are, a space between them."""
    return " ".join(word for word in words if word)


def named(name: str | None) -> tuple[str, ...]:
    """Return the name, or nothing."""
    return (name,) if name else ()
