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

WEIGHTS_WITH_FEEDBACK: Final[Mapping[FactorName, float]] = MappingProxyType(
    {name: weight * (1 - DEALINGS_WEIGHT) for name, weight in WEIGHTS.items()}
    | {FactorName.DEALINGS: DEALINGS_WEIGHT}
)
"""The same in proportion: where nothing came of anything yet, the order is as without."""


def assess(need: Need, entry: Entry, fit: Fit, *, today: date) -> Assessment:
    """Return the table of factors; the score is the sum of their contributions.

    Outcomes have an influence if the entry has a history, if only an empty one.
    """
    judged = {
        FactorName.TOPICAL_FIT: factors.topical_fit(fit),
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
    feedback = FactorName.DEALINGS in judged
    weights = WEIGHTS_WITH_FEEDBACK if feedback else WEIGHTS
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
        ranker_version=FEEDBACK_VERSION if feedback else RANKER_VERSION,
    )


def in_order(assessments: Iterable[Assessment]) -> list[Assessment]:
    """Return the tables, best score first, equal ones by their keys."""
    return sorted(assessments, key=lambda table: (-table.score, table.entry_key, table.need_key))
