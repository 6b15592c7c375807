"""Turns a stored engagement into what somebody may read of it."""

from collections.abc import Collection, Sequence
from typing import Any

from services.requests.engagements.access import Held
from services.requests.engagements.domain import LIFE, STATUS_LABELS, Party
from services.requests.engagements.models import (
    Engagement,
    EngagementContract,
    EngagementSignature,
)
from services.requests.engagements.openings import openings_of
from services.requests.engagements.reads import (
    ContractRead,
    EngagementItem,
    EngagementOutline,
    EngagementWhole,
    LabelRead,
    MemberRead,
    OutlineFields,
    SignatureRead,
)

Shape = EngagementOutline | EngagementWhole

_MADE = frozenset(
    {"label", "parts", "members", "contract", "signatures", "actions", "shown", "openings"}
)


def item_as(engagement: Engagement, parties: Collection[Party]) -> EngagementItem:
    """Return what a list shows of an engagement to somebody who has these parts in it."""
    stored = {
        name: getattr(engagement, name) for name in EngagementItem.model_fields.keys() - _MADE
    }
    return EngagementItem(**stored, parts=sorted(parties))


def engagement_as(
    held: Held, contract: EngagementContract | None, signatures: Sequence[EngagementSignature]
) -> Shape:
    """Return what somebody reads of an engagement they have a part in.

    What was offered and agreed is for the two sides and operators; the helper's team
    knows what is to be done, and by when.
    """
    engagement = held.engagement
    made: dict[str, Any] = {
        "label": LabelRead.model_validate(STATUS_LABELS[engagement.status]),
        "parts": sorted(held.parties),
        "members": [MemberRead.model_validate(member) for member in held.team],
        "openings": openings_of(held),
    }
    if held.parties <= {Party.MEMBER}:
        stored = {
            name: getattr(engagement, name) for name in OutlineFields.model_fields.keys() - _MADE
        }
        return EngagementOutline(**stored, **made)
    stored = {
        name: getattr(engagement, name) for name in EngagementWhole.model_fields.keys() - _MADE
    }
    return EngagementWhole(
        **stored,
        **made,
        contract=None if contract is None else ContractRead.model_validate(contract),
        signatures=[SignatureRead.model_validate(one) for one in signatures],
        actions=LIFE.actions_for(engagement.status, held.parties),
    )
