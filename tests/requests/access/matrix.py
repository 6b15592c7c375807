"""What the requests service's matrix of access is made of."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from uuid import uuid4

from services.requests.demands.domain import DemandStatus
from tests.requests.conftest import Parties
from tests.requests.stories import brought_to

WHO: Final = (
    "nobody service stranger expert administrator auditor owner colleague operator".split()  # noqa: SIM905 - reads as the head of the table
)

Target = Callable[[Parties], Awaitable[dict[str, str]]]
"""Makes something fresh to be called upon, and returns what the path is filled in with."""


@dataclass(frozen=True)
class Row:
    """A call on one kind of target, and what each of `WHO` is answered."""

    target: Target
    answers: Sequence[int]
    body: object = None
    headers: Mapping[str, str] = field(default_factory=dict)


Matrix = Mapping[tuple[str, str], Sequence[Row]]

SEEN: Final = {"If-Match": "*"}
HIDDEN: Final = [404] * 6
REFUSED: Final = [401, *[403] * 5]
GONE: Final = [404] * 9
ALL: Final = [200] * 9
OPERATORS: Final = [401, *[403] * 7, 200]
FEED: Final = [401, 200, *[403] * 7]


async def nothing(_parties: Parties) -> dict[str, str]:
    """For a path that names nothing."""
    return {}


async def unknown(_parties: Parties) -> dict[str, str]:
    """Ids of nothing that there is; a part adds its own below."""
    names = ("demand_id", "grant_id", "response_id", "member_id", "engagement_id")
    return {name: str(uuid4()) for name in names}


async def own_draft(parties: Parties) -> dict[str, str]:
    """Return a need that its owner has not submitted."""
    return {"demand_id": (await brought_to(parties, DemandStatus.DRAFT))["id"]}


async def own_published(parties: Parties) -> dict[str, str]:
    """Return a need of the owner's that is published."""
    return {"demand_id": (await brought_to(parties, DemandStatus.PUBLISHED))["id"]}
