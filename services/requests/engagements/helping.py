"""Which entries of the catalogue helped in an engagement."""

from collections.abc import Sequence
from typing import Any

from services.requests.engagements.models import Engagement, EngagementMember


def helpers_of(engagement: Engagement, team: Sequence[EngagementMember]) -> list[dict[str, Any]]:
    """Return the catalogue entries of all who helped, each once."""
    everybody: list[Engagement | EngagementMember] = [engagement, *team]
    named = [
        (one.entry_kind, str(one.entry_id))
        for one in everybody
        if one.entry_kind is not None and one.entry_id is not None
    ]
    return [{"kind": kind, "id": entry_id} for kind, entry_id in dict.fromkeys(named)]
