"""The search for losses can fail: defects that were planted are found."""

from pathlib import Path

from tests.faults.acts import Act
from tests.faults.harness import Site, run
from tests.faults.load import Plan
from tests.faults.nursery import Nursery
from tests.faults.planted import FORGETS, MOVES_FIRST, TELLS_LATE

STAYS = 8
"""A seed with which what was added is left as it is."""

PLANTED = {"catalog": f"{FORGETS} {TELLS_LATE}", "matching": f"{MOVES_FIRST} indexes_titles_only"}


def test_what_is_lost_doubled_or_different_is_found(nursery: Nursery, tmp_path: Path) -> None:
    acts = [Act("add", mark, STAYS) for mark in (FORGETS, TELLS_LATE, MOVES_FIRST)]
    plan = Plan(1, [[act] for act in acts], [(10**6, "portal")])

    outcome = run(Site(nursery, tmp_path, {}), plan, PLANTED)

    said = "\n".join(sorted(finding.what for finding in outcome.findings))
    assert f"2 things say {FORGETS}" in said, outcome.said
    assert "the catalogue's feed: " in said, outcome.said
    assert "matching: " in said, outcome.said
    assert "the index: " in said, outcome.said
    assert "the audit log" not in said, outcome.said
