"""What follows from a step in a need's life, in the step's own transaction."""

from typing import Final

from services.requests.cases.following import follow as cases_follow
from services.requests.demands.leaving import tell_merged
from services.requests.demands.rules import Sequel
from services.requests.demands.taken import Taken
from services.requests.demands.telling import tell
from services.requests.engagements.following import follow as engagements_follow
from services.requests.pursuit.sequel import keep_pursuing
from services.requests.responses.following import follow as responses_follow


def _once_known(follow: Sequel) -> Sequel:
    """Let something follow only needs that others have heard of: on no other does it hang."""

    async def follow_known(taken: Taken) -> None:
        if not taken.unheard:
            await follow(taken)

    return follow_known


SEQUELS: Final[tuple[Sequel, ...]] = (
    _once_known(engagements_follow),
    _once_known(responses_follow),
    _once_known(cases_follow),
    _once_known(tell_merged),
    keep_pursuing,
    tell,
)
"""In this order; whoever depends on needs adds what it does when they move."""
