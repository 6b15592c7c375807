"""A published record as the ranker sees it: as a need, or as an entry."""

from services.matching.ranking.domain import Case, Entry, Need
from services.matching.ranking.history import History
from services.matching.replicas.demands import DemandSnapshot
from services.matching.replicas.entries import EntrySnapshot, ExpertSnapshot
from services.matching.replicas.repository import StoredRecord


def need_of(record: StoredRecord) -> Need:
    """Return a published demand's facts.

    Raises:
        TypeError: The record is not a demand.
    """
    snapshot = record.snapshot
    if not isinstance(snapshot, DemandSnapshot):
        raise TypeError(f"{record.key} is not a demand.")
    return Need(
        key=record.key,
        title=snapshot.title,
        text=snapshot.text,
        region_code=snapshot.region_code,
        budget_min=snapshot.budget_min,
        budget_max=snapshot.budget_max,
        deadline=snapshot.deadline,
        required_qualifications=snapshot.required_qualifications,
    )


def entry_of(record: StoredRecord, history: History | None = None) -> Entry:
    """Return a catalogue entry's facts, and what the platform itself has seen of it.

    A person is named by what they do: nobody is ranked by their name.

    Raises:
        TypeError: The record is not an entry.
    """
    snapshot = record.snapshot
    if not isinstance(snapshot, EntrySnapshot):
        raise TypeError(f"{record.key} is not a catalogue entry.")
    price_min, price_max = snapshot.price_range
    return Entry(
        key=record.key,
        kind=record.kind,
        title=snapshot.topic,
        text=snapshot.text,
        region_code=snapshot.region_code,
        service_area=snapshot.service_area,
        price_min=price_min,
        price_max=price_max,
        lead_time_days=snapshot.lead_time_days,
        qualifications=snapshot.qualifications,
        capacity_status=snapshot.capacity_status,
        hours_per_month=snapshot.hours_per_month if isinstance(snapshot, ExpertSnapshot) else None,
        assured_on=snapshot.assured_date,
        cases=tuple(
            Case(
                title=proof.title,
                year=proof.year,
                outcome=proof.outcome,
                confirmed_by=proof.confirmed_by,
            )
            for proof in snapshot.proofs
        ),
        history=history,
    )


def is_offered(record: StoredRecord) -> bool:
    """Say whether a published entry may be offered: it is open, and its owner has not declined."""
    snapshot = record.snapshot
    return isinstance(snapshot, EntrySnapshot) and snapshot.offered
