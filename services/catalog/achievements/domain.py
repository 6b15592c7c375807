"""How far an achievement is, who may use it, and how its owner would work together."""

from enum import StrEnum
from typing import Final

LOWEST_TRL: Final = 1
HIGHEST_TRL: Final = 9


class IprStatus(StrEnum):
    """How the intellectual property is protected (after the profiles of EEN)."""

    GRANTED = "granted"
    APPLIED = "applied"
    SECRET = "secret"  # noqa: S105 - a trade secret, not a password
    NONE = "none"


class CooperationType(StrEnum):
    """What kind of cooperation is sought (after the profiles of EEN)."""

    TECHNICAL_COOPERATION = "technical_cooperation"
    COMMERCIAL_AGREEMENT = "commercial_agreement"
    LICENCE = "licence"
    RESEARCH_AND_DEVELOPMENT = "research_and_development"
    OUTSOURCING = "outsourcing"
