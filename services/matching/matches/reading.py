"""Writes what was found in the words of its reader."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from services.matching.matches.matcher import Found
from services.matching.ranking.domain import Assessment, Factor, FactorName, Place, Sentence
from services.matching.ranking.nearness import NEARNESS_LABELS, Nearness, nearness_of
from services.matching.ranking.sentences import GIVEN
from services.matching.replicas.schemas import subject_of
from shared.language import Language, Text

LABELS: Final[Mapping[FactorName, Text]] = MappingProxyType(
    {
        FactorName.TOPICAL_FIT: Text("主题契合", "Topical fit"),
        FactorName.MEANING: Text("语义相近", "Closeness in meaning"),
        FactorName.EVIDENCE: Text("案例与成果", "Cases and results"),
        FactorName.QUALIFICATION: Text("资质", "Qualification"),
        FactorName.REGION: Text("地域", "Region"),
        FactorName.BUDGET: Text("预算", "Budget"),
        FactorName.TIME: Text("时间", "Time"),
        FactorName.LOAD: Text("余力", "Capacity"),
        FactorName.TRACK_RECORD: Text("履约记录", "Track record"),
        FactorName.DEALINGS: Text("平台往来", "Dealings here"),
        FactorName.FRESHNESS: Text("信息时效", "Freshness"),
    }
)


def match_shown(found: Found, position: int, language: Language) -> dict[str, Any]:
    """Return the values of the `MatchRead` that is shown at `position` of a list."""
    why, nearness = found.explanation, _nearness(found.assessment)
    reasons_for = (*why.reasons_for, GIVEN) if found.given else why.reasons_for
    return {
        **dict(subject_of(found.record)),
        "position": position,
        "given_place": found.given,
        "score": found.assessment.score,
        "nearness": nearness,
        "nearness_label": NEARNESS_LABELS[nearness].pick(language),
        "factors": [_factor(factor, language) for factor in found.assessment.factors],
        "terms": [
            {"need_form": term.need_form, "entry_form": term.entry_form, "share": term.share}
            for term in why.terms
        ],
        "need_places": [_place(place) for place in why.need_places],
        "entry_places": [_place(place) for place in why.entry_places],
        "reasons_for": [_spoken(reason, language) for reason in reasons_for],
        "reasons_against": [_spoken(reason, language) for reason in why.reasons_against],
        "unknown": [_spoken(reason, language) for reason in why.unknown],
    }


def _nearness(assessment: Assessment) -> Nearness:
    return nearness_of(assessment.factor(FactorName.TOPICAL_FIT).value or 0.0)


def _factor(factor: Factor, language: Language) -> dict[str, Any]:
    return {
        "name": factor.name,
        "label": LABELS[factor.name].pick(language),
        "value": factor.value,
        "weight": factor.weight,
        "contribution": factor.contribution,
        "could_add": factor.could_add,
        "known": factor.known,
        "evidence": [{"source": e.source, "value": e.value} for e in factor.evidence],
        "missing": factor.missing,
    }


def _place(place: Place) -> dict[str, Any]:
    return {"field": place.field, "text": place.text, "spans": place.spans}


def _spoken(sentence: Sentence, language: Language) -> str:
    return sentence.zh if language is Language.ZH else sentence.en
