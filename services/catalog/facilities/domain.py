"""The classes of facility."""

from enum import StrEnum


class FacilityClass(StrEnum):
    """What sort of facility it is."""

    INSTRUMENT = "instrument"
    TESTING = "testing"
    PILOT_LINE = "pilot_line"
    BIG_SCIENCE = "big_science"
