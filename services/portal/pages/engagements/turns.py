"""Whose turn it is in an engagement, and where: signatures, reviews and answers are no steps."""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from services.portal.pages.engagements.gateway import EngagementsGateway
from services.portal.pages.engagements.snapshots import (
    EngagementSnapshot,
    EngagementStepSnapshot,
    StatementSnapshot,
)

FIRM: Final = frozenset({"firm"})
HELPER: Final = frozenset({"helper"})
BOTH: Final = FIRM | HELPER
OPERATOR: Final = frozenset({"operator"})
NOBODY: Final = frozenset[str]()

_ALWAYS: Final[Mapping[str, frozenset[str]]] = {
    "nda_signed": BOTH,
    "contract_signed": BOTH,
    "registered": BOTH,
    "in_progress": HELPER,
    "delivered": FIRM,
    "changes_requested": HELPER,
    "suspended": OPERATOR,
}
"""Where the state alone tells; nobody's turn it is where nothing is left to do."""

_PLACES: Final[Mapping[str, str]] = {
    "in_progress": "work",
    "changes_requested": "work",
    "disputed": "dispute",
    "accepted": "outcome",
    "reviewed": "outcome",
    "follow_up": "outcome",
}
"""On which page it is done, if not by a step that the overview offers."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Who is waited for, and on which page they do it."""

    waited_for: frozenset[str] = NOBODY
    tab: str = ""

    def is_mine(self, engagement: EngagementSnapshot) -> bool:
        """Whether it is the reader who is waited for."""
        return not self.waited_for.isdisjoint(engagement.parts)

    def words_for(self, engagement: EngagementSnapshot) -> str:
        """Return the name of the sentence that says it to the reader."""
        both = self.waited_for >= BOTH
        if self.is_mine(engagement):
            return "turn_both" if both else "turn_yours"
        if both:
            return "turn_sides"
        return f"turn_{next(iter(self.waited_for), 'nobody')}"


async def turn_in(engagements: EngagementsGateway, one: EngagementSnapshot) -> Turn:
    """Return whose turn it is; what the engagement itself does not tell is asked for."""
    return Turn(await _waited_for(engagements, one), _PLACES.get(one.status, ""))


async def _waited_for(engagements: EngagementsGateway, one: EngagementSnapshot) -> frozenset[str]:
    if one.status in {"proposed", "negotiating"}:
        return BOTH - frozenset(_signed(one)) or BOTH
    if not one.whole:
        return _ALWAYS.get(one.status, NOBODY)
    if one.status == "accepted":
        return BOTH - frozenset((await engagements.reviews(one.id)).given)
    if one.status in {"reviewed", "follow_up"}:
        questions = await engagements.follow_ups(one.id)
        return FIRM if any(each.status == "open" for each in questions) else NOBODY
    if one.status == "disputed":
        said, steps = await asyncio.gather(
            engagements.statements(one.id), engagements.history(one.id)
        )
        return BOTH - _heard(said, steps) or OPERATOR
    return _ALWAYS.get(one.status, NOBODY)


def _signed(one: EngagementSnapshot) -> Collection[str]:
    """Return who has signed what lies on the table: the draft, or the agreement before it."""
    if one.status == "negotiating":
        return one.signed("contract", one.contract.digest) if one.contract else ()
    return [each.side for each in one.signatures if each.document == "nda"]


def _heard(
    said: Sequence[StatementSnapshot], steps: Sequence[EngagementStepSnapshot]
) -> frozenset[str]:
    """Return which sides have spoken since the dispute was opened."""
    since = max(step.at for step in steps if step.action == "dispute")
    return frozenset(one.party for one in said if one.at >= since)
