"""What the menu holds, for whom; one line for each place."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from services.portal.pages.visit import Visit

Who = Callable[[Visit], bool]


def everybody(_visit: Visit) -> bool:
    """Whoever looks."""
    return True


def signed_in(visit: Visit) -> bool:
    """Whoever has an account and is here with it."""
    return visit.me is not None


def having(*roles: str) -> Who:
    """Whoever has one of these roles."""
    wanted = frozenset(roles)

    def has(visit: Visit) -> bool:
        return visit.me is not None and not wanted.isdisjoint(visit.me.standing.roles)

    return has


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere the menu leads to; `text` is the name of a sentence."""

    path: str
    text: str
    who: Who = everybody

    def has(self, address: str) -> bool:
        """Whether an address is this place, or below it."""
        here = address.partition("?")[0]
        return here == self.path or (self.path != "/" and here.startswith(f"{self.path}/"))


PLACES: Final = (
    Place("/", "nav_start"),
    Place("/services", "nav_services"),
    Place("/open-needs", "nav_open_needs"),
    Place("/needs", "my_needs", signed_in),
    Place("/supply", "nav_supply", having("expert", "provider")),
    Place("/desk", "nav_desk", having("operator")),
    Place("/desk/audit", "desk_audit", having("auditor")),
    Place("/desk/people", "desk_people", having("security_administrator")),
)
"""In the order of the menu; the inbox, the account and the language stand apart at its end."""


def navigation_of(visit: Visit) -> Iterable[Place]:
    """Return the places for whoever looks."""
    return [place for place in PLACES if place.who(visit)]
