"""Writes contracts down, each draft with the digest that signatures name."""

import hashlib
from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

import orjson

from services.requests.engagements.domain import Side
from services.requests.engagements.models import EngagementContract

TERMS: Final = (
    "kind",
    "title",
    "scope",
    "price",
    "payment",
    "intellectual_property",
    "start_on",
    "finish_on",
)


def written(
    engagement_id: UUID, version: int, terms: Mapping[str, Any], side: Side, subject: str
) -> EngagementContract:
    """Return a draft of a contract.

    Args:
        engagement_id: Whose contract it is.
        version: The how manieth draft.
        terms: What it says, by the names in `TERMS`.
        side: Who drafted it, and
        subject: the person who did.
    """
    said = {"engagement_id": engagement_id, "version": version, **terms}
    content = orjson.dumps(said, default=str, option=orjson.OPT_SORT_KEYS)
    return EngagementContract(
        **said, digest=hashlib.sha256(content).hexdigest(), drafted_by=side, subject=subject
    )


def terms_of(contract: EngagementContract) -> dict[str, Any]:
    """Return what a contract says."""
    return {name: getattr(contract, name) for name in TERMS}
