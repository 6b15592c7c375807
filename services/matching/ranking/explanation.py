"""Says why a need and an entry were matched: terms in context, and reasons both ways."""

from collections.abc import Sequence

from services.matching.ranking import sentences
from services.matching.ranking.domain import Assessment, Entry, Explanation, Need, Place
from services.matching.ranking.mentions import Mentions, Telling, as_terms, equally, place
from services.matching.text.analyser import Analyser


class Explainer:
    """Turns a table of factors into reasons; may be used by many threads.

    Args:
        analyser: Reads texts.
        telling: How rare things are where entries come from, so that reasons name those
            that tell entries apart; by default, each counts the same.
    """

    def __init__(self, analyser: Analyser, telling: Telling = equally) -> None:
        self._mentions = Mentions(analyser, telling)

    def explain(self, need: Need, entry: Entry, assessment: Assessment) -> Explanation:
        """Return the terms both speak of, and what speaks for, against, or is not known."""
        shared = self._mentions.shared(f"{need.title}\n{need.text}", f"{entry.title}\n{entry.text}")
        terms = as_terms(shared)
        known = [factor for factor in assessment.factors if factor.known]
        verdicts = [sentences.verdict(f, f.value or 0.0, terms) for f in known]
        given = [verdict for verdict in verdicts if verdict]
        return Explanation(
            terms=terms,
            need_places=_places("need", need.title, need.text, [t.need_form for t in terms]),
            entry_places=_places("entry", entry.title, entry.text, [t.entry_form for t in terms]),
            reasons_for=tuple(reason for speaks_for, reason in given if speaks_for),
            reasons_against=tuple(reason for speaks_for, reason in given if not speaks_for),
            unknown=tuple(sentences.unknown(f) for f in assessment.factors if not f.known),
        )


def _places(side: str, title: str, text: str, forms: Sequence[str]) -> tuple[Place, ...]:
    found = (place(f"{side}.title", title, forms), place(f"{side}.text", text, forms))
    return tuple(one for one in found if one is not None)
