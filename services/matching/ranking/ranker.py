"""Makes the table of factors for a need and an entry, and puts tables in order."""

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from services.matching.ranking import factors
from services.matching.ranking.domain import Assessment, Entry, Factor, FactorName, Fit, Need

RANKER_VERSION: Final = "2"
"""Goes up whenever the same facts may be scored differently."""

FEEDBACK_VERSION: Final = f"{RANKER_VERSION}+f1"
"""The version of tables on which outcomes have an influence; `f` goes up with that rule."""

MEANING_MARK: Final = "+m1"
"""Follows the version of tables on which a language model has one; `m` goes up with that rule."""

WEIGHTS: Final[Mapping[FactorName, float]] = MappingProxyType(
    {
        FactorName.TOPICAL_FIT: 0.60,
        FactorName.EVIDENCE: 0.12,
        FactorName.QUALIFICATION: 0.06,
        FactorName.REGION: 0.05,
        FactorName.BUDGET: 0.05,
        FactorName.TIME: 0.04,
        FactorName.LOAD: 0.03,
        FactorName.TRACK_RECORD: 0.03,
        FactorName.FRESHNESS: 0.02,
    }
)
"""What each factor adds at most; together 1.

Who does not know the subject cannot help, however near and cheap, so the topic outweighs all
the rest. Proof of like work comes next, then what can rule somebody out (qualification,
region, budget, time), then what mostly says how soon (load, record, freshness).
"""


DEALINGS_WEIGHT: Final = 0.04
"""A little more than the track record, which only counts what was confirmed as solved."""

MEANING_WEIGHT: Final = 0.10
"""A sixth of what is said of the texts. With a small model, those who fit stand nearer to the top
with a tenth to a quarter; from a third on, the order of judged pairs gets worse
(docs/decisions/0030). Not fitted further: every model would want a weight of its own."""


def _besides(
    weights: Mapping[FactorName, float], name: FactorName, weight: float
) -> Mapping[FactorName, float]:
    """Return weights with that of one factor more, the others in proportion."""
    return MappingProxyType(
        {other: given * (1 - weight) for other, given in weights.items()} | {name: weight}
    )


WEIGHTS_WITH_FEEDBACK: Final = _besides(WEIGHTS, FactorName.DEALINGS, DEALINGS_WEIGHT)
"""The same in proportion: where nothing came of anything yet, the order is as without."""

_WITH_MEANING: Final = tuple(
    _besides(weights, FactorName.MEANING, MEANING_WEIGHT)
    for weights in (WEIGHTS, WEIGHTS_WITH_FEEDBACK)
)
"""And once more: where nothing is known of meanings, the order is as without."""


def weights_of(*, feedback: bool, meaning: bool) -> Mapping[FactorName, float]:
    """Return the weights of tables on which outcomes, a language model have an influence."""
    if meaning:
        return _WITH_MEANING[feedback]
    return WEIGHTS_WITH_FEEDBACK if feedback else WEIGHTS


def version_of(*, feedback: bool, meaning: bool) -> str:
    """Return the version of such tables."""
    version = FEEDBACK_VERSION if feedback else RANKER_VERSION
    return version + MEANING_MARK if meaning else version


def closeness(fit: Fit) -> float:
    """Return what orders candidates of which only their texts are known, 0 to 1."""
    if fit.meaning is None:
        return fit.topical
    weights = weights_of(feedback=False, meaning=True)
    shares = (weights[FactorName.TOPICAL_FIT], weights[FactorName.MEANING])
    return (fit.topical * shares[0] + (fit.meaning.value or 0.0) * shares[1]) / sum(shares)


def assess(need: Need, entry: Entry, fit: Fit, *, today: date) -> Assessment:
    """Return the table of factors; the score is the sum of their contributions.

    Outcomes have an influence if the entry has a history, if only an empty one; a language
    model if it was asked, if only in vain.
    """
    judged = {FactorName.TOPICAL_FIT: factors.topical_fit(fit)}
    if fit.meaning is not None:
        judged[FactorName.MEANING] = factors.meaning(fit.meaning)
    judged |= {
        FactorName.EVIDENCE: factors.evidence(entry, fit),
        FactorName.QUALIFICATION: factors.qualification(need, entry),
        FactorName.REGION: factors.region(need, entry),
        FactorName.BUDGET: factors.budget(need, entry),
        FactorName.TIME: factors.time(need, entry, today),
        FactorName.LOAD: factors.load(entry),
        FactorName.TRACK_RECORD: factors.track_record(entry),
    }
    if entry.history is not None:
        judged[FactorName.DEALINGS] = factors.dealings(entry.history)
    judged[FactorName.FRESHNESS] = factors.freshness(entry, today)
    return table_of(need.key, entry.key, judged)


def table_of(
    need_key: str, entry_key: str, judged: Mapping[FactorName, factors.Judgement]
) -> Assessment:
    """Return what was judged as a table, with the weights that belong to its rows."""
    feedback, meaning = FactorName.DEALINGS in judged, FactorName.MEANING in judged
    weights = weights_of(feedback=feedback, meaning=meaning)
    return Assessment(
        need_key=need_key,
        entry_key=entry_key,
        factors=tuple(
            Factor(
                name=name,
                value=judgement.value,
                weight=weights[name],
                evidence=judgement.evidence,
                missing=judgement.missing,
            )
            for name, judgement in judged.items()
        ),
        ranker_version=version_of(feedback=feedback, meaning=meaning),
    )


def in_order(assessments: Iterable[Assessment]) -> list[Assessment]:
    """Return the tables, best score first, equal ones by their keys."""
    return sorted(assessments, key=lambda table: (-table.score, table.entry_key, table.need_key))
