"""Scores a ranking against judgements, with standard errors.

A query counts where its judgements differ. A judged document that the ranking leaves out comes
last; of equal scores the smaller id comes first, so that ties gain nothing.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log2
from pathlib import Path
from typing import Final

import numpy as np
from typing_extensions import override

from services.matching.ranking.nearness import Nearness, nearness_of

Table = Mapping[str, Mapping[str, float]]
"""Numbers by query and document."""

FIRST: Final = 10
SAMPLES: Final = 500
SMALLEST_POOL: Final = 10
"""With fewer judged documents, nDCG at 10 says nothing of the order beyond them."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure and its standard error; None if nothing was judged that it could be told from."""

    value: float | None = None
    error: float | None = None

    @override
    def __str__(self) -> str:
        """Return the figure as tables show it."""
        return "-" if self.value is None else f"{self.value:.3f} ± {self.error:.3f}"


@dataclass(frozen=True, slots=True)
class Measures:
    """How good a ranking is; `fitting` is the share of judged documents of a nearness that fit."""

    ndcg10: Measure
    pairwise: Measure
    mrr10: Measure
    fitting: Mapping[Nearness, Measure]


def read_table(path: Path) -> Table:
    """Return the first two columns of a table divided by tabs, and the number in the third."""
    found: dict[str, dict[str, float]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        next(rows)
        for query, document, number in rows:
            found.setdefault(query, {})[document] = float(number)
    return found


def measured(judged: Table, ranked: Table) -> Measures:
    """Return how well the order of `ranked` agrees with the levels of `judged`."""
    levels = [level for pool in judged.values() for level in pool.values()]
    relevant, lowest = min(3.0, max(levels)), min(levels)
    pairs = [_pairs(pool, ranked.get(query, {})) for query, pool in judged.items()]
    whole = [
        (pool, ranked.get(query, {}))
        for query, pool in judged.items()
        if len(pool) >= SMALLEST_POOL
        and len(set(pool.values())) > 1
        and max(pool.values()) >= relevant
    ]
    ranks = [
        (_reciprocal(pool, ranked.get(query, {}), relevant), 1.0)
        for query, pool in judged.items()
        if max(pool.values()) >= relevant
    ]
    return Measures(
        ndcg10=_shared([(_ndcg(pool, scores, lowest), 1.0) for pool, scores in whole]),
        pairwise=_shared([pair for pair in pairs if pair[1]]),
        mrr10=_shared(ranks),
        fitting={each: _fitting(each, judged, ranked, relevant) for each in Nearness},
    )


def _fitting(nearness: Nearness, judged: Table, ranked: Table, relevant: float) -> Measure:
    """Return which part of those that are told to be so near was judged to fit."""
    parts = []
    for query, pool in judged.items():
        scores = ranked.get(query, {})
        told = [
            level >= relevant
            for document, level in pool.items()
            if document in scores and nearness_of(scores[document]) is nearness
        ]
        parts.append((float(sum(told)), float(len(told))))
    return _shared([part for part in parts if part[1]])


def _known(pool: Mapping[str, float], scores: Mapping[str, float]) -> dict[str, float]:
    last = min(scores.values(), default=0.0) - 1.0
    return {document: scores.get(document, last) for document in pool}


def _ndcg(pool: Mapping[str, float], scores: Mapping[str, float], lowest: float) -> float:
    known = _known(pool, scores)
    order = sorted(known, key=lambda document: (-known[document], document))
    best = sorted(pool.values(), reverse=True)
    return _gain([pool[document] for document in order], lowest) / _gain(best, lowest)


def _gain(levels: Sequence[float], lowest: float) -> float:
    first = enumerate(levels[:FIRST])
    return float(sum((2 ** (level - lowest) - 1) / log2(place + 2) for place, level in first))


def _pairs(pool: Mapping[str, float], scores: Mapping[str, float]) -> tuple[float, float]:
    """Return how many pairs of unlike level are in the right order (a tie is half), of how many."""
    known = _known(pool, scores)
    documents = sorted(pool)
    levels = np.array([pool[document] for document in documents])
    given = np.array([known[document] for document in documents])
    upper = np.triu_indices(len(documents), 1)
    apart = np.sign(levels[:, None] - levels[None, :])[upper]
    agree = np.sign(given[:, None] - given[None, :])[upper] * apart
    unlike = apart != 0
    return float(((agree[unlike] + 1) / 2).sum()), float(unlike.sum())


def _reciprocal(pool: Mapping[str, float], scores: Mapping[str, float], relevant: float) -> float:
    order = sorted(scores, key=lambda document: (-scores[document], document))[:FIRST]
    places = (
        place for place, document in enumerate(order, 1) if pool.get(document, 0.0) >= relevant
    )
    return 1 / next(places, float("inf"))


def _shared(parts: Sequence[tuple[float, float]]) -> Measure:
    """Return the share that the parts make together, and its error when queries are redrawn."""
    if not parts:
        return Measure()
    table = np.array(parts)
    dice = np.random.default_rng(11)
    drawn = dice.integers(len(table), size=(SAMPLES, len(table)))
    sums = table[drawn].sum(axis=1)
    share = table[:, 0].sum() / table[:, 1].sum()
    return Measure(float(share), float((sums[:, 0] / sums[:, 1]).std()))
