"""What lives on the platform, and what is said with each step of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from services.catalog.registrations.lifecycle import LIFECYCLE as REGISTRATION
from services.catalog.registrations.reasons import NEEDS_REASON as REGISTRATION_NEEDS
from services.catalog.teams.domain import TeamAction
from services.catalog.teams.lifecycle import LIFECYCLE as TEAM
from services.portal.organizations.domain import LIFECYCLE as ORGANIZATION
from services.portal.organizations.domain import OrganizationAction
from services.requests.amendments.domain import LIFE as AMENDMENT
from services.requests.amendments.domain import AmendmentAction
from services.requests.demands.life import LIFE as NEED
from services.requests.demands.reasons import NEEDS_REASON as NEED_NEEDS
from services.requests.engagements.domain import LIFE as ENGAGEMENT
from services.requests.engagements.reasons import NEEDS_REASON as ENGAGEMENT_NEEDS
from services.requests.grants.domain import LIFE as GRANT
from services.requests.grants.reasons import NEEDS_REASON as GRANT_NEEDS
from services.requests.milestones.domain import LIFE as MILESTONE
from services.requests.responses.domain import LIFE as RESPONSE
from services.requests.responses.reasons import NEEDS_REASON as RESPONSE_NEEDS
from shared.lifecycle import Lifecycle, Transition
from tests.anything.world import side_of

Row = Transition[Any, Any]


@dataclass(frozen=True)
class Kind:
    """A kind of thing: its table, and which steps need a reason."""

    name: str
    life: Lifecycle[Any, Any]
    needs_reason: frozenset[StrEnum] = frozenset()

    @property
    def actions(self) -> list[StrEnum]:
        """Every action of its table."""
        return sorted({row.action for row in self.life.transitions})

    def rows_from(self, status: str) -> list[Row]:
        """Return what people may do with one that stands there."""
        return [
            row for row in self.life.transitions if row.state == status and row.parties - {"system"}
        ]

    def leads_to(self, before: str, action: str) -> set[str]:
        """Return where this step leads, and what the platform may make of that at once."""
        found = {
            row.next for row in self.life.transitions if (row.state, row.action) == (before, action)
        }
        waiting = list(found)
        while waiting:
            state = waiting.pop()
            rows = [row for row in self.life.transitions if row.state == state]
            fresh = {row.next for row in rows if "system" in row.parties} - found
            found |= fresh
            waiting += fresh
        return found

    def allows(self, before: str, action: str, after: str) -> bool:
        """Return whether its table has this step."""
        steps = {(row.state, row.action, row.next) for row in self.life.transitions}
        return (before, action, after) in steps


_O = OrganizationAction
KINDS: Final = {
    kind.name: kind
    for kind in (
        Kind("need", NEED, frozenset(NEED_NEEDS)),
        Kind("response", RESPONSE, frozenset(RESPONSE_NEEDS)),
        Kind("grant", GRANT, frozenset(GRANT_NEEDS)),
        Kind("engagement", ENGAGEMENT, frozenset(ENGAGEMENT_NEEDS)),
        Kind("milestone", MILESTONE),
        Kind("amendment", AMENDMENT, frozenset({AmendmentAction.REFUSE})),
        Kind("registration", REGISTRATION, frozenset(REGISTRATION_NEEDS)),
        Kind("team", TEAM, frozenset({TeamAction.DISBAND})),
        Kind("organization", ORGANIZATION, frozenset({_O.REJECT, _O.SUSPEND, _O.CLOSE})),
    )
}

OFFER: Final = {"price": "180000.00", "duration_days": 60, "terms": "交付参数窗口与试焊报告。"}


@dataclass(frozen=True)
class Thing:
    """Something that lives: what it is, where it is, whose, and of which need or cooperation."""

    kind: Kind
    place: str
    by: str
    of: "Thing | None" = None

    @property
    def id(self) -> str:
        """What it is called by."""
        return self.place.rpartition("/")[2]

    @property
    def listed(self) -> bool:
        """Whether it has no page of its own, but stands in the list of what it belongs to."""
        return self.kind.name in {"milestone", "amendment"}

    @property
    def firm(self) -> str:
        """Whose need it is about, in the end."""
        return self.by if self.of is None else self.of.firm

    def is_part(self, party: str) -> list[str]:
        """Return who plays a part in its table."""
        firm = sorted(side_of(self.firm))
        helper = self.of.by if self.of and self.listed else self.by
        parts: Mapping[str, list[str]] = {
            "operator": ["operator"],
            "owner": [self.by] if self.kind.name == "organization" else firm,
            "firm": firm,
            "sender": ["provider"],
            "proposer": [self.by, *firm],
            "other_side": [*firm, helper],
            "opener": [helper, *firm],
            "member": ["envoy", "provider"],
        }
        return parts.get(party, [helper])
