"""What requests tells of responses, as a test wants it told."""

from datetime import datetime, timedelta
from typing import Any

from services.matching.feedback.schemas import OUTCOME_CHANGED
from shared.clock import utc_now
from shared.types import new_id
from tests.matching.publisher import Document
from tests.matching.world import World

Said = str | tuple[str, str]


def outcome(
    entry: Document,
    demand: Document,
    *said: Said,
    kind: str = "offering",
    begun: datetime | None = None,
    **changes: Any,  # noqa: ANN401 - any field
) -> Document:
    """Return what is told of a response whose steps were taken a minute apart."""
    pairs = [(one, None) if isinstance(one, str) else one for one in said]
    first = begun or utc_now() - timedelta(hours=1)
    return {
        "id": str(new_id()),
        "entry": {"kind": kind, "id": entry["id"]},
        "team": [],
        "demand": {
            "id": demand["id"],
            "industry_code": "C33",
            "region_code": "441900",
            "confidentiality": "open",
        },
        "steps": [
            {
                "outcome": pair[0],
                "reason": pair[1],
                "at": (first + timedelta(minutes=n)).isoformat(),
            }
            for n, pair in enumerate(pairs)
        ],
        **changes,
    }


async def tell(world: World, *told: Document) -> None:
    """Let requests tell what came of responses, and wait until matching has taken it up."""
    for one in told:
        world.requests.tell(OUTCOME_CHANGED, one["id"], one)
    await world.settled()
    # The bell has rung; to be sure of what was told, the book is opened once more.
    await world.resources.book.refresh()
