"""The comparison with a bare handler works, with so few requests that it takes seconds."""

import io

from rich.console import Console

from tests.benchmarks.hot.__main__ import COUNTS, PATHS, goal_of, measured, shown, told
from tests.benchmarks.hot.lag import TOGETHER, Lag
from tests.benchmarks.hot.load import Cost
from tests.benchmarks.hot.paths import Compared


def test_every_path_is_asked_of_both_sides() -> None:
    compared, behind = measured("one process", {}, dict.fromkeys(COUNTS, 4), 30)

    assert list(compared) == list(PATHS)
    assert all(one.ours.requests == one.bare.requests == 4 for one in compared.values())
    assert all(one.ours.rate > 0 for one in compared.values())
    assert len(behind.seconds) == TOGETHER
    assert behind.part(0.99) == max(behind.seconds)


def test_a_goal_that_is_missed_is_called_so() -> None:
    page = io.StringIO()
    cheap, dear = Cost(100, 1.0, 0.01), Cost(100, 1.0, 0.1)
    slow = Cost(100, 4.0, 0.01)
    compared = {
        "read one": Compared(dear, cheap),
        "submit": Compared(slow, cheap),
        "list of 20": Compared(cheap, cheap),
    }

    Console(file=page, width=120).print(shown("here", "SQLite", compared))

    assert page.getvalue().count("MISSED") == 2
    assert page.getvalue().count(": met") == 1
    assert "0.25" in page.getvalue()
    assert goal_of("read one, signed in", "SQLite") is None
    assert told(Lag(100.0, [0.1] * 98 + [1.5] * 2)).endswith("MISSED")
