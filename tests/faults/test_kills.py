"""Services are killed at any moment: what was acknowledged is there, once, and everywhere."""

import os
from typing import Final

from tests.faults.harness import Site, run
from tests.faults.load import Plan

SEED: Final = int(os.environ.get("SEED", "7"))


def test_nothing_acknowledged_is_lost_or_doubled_when_services_die(
    site: Site,
) -> None:
    outcome = run(site, Plan.of(SEED, requests=180, kills=4))

    assert outcome.clean, outcome.said
    assert sorted(outcome.record.kills) == ["catalog", "matching", "portal", "requests"]
