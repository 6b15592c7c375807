"""The benchmark itself works, on a catalogue so small that it takes seconds."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from tests.benchmarks.process import Usage
from tests.benchmarks.report import Results, show, show_growth, targets
from tests.benchmarks.run import measure
from tests.benchmarks.stages import Imported, Matched, Rebuilt


def results(
    *, match: float = 0.019, peak: int = 600_000_000, rebuild: float = 50.0, change: float = 0.5
) -> Results:
    """Return made-up results of a run."""
    made = Results(
        entries=100_000,
        started=2.0,
        imported=Imported(100_000, 50.0, 10.0, Usage(30.0, 15.0, 5.0)),
        searchable=20.0,
        import_peak=peak,
    )
    made.rebuilt = Rebuilt(rebuild, peak // 2, [0.03])
    made.matched = Matched([match] * 3, [0.004] * 3, [0.006] * 3, Usage(0.03, 0.03, 0.0))
    made.searched = made.computed = made.remembered = made.teams = [0.01]
    made.changed = [0.3, change]
    made.sizes = {"search index": 170_000_000}
    return made


def told(shown: Results) -> tuple[str, bool]:
    """Return what is printed, and whether a target was missed."""
    page = io.StringIO()
    missed = show(shown, Console(file=page, width=120))
    return page.getvalue(), missed


def test_every_measurement_is_taken_on_a_platform_of_its_own(tmp_path: Path) -> None:
    measured = measure(tmp_path, 300, 4)
    page, _ = told(measured)

    assert measured.imported.rows == 300
    assert len(measured.matched.http) == len(measured.matched.engine) == 4
    assert len(measured.computed) == len(measured.remembered) == len(measured.changed) == 4
    assert all(size > 0 for size in measured.sizes.values())
    assert measured.rebuilt.peak > 50_000_000
    assert "match through HTTP, p50 / p95" in page


def test_targets_that_are_met_are_not_missed() -> None:
    page, missed = told(results())

    assert not missed
    assert page.count(": met") == 6


@pytest.mark.parametrize(
    ("slow", "name"),
    [
        (results(match=0.021), "match, p50"),
        (results(change=1.1), "change until found, slowest"),
        (results(peak=701_000_000), "peak memory"),
        (results(rebuild=61.0), "rebuild"),
    ],
)
def test_a_target_that_is_missed_is_named(slow: Results, name: str) -> None:
    page, missed = told(slow)

    assert missed
    assert [target.name for target in targets(slow) if not target.met] == [name]
    assert page.count("MISSED") == 1


def test_the_peak_is_the_higher_of_import_and_rebuild() -> None:
    high = results()
    high.rebuilt = replace(high.rebuilt, peak=800_000_000)

    assert [target.name for target in targets(high) if not target.met] == ["peak memory"]


def test_of_several_sizes_it_is_shown_how_the_cost_grows() -> None:
    page = io.StringIO()
    larger = results(match=0.038)
    larger.entries = 1_000_000

    show_growth([results(), larger], Console(file=page, width=120))
    row = next(line for line in page.getvalue().splitlines() if "match, p50" in line)

    assert "1,000,000" in page.getvalue()
    assert "19.00" in row
    assert "38.00" in row
