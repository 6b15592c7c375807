"""What is asked of understanding, and what it answers."""

from pydantic import BaseModel, Field

from services.matching.text.vocabulary import Kind
from shared.schemas import LongText, ShortText, StrictBody


class TextDraft(StrictBody):
    """A text to be read; a title stands before it."""

    title: ShortText | None = None
    text: LongText


class CodeRead(BaseModel):
    """A code of a standard list with its name in both languages."""

    code: str
    zh: str
    en: str


class FieldRead(BaseModel):
    """A field of technology; `chain` is the industry chain that it belongs to."""

    name: str
    zh: str
    en: str
    chain: str


class ConceptRead(BaseModel):
    """A concept that a text speaks of.

    `spans` are the (start, end) of its writings in the text. `broader` leads from what it is
    a kind of to the widest. `related` are the typical remedies of a problem, or the problems
    that it removes. `units` are those that a property is stated in.
    """

    name: str
    english: list[str]
    synonyms: list[str]
    kind: Kind
    node: str = Field(description="Its place in the industry chain, in the caller's language.")
    field: FieldRead | None
    disciplines: list[CodeRead]
    industries: list[CodeRead]
    broader: list[str]
    related: list[str]
    units: list[str]
    spans: list[tuple[int, int]]


class SuggestionRead(CodeRead):
    """A code that the concepts of a text are filed under, and how many of them are."""

    concepts: int


class UnderstandingRead(BaseModel):
    """What a text is understood as, the first concept first; `text` is what spans count in.

    `names` are its codes, grades and quantities. The suggestions are the disciplines
    (GB/T 13745) and industries (GB/T 4754) that most of its concepts belong to.
    """

    text: str
    concepts: list[ConceptRead]
    names: list[str]
    disciplines: list[SuggestionRead]
    industries: list[SuggestionRead]
    vocabulary: str
