"""A step that somebody takes with a registration."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from services.catalog.registrations.domain import Party, RegistrationAction
from services.catalog.registrations.reasons import RegistrationReason
from shared.auth import Caller

CLOCK: Final = "catalog"
"""Who acts when the clock does."""


@dataclass(frozen=True, slots=True)
class Step:
    """What somebody does with a registration, as what, and why."""

    action: RegistrationAction
    actor: Caller | str
    parties: frozenset[Party]
    reason_code: RegistrationReason | None = None
    note: str | None = None
    expert_id: UUID | None = None

    @classmethod
    def of_the_clock(
        cls, action: RegistrationAction, why: RegistrationReason | None = None
    ) -> "Step":
        """Return a step that the platform takes itself."""
        return cls(action, CLOCK, frozenset({Party.SYSTEM}), reason_code=why)

    @property
    def subject(self) -> str:
        """Who takes it."""
        return self.actor if isinstance(self.actor, str) else self.actor.subject

    @property
    def by_the_clock(self) -> bool:
        """Whether the platform takes it itself."""
        return Party.SYSTEM in self.parties

    @property
    def says_why(self) -> bool:
        """Whether it gives a reason; “other” is none without a note."""
        if self.reason_code is None:
            return False
        return self.reason_code is not RegistrationReason.OTHER or bool(self.note)
