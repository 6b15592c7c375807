"""Makes the table of factors for a need and an entry, and puts tables in order."""

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from services.matching.ranking import factors
from services.matching.ranking.domain import Assessment, Entry, Factor, FactorName, Fit, Need

RANKER_VERSION: Final = "1"
"""Goes up whenever the same facts may be scored differently."""

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


def assess(need: Need, entry: Entry, fit: Fit, *, today: date) -> Assessment:
    """Return the table of factors; the score is the sum of their contributions."""
    judged = {
        FactorName.TOPICAL_FIT: factors.topical_fit(fit),
        FactorName.EVIDENCE: factors.evidence(entry, fit),
        FactorName.QUALIFICATION: factors.qualification(need, entry),
        FactorName.REGION: factors.region(need, entry),
        FactorName.BUDGET: factors.budget(need, entry),
        FactorName.TIME: factors.time(need, entry, today),
        FactorName.LOAD: factors.load(entry),
        FactorName.TRACK_RECORD: factors.track_record(entry),
        FactorName.FRESHNESS: factors.freshness(entry, today),
    }
    return Assessment(
        need_key=need.key,
        entry_key=entry.key,
        factors=tuple(
            Factor(
                name=name,
                value=judgement.value,
                weight=WEIGHTS[name],
                evidence=judgement.evidence,
                missing=judgement.missing,
            )
            for name, judgement in judged.items()
        ),
        ranker_version=RANKER_VERSION,
    )


def in_order(assessments: Iterable[Assessment]) -> list[Assessment]:
    """Return the tables, best score first, equal ones by their keys."""
    return sorted(assessments, key=lambda table: (-table.score, table.entry_key, table.need_key))
