"""What of a published record is searched."""

from collections.abc import Mapping
from typing import Any

from services.matching.replicas.entries import EntrySnapshot
from services.matching.replicas.snapshots import read_snapshot
from services.matching.retrieval.port import IndexDocument


def index_document(key: str, kind: str, document: Mapping[str, Any]) -> IndexDocument:
    """Return what the index holds of a record.

    Raises:
        pydantic.ValidationError: The record lacks what its kind must have.
    """
    snapshot = read_snapshot(kind, document)
    entry = snapshot if isinstance(snapshot, EntrySnapshot) else None
    return IndexDocument(
        key=key,
        kind=kind,
        title=snapshot.headline,
        text=snapshot.text,
        names=snapshot.names,
        cases=tuple(case.text for case in snapshot.proofs),
        region_code=snapshot.region_code,
        service_area=entry.service_area if entry else (),
        industry_codes=snapshot.industries,
        discipline_codes=snapshot.discipline_codes,
        qualifications=entry.qualifications if entry else (),
        service_class=getattr(snapshot, "service_class", None),
        capacity_status=entry.capacity_status if entry else None,
        person=not snapshot.topic,
    )
