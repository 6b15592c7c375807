"""What the requests service tells people: `MESSAGES.tell(session, to=…, code=…, facts=…, link=…)`.

Whoever is told is named with `person`, `organization` or `role` of `shared.messages.wire`.

Every code has its wording in both languages in the portal, at
`services/portal/notifications/templates/requests.toml`.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from services.requests.tables import MESSAGE_TABLES
from shared.messages.outgoing import Messages


class MessageCode(StrEnum):
    """What somebody is told."""

    NEED_MOVED = "need_moved"
    """To whoever posted a need: the desk or the clock has moved it."""
    NEED_PURSUED = "need_pursued"
    """To whoever posted a need that nobody has answered: what was done, and what comes next."""
    NEED_DUE_SOON = "need_due_soon"
    """To whoever posted a need: something about it waits for them and ends soon."""
    NEED_TO_PURSUE = "need_to_pursue"
    """To the need's broker, or the operators: what the rule asks of them."""
    NEED_LEFT_ALONE = "need_left_alone"
    """To whoever posted a need that was merged into another: that one has come to an end."""
    NEED_WITHOUT_CONTACT = "need_without_contact"
    """To whoever posted a need: who was to be reached about it has left the platform."""
    CLOSING_PROPOSED = "closing_proposed"
    """To whoever posted a need: the desk proposes to close it, and waits for an answer."""
    CLOSING_ANSWERED = "closing_answered"
    """To the need's broker, or the operators: what became of their proposal."""
    NEED_SUBMITTED = "need_submitted"
    """To the operators: somebody waits for the desk."""
    NEED_OVERDUE = "need_overdue"
    """To the operators: the desk is late."""
    NEED_HANDED_ON = "need_handed_on"
    """To an operator: another one hands a case over."""
    GRANT_MOVED = "grant_moved"
    """To the owner of a need, and to who asked to read its details: how that stands."""
    GRANT_DUE_SOON = "grant_due_soon"
    """To whoever decides, accepts or reads: it ends soon."""
    RESPONSE_DUE_SOON = "response_due_soon"
    """To whose turn it is: a response ends soon."""
    RESPONSE_INVITED = "response_invited"
    """To whoever answers for a catalogue entry: a firm asks them to respond to its need."""
    RESPONSE_ARRIVED = "response_arrived"
    """To the firm and the desk: somebody has responded, or added what was asked for."""
    RESPONSE_MOVED = "response_moved"
    """To the author of a response: it has got further."""
    RESPONSE_AWAITS_AUTHOR = "response_awaits_author"
    """To the author: it is their turn."""
    RESPONSE_AWAITS_FIRM = "response_awaits_firm"
    """To the firm: it is its turn."""
    RESPONSE_SELECTED = "response_selected"
    """To the author: the firm has taken the offer."""
    RESPONSE_ENDED = "response_ended"
    """To the author: nothing comes of it, and why."""
    RESPONSE_MERGED = "response_merged"
    """To the author: the need was merged into another, where they may respond."""
    RESPONSE_CARRIED_ON = "response_carried_on"
    """To the author: the same, and what they wrote waits there as a draft that they may send."""
    RESPONSE_LOST = "response_lost"
    """To the firm and the desk: a response has ended without them, and why."""
    RESPONSE_PAUSED = "response_paused"
    """To the author: the need rests, and the response with it."""
    CONTACT_ASKED = "contact_asked"
    """To one side of a response: the other has agreed to exchange contacts."""
    CONTACT_PASSED = "contact_passed"
    """To both sides: they can read how to reach each other."""
    TEAM_ASKED = "team_asked"
    """To whoever is asked to take part in a response."""
    TEAM_ANSWERED = "team_answered"
    """To the author: somebody who was asked has answered."""

    ENGAGEMENT_PROPOSED = "engagement_proposed"
    """To the helper whose offer was selected: the engagement is there to be taken up."""
    ENGAGEMENT_MOVED = "engagement_moved"
    """To a side of an engagement: somebody else, or the clock, has taken a step."""
    ENGAGEMENT_DUE_SOON = "engagement_due_soon"
    """To the side that is waited for: the wait ends soon."""
    ENGAGEMENT_DISPUTED = "engagement_disputed"
    """To the operators: a dispute waits for their decision."""
    DISPUTE_STATEMENT = "dispute_statement"
    """To a side of an engagement: somebody has said something in the dispute."""
    AMENDMENT_MOVED = "amendment_moved"
    """To a side of an engagement: a change is proposed, answered or lapsed."""
    MILESTONE_MOVED = "milestone_moved"
    """To a side of an engagement: a milestone was planned, moved on or is late."""
    FOLLOW_UP_ASKED = "follow_up_asked"
    """To the firm: does the result still hold?"""
    PROBLEM_IS_BACK = "problem_is_back"
    """To the operators: a firm says that what was solved is not any more."""


_PURSUED: Final = frozenset({"case_number", "title", "move", "found", "next_move", "next_at"})
_CASE: Final = frozenset({"case_number", "title"})

CODES: Final[Mapping[MessageCode, frozenset[str]]] = {
    MessageCode.NEED_MOVED: frozenset({"case_number", "title", "status", "reason"}),
    MessageCode.NEED_PURSUED: _PURSUED,
    MessageCode.NEED_TO_PURSUE: _PURSUED,
    MessageCode.NEED_DUE_SOON: _CASE | {"what", "due"},
    MessageCode.GRANT_DUE_SOON: _CASE | {"status", "due"},
    MessageCode.RESPONSE_DUE_SOON: _CASE | {"status", "due"},
    MessageCode.ENGAGEMENT_DUE_SOON: _CASE | {"status", "due_at"},
    MessageCode.NEED_LEFT_ALONE: frozenset({"case_number", "title", "into", "status"}),
    MessageCode.NEED_WITHOUT_CONTACT: _CASE,
    MessageCode.CLOSING_PROPOSED: frozenset({"case_number", "title", "reason", "due"}),
    MessageCode.CLOSING_ANSWERED: frozenset({"case_number", "title", "answer", "reason"}),
    MessageCode.NEED_SUBMITTED: frozenset({"case_number", "title", "due"}),
    MessageCode.NEED_OVERDUE: frozenset({"case_number", "title", "stage", "due"}),
    MessageCode.NEED_HANDED_ON: frozenset({"case_number", "title", "due"}),
    MessageCode.GRANT_MOVED: frozenset({"case_number", "title", "status", "reason", "due"}),
    MessageCode.RESPONSE_INVITED: _CASE | {"due"},
    MessageCode.RESPONSE_ARRIVED: _CASE,
    MessageCode.RESPONSE_MOVED: _CASE | {"status"},
    MessageCode.RESPONSE_AWAITS_AUTHOR: _CASE | {"status", "due"},
    MessageCode.RESPONSE_AWAITS_FIRM: _CASE | {"status", "due"},
    MessageCode.RESPONSE_SELECTED: _CASE,
    MessageCode.RESPONSE_ENDED: _CASE | {"status", "reason"},
    MessageCode.RESPONSE_MERGED: _CASE | {"into"},
    MessageCode.RESPONSE_CARRIED_ON: _CASE | {"into"},
    MessageCode.RESPONSE_LOST: _CASE | {"status", "reason"},
    MessageCode.RESPONSE_PAUSED: _CASE | {"due"},
    MessageCode.CONTACT_ASKED: _CASE,
    MessageCode.CONTACT_PASSED: _CASE,
    MessageCode.TEAM_ASKED: _CASE | {"role"},
    MessageCode.TEAM_ANSWERED: _CASE | {"member", "answer"},
    MessageCode.ENGAGEMENT_PROPOSED: _CASE | {"due_at"},
    MessageCode.ENGAGEMENT_MOVED: _CASE | {"step", "status", "reason"},
    MessageCode.ENGAGEMENT_DISPUTED: _CASE | {"due_at"},
    MessageCode.DISPUTE_STATEMENT: _CASE | {"due_at"},
    MessageCode.AMENDMENT_MOVED: _CASE | {"status", "due_at"},
    MessageCode.MILESTONE_MOVED: _CASE | {"milestone", "status", "due_on"},
    MessageCode.FOLLOW_UP_ASKED: _CASE | {"months", "due_at"},
    MessageCode.PROBLEM_IS_BACK: _CASE | {"due_at"},
}
"""By code, the facts that go with it."""

MESSAGES: Final = Messages("requests", MESSAGE_TABLES, CODES)
