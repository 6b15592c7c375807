"""Which snapshot reads which kind of published record."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from services.matching.replicas.contract import Snapshot
from services.matching.replicas.demands import DemandSnapshot
from services.matching.replicas.entries import (
    AchievementSnapshot,
    ExpertSnapshot,
    FacilitySnapshot,
    OfferingSnapshot,
    ProviderSnapshot,
)

DEMAND: Final = "demand"
"""The kind of a need; all other kinds are entries."""

SNAPSHOTS: Final[Mapping[str, type[Snapshot]]] = MappingProxyType(
    {
        "provider": ProviderSnapshot,
        "offering": OfferingSnapshot,
        "expert": ExpertSnapshot,
        "facility": FacilitySnapshot,
        "achievement": AchievementSnapshot,
        DEMAND: DemandSnapshot,
    }
)
ENTRY_KINDS: Final = tuple(kind for kind in SNAPSHOTS if kind != DEMAND)


def read_snapshot(kind: str, document: Mapping[str, Any]) -> Snapshot:
    """Return a published record as matching sees it.

    Raises:
        pydantic.ValidationError: The record lacks what its kind must have.
    """
    return SNAPSHOTS[kind].model_validate(document)
