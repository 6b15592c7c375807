"""What people may add to an engagement besides taking its steps: plans, files, statements."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from services.requests.engagements.access import Held
from services.requests.engagements.domain import (
    AT_WORK,
    BEFORE_CONTRACT,
    LIVE,
    SIGNED,
    EngagementStatus,
    Party,
)

PLANNING: Final = AT_WORK | SIGNED | {EngagementStatus.NEGOTIATING}
"""The statuses in which there may be new milestones."""

UNDER_CONTRACT: Final = LIVE - BEFORE_CONTRACT
"""The statuses in which there is something to change."""

FOR_RESULTS: Final = AT_WORK | SIGNED
FOR_FILES: Final = frozenset(EngagementStatus) - {EngagementStatus.ARCHIVED}
DISPUTED: Final = frozenset({EngagementStatus.DISPUTED})


class Opening(StrEnum):
    """What somebody may add."""

    PLAN_MILESTONE = "plan_milestone"
    PROPOSE_AMENDMENT = "propose_amendment"
    STATE = "state"
    HAND_IN_RESULT = "hand_in_result"
    HAND_IN_EVIDENCE = "hand_in_evidence"
    HAND_IN_OTHER = "hand_in_other"


_SIDES: Final = frozenset({Party.FIRM, Party.HELPER})
_HELPERS: Final = frozenset({Party.HELPER, Party.MEMBER})
_INSIDERS: Final = _SIDES | {Party.OPERATOR}

_TABLE: Final[Mapping[Opening, tuple[frozenset[Party], frozenset[EngagementStatus]]]] = (
    MappingProxyType(
        {
            Opening.PLAN_MILESTONE: (_SIDES, PLANNING),
            Opening.PROPOSE_AMENDMENT: (_SIDES, UNDER_CONTRACT),
            Opening.STATE: (_INSIDERS, DISPUTED),
            Opening.HAND_IN_RESULT: (_HELPERS, FOR_RESULTS),
            Opening.HAND_IN_EVIDENCE: (_INSIDERS, FOR_FILES),
            Opening.HAND_IN_OTHER: (_INSIDERS | _HELPERS, FOR_FILES),
        }
    )
)


def openings_of(held: Held) -> list[Opening]:
    """Return what somebody may add to an engagement as it stands."""
    return [
        opening
        for opening, (parties, statuses) in _TABLE.items()
        if held.parties & parties and held.engagement.status in statuses
    ]
