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
    NEED_TO_PURSUE = "need_to_pursue"
    """To the need's broker, or the operators: what the rule asks of them."""
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


_PURSUED: Final = frozenset({"case_number", "title", "move", "found", "next_move", "next_at"})

CODES: Final[Mapping[MessageCode, frozenset[str]]] = {
    MessageCode.NEED_MOVED: frozenset({"case_number", "title", "status", "reason"}),
    MessageCode.NEED_PURSUED: _PURSUED,
    MessageCode.NEED_TO_PURSUE: _PURSUED,
    MessageCode.CLOSING_PROPOSED: frozenset({"case_number", "title", "reason", "due"}),
    MessageCode.CLOSING_ANSWERED: frozenset({"case_number", "title", "answer", "reason"}),
    MessageCode.NEED_SUBMITTED: frozenset({"case_number", "title", "due"}),
    MessageCode.NEED_OVERDUE: frozenset({"case_number", "title", "stage", "due"}),
    MessageCode.NEED_HANDED_ON: frozenset({"case_number", "title", "due"}),
    MessageCode.GRANT_MOVED: frozenset(
        {"case_number", "title", "applicant", "status", "reason", "due"}
    ),
}
"""By code, the facts that go with it."""

MESSAGES: Final = Messages("requests", MESSAGE_TABLES, CODES)
