"""The part of an understanding that is shown."""

from pydantic import BaseModel


class NamedSnapshot(BaseModel):
    """Something with a name in both languages."""

    zh: str
    en: str


class CodeSnapshot(NamedSnapshot):
    """A discipline or an industry."""

    code: str


class ConceptSnapshot(BaseModel):
    """A term that was recognised, and where it is written."""

    name: str
    english: list[str]
    node: str
    field: NamedSnapshot | None
    broader: list[str]
    related: list[str]
    units: list[str]
    spans: list[tuple[int, int]]


class UnderstandingSnapshot(BaseModel):
    """What a text is understood as."""

    text: str
    concepts: list[ConceptSnapshot]
    names: list[str]
    disciplines: list[CodeSnapshot]
    industries: list[CodeSnapshot]

    def written(self, concept: ConceptSnapshot) -> list[str]:
        """Return how the text writes a concept, each way once."""
        return list(dict.fromkeys(self.text[start:end] for start, end in concept.spans))
