"""The sections of the desk, in the order of its tabs."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from services.portal.pages.visit import Visit


@dataclass(frozen=True, slots=True)
class Section:
    """A tab; `text` is the name of a sentence, `below` what else belongs to it."""

    path: str
    text: str
    below: str = ""
    role: str = "operator"

    def is_here(self, visit: Visit) -> bool:
        """Whether the visitor is in this section."""
        here = visit.here.partition("?")[0]
        return here == self.path or here.startswith(self.below or f"{self.path}/")


SECTIONS: Final[Iterable[Section]] = (
    Section("/desk", "desk_queue", below="/desk/needs/"),
    Section("/desk/pursuit", "desk_pursuit"),
    Section("/desk/disputes", "desk_disputes"),
    Section("/desk/organizations", "desk_organizations"),
    Section("/desk/registrations", "desk_registrations"),
    Section("/desk/listings", "desk_listings"),
    Section("/desk/teams", "desk_teams"),
    Section("/desk/import", "desk_import"),
    Section("/desk/figures", "desk_figures"),
    Section("/desk/gaps", "gap_title"),
    Section("/desk/terms", "desk_terms"),
)

OFFICE_SECTIONS: Final[Iterable[Section]] = (
    Section("/desk/audit", "desk_audit", role="auditor"),
    Section("/desk/people", "desk_people", role="security_administrator"),
)
"""What others than operators look after."""
