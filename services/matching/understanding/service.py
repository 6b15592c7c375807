"""The use case of showing what a text is understood as."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from services.matching.text.analyser import Analyser
from services.matching.text.latin import is_han
from services.matching.text.vocabulary import Field, Kind, Term, Vocabulary
from services.matching.understanding.schemas import (
    CodeRead,
    ConceptRead,
    FieldRead,
    SuggestionRead,
    TextDraft,
    UnderstandingRead,
)
from shared.classification import Label, discipline_name, industry_name
from shared.language import Text, current_language

SUGGESTED: Final = 3

NODES: Final[Mapping[Kind, Text]] = {
    Kind.MATERIAL: Text("上游：材料", "upstream: materials"),
    Kind.EQUIPMENT: Text("上游：装备", "upstream: equipment"),
    Kind.PROCESS: Text("中游：工艺制造", "midstream: processing"),
    Kind.PRODUCT: Text("中下游：部件与产品", "downstream: parts and products"),
    Kind.METHOD: Text("支撑：设计、检测与管理", "support: design, testing, management"),
    Kind.PROPERTY: Text("支撑：性能指标", "support: properties"),
    Kind.PROBLEM: Text("全链：质量与环保问题", "throughout: problems"),
}
"""Where in an industry chain a concept of a kind stands."""


class UnderstandingService:
    """Reads texts as matching does, and says what it made of them."""

    def __init__(self, analyser: Analyser) -> None:
        self._analyser = analyser

    def understand(self, draft: TextDraft) -> UnderstandingRead:
        """Return the concepts of a text, where each is written, and where it is filed."""
        text = "\n".join(filter(None, (draft.title, draft.text)))
        vocabulary = self._analyser.vocabulary
        spans: dict[str, list[tuple[int, int]]] = {}
        found: dict[str, Term] = {}
        for start, end, term in self._analyser.mentions(text):
            spans.setdefault(term.name, []).append((start, end))
            found[term.name] = term
        concepts = [self._concept(term, spans[name]) for name, term in found.items()]
        return UnderstandingRead(
            text=text,
            concepts=concepts,
            names=list(dict.fromkeys(filter(_is_code, self._analyser.read(text).names))),
            disciplines=_commonest(concept.disciplines for concept in concepts),
            industries=_commonest(concept.industries for concept in concepts),
            vocabulary=vocabulary.version,
        )

    def _concept(self, term: Term, spans: list[tuple[int, int]]) -> ConceptRead:
        vocabulary = self._analyser.vocabulary
        field = vocabulary.fields.get(term.field)
        quantity = vocabulary.quantities.get(term.name)
        discipline = term.discipline or (field.discipline if field else "")
        industries = term.industries or (field.industries if field else ())
        return ConceptRead(
            name=term.name,
            english=list(term.english),
            synonyms=list(term.synonyms),
            kind=term.kind,
            node=NODES[term.kind].pick(current_language.get()),
            field=_field(field),
            disciplines=_codes([discipline], discipline_name),
            industries=_codes(industries, industry_name),
            broader=list(_chain(term, vocabulary)),
            related=list(self._analyser.related(term)),
            units=list(quantity.units) if quantity else [],
            spans=spans,
        )


def _field(field: Field | None) -> FieldRead | None:
    if field is None:
        return None
    return FieldRead(name=field.name, zh=field.zh, en=field.en, chain=field.chain)


def _is_code(name: str) -> bool:
    """Return whether a name is a code, a grade or a quantity, not a word."""
    return any(character.isdigit() for character in name) and not is_han(name[-1])


def _chain(term: Term, vocabulary: Vocabulary) -> Iterator[str]:
    broader = {one.name: one.broader for one in vocabulary.terms} if term.broader else {}
    name = term.broader
    while name:
        yield name
        name = broader.get(name, "")


def _codes(codes: Iterable[str], name_of: Callable[[str], Label | None]) -> list[CodeRead]:
    labels = ((code, name_of(code)) for code in codes)
    return [CodeRead(code=code, zh=label.zh, en=label.en) for code, label in labels if label]


def _commonest(each: Iterable[Iterable[CodeRead]]) -> list[SuggestionRead]:
    """Return the codes that most concepts have; equally common ones in the order of codes."""
    codes = [code for concept in each for code in concept]
    named = {code.code: code for code in codes}
    counts = sorted(Counter(code.code for code in codes).items(), key=lambda one: (-one[1], one[0]))
    return [
        SuggestionRead(**named[code].model_dump(), concepts=count)
        for code, count in counts[:SUGGESTED]
    ]
