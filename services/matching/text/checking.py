"""What is wrong with a vocabulary, in words for whoever wrote it.

Data that comes with the platform is checked by the tests, a proposed term before it is
taken up: both by this.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from services.matching.text.latin import is_han
from services.matching.text.vocabulary import Kind, Term, Vocabulary
from shared.classification import discipline_name, industry_name
from shared.language import Text

_SHORTEST: Final = 2


@dataclass(frozen=True, slots=True)
class Objection:
    """Something wrong: of which term or table row, in which column, and what."""

    subject: str
    column: str
    reason: Text


def objections(
    vocabulary: Vocabulary, normalise: Callable[[str], str] = str.casefold
) -> Iterator[Objection]:
    """Yield everything that is wrong with a vocabulary; nothing if it is sound."""
    named = {term.name: term for term in vocabulary.terms}
    yield from _ambiguous(vocabulary.terms, normalise)
    for term in vocabulary.terms:
        yield from _objections_to(term, named, vocabulary)
    for problem, remedies in vocabulary.remedies.items():
        yield from _not_of_kind(problem, named, problem, Kind.PROBLEM)
        for remedy in remedies:
            yield from _no_remedy(problem, remedy, named)
    for measured, quantity in vocabulary.quantities.items():
        yield from _not_of_kind(measured, named, measured, Kind.PROPERTY, Kind.PROBLEM)
        if not quantity.units:
            yield Objection(measured, "units", Text("没有写单位", "has no unit"))


def _ambiguous(terms: Iterable[Term], normalise: Callable[[str], str]) -> Iterator[Objection]:
    owners: dict[str, str] = {}
    for name, count in Counter(term.name for term in terms).items():
        if count > 1:
            yield Objection(name, "term", Text("写了两次", "is listed twice"))
    for term in terms:
        for writing in term.writings:
            owner = owners.setdefault(normalise(writing), term.name)
            if owner != term.name:
                yield Objection(
                    term.name,
                    "synonyms",
                    Text(f"“{writing}”已属于“{owner}”", f"“{writing}” already means “{owner}”"),
                )


def _objections_to(
    term: Term, named: dict[str, Term], vocabulary: Vocabulary
) -> Iterator[Objection]:
    if len(term.name) < _SHORTEST or not any(map(is_han, term.name)):
        yield Objection(term.name, "term", Text("不是中文术语", "is no Chinese term"))
    if not term.english:
        yield Objection(term.name, "english", Text("没有英文", "has no English"))
    plain = vocabulary.function_words | vocabulary.request_words
    for writing in term.writings:
        if writing in plain:
            yield Objection(
                term.name,
                "synonyms",
                Text(f"“{writing}”是日常用语", f"“{writing}” is ordinary language"),
            )
    yield from _misplaced(term, named)
    if vocabulary.fields:
        yield from _misfiled(term, vocabulary)


def _misplaced(term: Term, named: dict[str, Term]) -> Iterator[Objection]:
    seen, broader = {term.name}, term.broader
    while broader:
        if broader not in named:
            reason = Text(f"没有上位词“{broader}”", f"there is no broader term “{broader}”")
            yield Objection(term.name, "broader", reason)
            return
        if broader in seen:
            yield Objection(term.name, "broader", Text("上位词绕成了圈", "goes round in a circle"))
            return
        seen.add(broader)
        broader = named[broader].broader


def _misfiled(term: Term, vocabulary: Vocabulary) -> Iterator[Objection]:
    field = vocabulary.fields.get(term.field)
    if field is None:
        reason = Text(f"没有领域“{term.field}”", f"there is no field “{term.field}”")
        yield Objection(term.name, "field", reason)
        return
    discipline = term.discipline or field.discipline
    if discipline_name(discipline) is None:
        reason = Text(f"没有学科“{discipline}”", f"there is no discipline “{discipline}”")
        yield Objection(term.name, "discipline", reason)
    for code in term.industries or field.industries:
        if industry_name(code) is None:
            reason = Text(f"没有行业“{code}”", f"there is no industry “{code}”")
            yield Objection(term.name, "industries", reason)


def _not_of_kind(
    subject: str, named: dict[str, Term], name: str, *kinds: Kind
) -> Iterator[Objection]:
    if name not in named:
        reason = Text(f"没有术语“{name}”", f"there is no term “{name}”")
        yield Objection(subject, "term", reason)
    elif named[name].kind not in kinds:
        wanted = " / ".join(kinds)
        yield Objection(subject, "kind", Text(f"“{name}”不是 {wanted}", f"“{name}” is no {wanted}"))


def _no_remedy(problem: str, remedy: str, named: dict[str, Term]) -> Iterator[Objection]:
    others = [kind for kind in Kind if kind is not Kind.PROBLEM]
    yield from _not_of_kind(problem, named, remedy, *others)
