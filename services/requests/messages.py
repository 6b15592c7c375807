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
    GRANT_MOVED = "grant_moved"
    """To the owner of a need, and to who asked to read its details: how that stands."""


CODES: Final[Mapping[MessageCode, frozenset[str]]] = {
    MessageCode.NEED_MOVED: frozenset({"case_number", "title", "status", "reason"}),
    MessageCode.GRANT_MOVED: frozenset(
        {"case_number", "title", "applicant", "status", "reason", "due"}
    ),
}
"""By code, the facts that go with it."""

MESSAGES: Final = Messages("requests", MESSAGE_TABLES, CODES)
