"""What the catalogue tells people: `MESSAGES.tell(session, to=…, code=…, facts=…, link=…)`.

Whoever is told is named with `person`, `organization` or `role` of `shared.messages.wire`.

Every code has its wording in both languages in the portal, at
`services/portal/notifications/templates/catalog.toml`.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from services.catalog.tables import MESSAGE_TABLES
from shared.messages.outgoing import Messages


class MessageCode(StrEnum):
    """What somebody is told."""

    ENTRY_MOVED = "entry_moved"
    """To an entry's owner: somebody else has stopped, withdrawn or brought it back."""

    ENTRIES_LEFT_BEHIND = "entries_left_behind"
    """To an owner, an organization or the operators: who was to be reached about entries left."""

    REGISTRATION_MOVED = "registration_moved"
    """To the person: somebody else, or the clock, has moved their registration."""

    REGISTRATION_DUE_SOON = "registration_due_soon"
    """To the person, or the sending unit, that is waited for: the wait ends soon."""

    REGISTRATION_WAITS = "registration_waits"
    """To operators: a registration waits for one of them."""

    ENDORSEMENT_ASKED = "endorsement_asked"
    """To the sending unit: somebody wants to be registered as one of its people."""

    NOMINATED = "nominated"
    """To a person: a unit nominates them."""

    LISTING_MOVED = "listing_moved"
    """To a provider's owner: somebody else, or the clock, has moved its listing."""

    LISTING_STALE = "listing_stale"
    """To a provider's owner: nobody has vouched for what is said of it in a year."""

    LISTING_DUE_SOON = "listing_due_soon"
    """To a provider's owner, who is waited for: the wait ends soon."""

    LISTING_WAITS = "listing_waits"
    """To operators: a provider waits to be verified."""

    TEAM_ASKS = "team_asks"
    """To a person: a team wants them as a member."""

    TEAM_DUE_SOON = "team_due_soon"
    """To those of a team who owe an answer, or its lead: the wait ends soon."""

    TEAM_MOVED = "team_moved"
    """To a team's members: somebody else, or the clock, has moved it."""

    TEAM_WAITS = "team_waits"
    """To operators: a team is complete and waits to be filed."""


CODES: Final[Mapping[MessageCode, frozenset[str]]] = {
    MessageCode.ENTRY_MOVED: frozenset({"title", "status", "reason"}),
    MessageCode.ENTRIES_LEFT_BEHIND: frozenset({"title", "count"}),
    MessageCode.REGISTRATION_MOVED: frozenset({"status", "reason"}),
    MessageCode.REGISTRATION_DUE_SOON: frozenset({"status", "due"}),
    MessageCode.LISTING_DUE_SOON: frozenset({"name", "status", "due"}),
    MessageCode.TEAM_DUE_SOON: frozenset({"name", "due"}),
    MessageCode.REGISTRATION_WAITS: frozenset({"status"}),
    MessageCode.ENDORSEMENT_ASKED: frozenset(),
    MessageCode.NOMINATED: frozenset({"sender"}),
    MessageCode.LISTING_MOVED: frozenset({"name", "status", "reason"}),
    MessageCode.LISTING_STALE: frozenset({"name"}),
    MessageCode.LISTING_WAITS: frozenset({"name"}),
    MessageCode.TEAM_ASKS: frozenset({"name", "duty"}),
    MessageCode.TEAM_MOVED: frozenset({"name", "status", "reason"}),
    MessageCode.TEAM_WAITS: frozenset({"name"}),
}
"""By code, the facts that go with it."""

MESSAGES: Final = Messages("catalog", MESSAGE_TABLES, CODES)
