"""The few words of the catalogue that the ranker judges by are words that it knows."""

from services.catalog.entries.domain import CapacityStatus, CaseOutcome, EntryKind
from services.matching.ranking.factors import CAPACITY, CREDIT
from services.matching.replicas.snapshots import DEMAND, ENTRY_KINDS, SNAPSHOTS
from services.matching.retrieval.port import Facet


def test_every_capacity_is_judged() -> None:
    assert set(CAPACITY) == set(CapacityStatus)


def test_every_outcome_of_a_case_is_judged() -> None:
    assert set(CREDIT) == set(CaseOutcome)


def test_every_kind_of_entry_is_matched() -> None:
    assert set(ENTRY_KINDS) == set(EntryKind)
    assert set(SNAPSHOTS) == {*EntryKind, DEMAND}


def test_lists_are_filtered_by_what_is_counted() -> None:
    assert {facet.value for facet in Facet} == {
        "kind",
        "region",
        "industry",
        "discipline",
        "service_class",
        "qualification",
        "capacity",
    }
