"""Prints what was measured, and says which targets were met."""

import statistics
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from rich.console import Console
from rich.table import Table

from tests.benchmarks.stages import Imported, Matched, Rebuilt

MEGABYTE: Final = 1_000_000
MATCH_SECONDS: Final = 0.020
SLOW_MATCH_SECONDS: Final = 0.060
CHANGE_SECONDS: Final = 1.0
TEAM_SECONDS: Final = 1.0
PEAK_BYTES: Final = 700 * MEGABYTE
REBUILD_SECONDS: Final = 60.0


@dataclass(kw_only=True)
class Results:
    """Everything that was measured in one run; times in seconds, sizes in bytes."""

    entries: int
    started: float
    imported: Imported
    searchable: float
    import_peak: int
    rebuilt: Rebuilt = field(init=False)
    matched: Matched = field(init=False)
    searched: Sequence[float] = field(init=False)
    computed: Sequence[float] = field(init=False)
    remembered: Sequence[float] = field(init=False)
    changed: Sequence[float] = field(init=False)
    teams: Sequence[float] = field(init=False)
    sizes: Mapping[str, int] = field(init=False)


@dataclass(frozen=True, slots=True)
class Target:
    """A figure that was promised; both are in the unit shown."""

    name: str
    measured: float
    most: float
    unit: str

    @property
    def met(self) -> bool:
        """Whether the promise was kept."""
        return self.measured <= self.most


def targets(results: Results) -> list[Target]:
    """Return what was promised for 100,000 entries on two processors, and what came out."""
    peak = max(results.import_peak, results.rebuilt.peak)
    http = results.matched.http
    return [
        Target("match, p50", statistics.median(http) * 1000, MATCH_SECONDS * 1000, "ms"),
        Target("match, p95", _p95(http) * 1000, SLOW_MATCH_SECONDS * 1000, "ms"),
        Target("team, slowest", max(results.teams), TEAM_SECONDS, "s"),
        Target("change until found, slowest", max(results.changed), CHANGE_SECONDS, "s"),
        Target("peak memory", peak / MEGABYTE, PEAK_BYTES / MEGABYTE, "MB"),
        Target("rebuild", results.rebuilt.seconds, REBUILD_SECONDS, "s"),
    ]


def show(results: Results, console: Console) -> bool:
    """Print the results and return whether a target was missed."""
    table = Table(title=f"{results.entries:,} entries", show_header=False)
    for name, value in _lines(results):
        table.add_row(name, value)
    console.print(table)
    judged = targets(results)
    for target in judged:
        verdict = "met" if target.met else "MISSED"
        console.print(
            f"{target.name}: {target.measured:,.1f} {target.unit}, "
            f"at most {target.most:,.0f} {target.unit}: {verdict}"
        )
    return not all(target.met for target in judged)


def show_growth(measured: Sequence[Results], console: Console) -> None:
    """Print how the cost grows from each size to the next; nothing of one size."""
    if len(measured) < 2:
        return
    names = [f"{results.entries:,}" for results in measured]
    table = Table("", *names, title="How the cost grows")
    for name, cost in _COSTS.items():
        table.add_row(name, *(f"{cost(results):,.2f}" for results in measured))
    console.print(table)


_COSTS: Final[Mapping[str, Callable[[Results], float]]] = {
    "import, ms an entry": lambda results: results.imported.seconds * 1000 / results.imported.rows,
    "rebuild, ms an entry": lambda results: results.rebuilt.seconds * 1000 / results.entries,
    "peak memory, kB an entry": lambda results: (
        max(results.import_peak, results.rebuilt.peak) / 1000 / results.entries
    ),
    "match, p50, ms": lambda results: statistics.median(results.matched.http) * 1000,
    "the engine's own search, p50, ms": lambda results: (
        statistics.median(results.matched.engine) * 1000
    ),
    "search box, p50, ms": lambda results: statistics.median(results.searched) * 1000,
    "team, p50, ms": lambda results: statistics.median(results.teams) * 1000,
    "change until found, p50, ms": lambda results: statistics.median(results.changed) * 1000,
}


def _lines(results: Results) -> Iterator[tuple[str, str]]:
    yield "start until ready", f"{results.started:.1f} s"
    yield from _import_lines(results)
    yield "rebuild of the index", f"{results.rebuilt.seconds:.1f} s"
    yield "match during the rebuild, p50 / max", _pair(results.rebuilt.meanwhile, worst=True)
    yield (
        "peak memory: import / rebuild",
        (f"{results.import_peak / MEGABYTE:,.0f} / {results.rebuilt.peak / MEGABYTE:,.0f} MB"),
    )
    yield from _match_lines(results.matched)
    yield "published need, first time, p50 / p95", _pair(results.computed)
    yield "published need, remembered, p50 / p95", _pair(results.remembered)
    yield "search box, p50 / p95", _pair(results.searched)
    yield "changed entry until found, p50 / max", _pair(results.changed, worst=True)
    yield "team for five parts, p50 / max", _pair(results.teams, worst=True)
    for name, size in results.sizes.items():
        yield f"size: {name}", f"{size / MEGABYTE:,.0f} MB"


def _import_lines(results: Results) -> Iterator[tuple[str, str]]:
    imported, usage = results.imported, results.imported.usage
    yield "import", f"{imported.rows / imported.seconds:,.0f} entries/s ({imported.seconds:.1f} s)"
    shares = (f"event loop {usage.loop:.1f} s", f"other threads {usage.workers:.1f} s")
    yield "processor time meanwhile", ", ".join([*shares, f"engine {usage.engine:.1f} s"])
    yield "making the rows (not counted)", f"{imported.making_seconds:.1f} s"
    yield "then until all are searchable", f"{results.searchable:.1f} s"


def _match_lines(matched: Matched) -> Iterator[tuple[str, str]]:
    ratio = statistics.median(matched.http) / statistics.median(matched.engine)
    yield "match through HTTP, p50 / p95", _pair(matched.http)
    yield "the engine's own search, p50 / p95", _pair(matched.engine)
    yield "the engine's own counting of facets, p50 / p95", _pair(matched.facets)
    yield "match / the engine's own search, p50", f"{ratio:.1f}"
    used, count = matched.usage, len(matched.http)
    each = (used.loop + used.workers + used.engine) * 1000 / count
    yield (
        "processor time a match, mean",
        f"{each:.1f} ms, event loop {used.loop * 1000 / count:.1f}",
    )


def _pair(seconds: Sequence[float], *, worst: bool = False) -> str:
    if not seconds:
        return "none"
    upper = max(seconds) if worst else _p95(seconds)
    return f"{statistics.median(seconds) * 1000:.1f} / {upper * 1000:.1f} ms"


def _p95(seconds: Sequence[float]) -> float:
    return sorted(seconds)[int(len(seconds) * 0.95)]
