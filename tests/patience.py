"""No generated example fails for being slow: how fast the machine is, is not what is tested."""

from typing import Final

from hypothesis import settings

PATIENT: Final = "patient"


def be_patient() -> None:
    """Let examples take as long as they take; all else stays as Hypothesis has it here."""
    found = settings.get_profile(settings.get_current_profile_name())
    settings.register_profile(PATIENT, found, deadline=None)
    settings.load_profile(PATIENT)
