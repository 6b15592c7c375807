"""Services are killed at any moment: what was acknowledged is there, once, and everywhere.

`SEED=8 make soak` plans another load, `REQUESTS=50000` a longer one.
"""

import os
from typing import Final

import pytest

from tests.faults.harness import Site, run
from tests.faults.load import Plan

SEED: Final = int(os.environ.get("SEED", "7"))
REQUESTS: Final = int(os.environ.get("REQUESTS", "10000"))
BETWEEN_KILLS: Final = 80
"""Requests, which is some seconds."""


def test_nothing_acknowledged_is_lost_or_doubled_when_services_die(site: Site) -> None:
    outcome = run(site, Plan.of(SEED, requests=180, kills=4))

    assert outcome.clean, outcome.said
    assert sorted(outcome.record.kills) == ["catalog", "matching", "portal", "requests"]


@pytest.mark.soak
def test_the_same_under_a_long_load(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    plan = Plan.of(SEED, requests=REQUESTS, kills=REQUESTS // BETWEEN_KILLS)

    outcome = run(site, plan)

    with capsys.disabled():
        print(f"\n{'PostgreSQL' if site.databases else 'SQLite'}\n{outcome.said}")  # noqa: T201 - the report of the soak
    assert outcome.clean, outcome.said
