"""What follows from a step in a need's life, in the step's own transaction."""

from typing import Final

from services.requests.cases.following import follow as cases_follow
from services.requests.demands.rules import Sequel
from services.requests.demands.telling import tell
from services.requests.engagements.following import follow as engagements_follow
from services.requests.pursuit.sequel import keep_pursuing
from services.requests.responses.following import follow as responses_follow

SEQUELS: Final[tuple[Sequel, ...]] = (
    engagements_follow,
    responses_follow,
    cases_follow,
    keep_pursuing,
    tell,
)
"""In this order; whoever depends on needs adds what it does when they move."""
