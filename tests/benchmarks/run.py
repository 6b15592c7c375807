"""Runs the stages on a fresh platform, showing how far it has come."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.progress import Progress

from deploy.commands.progress import progress_bar
from tests.benchmarks import stages
from tests.benchmarks.process import PlatformProcess, running_platform
from tests.benchmarks.report import Results
from tests.benchmarks.stages import Progress as Advance


def measure(folder: Path, entries: int, needs: int) -> Results:
    """Start the platform with its data in `folder`, take every measurement, and stop it."""
    begun = time.perf_counter()
    with progress_bar() as bars, running_platform(folder) as platform:
        started = time.perf_counter() - begun
        with _shown(bars, "import", entries) as advance:
            imported = stages.import_entries(platform, entries, advance)
        with _shown(bars, "wait until searchable", entries, absolute=True) as advance:
            searchable = stages.wait_until_searchable(platform, entries, advance)
        return _asked(
            platform,
            bars,
            needs,
            Results(
                entries=entries,
                started=started,
                imported=imported,
                searchable=searchable,
                import_peak=platform.peak_memory(),
            ),
        )


def _asked(platform: PlatformProcess, bars: Progress, needs: int, results: Results) -> Results:
    with _shown(bars, "rebuild the index", results.entries, absolute=True) as advance:
        results.rebuilt = stages.rebuild(platform, advance)
    with _shown(bars, "match", needs) as advance:
        results.matched = stages.match_needs(platform, needs, advance)
    results.searched = stages.search_words(platform, needs)
    results.computed, results.remembered = stages.match_stored(platform, min(needs, 100))
    results.changed = stages.change_entries(platform, min(needs, 20))
    results.teams = stages.gather_teams(platform, max(1, needs // 10))
    results.sizes = {
        "catalog database": platform.size_of("catalog.sqlite3*"),
        "matching database": platform.size_of("matching.sqlite3*"),
        "search index": platform.size_of("matching/index/**/*"),
        "scoring store": platform.size_of("matching/scores.*"),
    }
    return results


@contextmanager
def _shown(bars: Progress, name: str, total: int, *, absolute: bool = False) -> Iterator[Advance]:
    task = bars.add_task(name, total=total)

    def advance(amount: int) -> None:
        if absolute:
            bars.update(task, completed=amount)
        else:
            bars.advance(task, amount)

    yield advance
    bars.update(task, completed=total)
