"""What kinds of expert there are."""

from enum import StrEnum
from typing import Final

HOURS_IN_A_MONTH: Final = 744


class ExpertKind(StrEnum):
    """In what capacity a person helps."""

    TECH_ENVOY = "tech_envoy"
    ACADEMIC = "academic"
    ENGINEER = "engineer"
    TECHNICAL_BROKER = "technical_broker"
