"""Which tone a state is shown in; its name always stands beside it."""

from typing import Final

_TONES: Final = {
    "waiting": """
        submitted under_review reviewing registered applied nominated endorsed proposed offered
        pending open invited requested delivered in_review awaiting_signature signing appealed
        in_assessment countered draft_contract contracting running due pursuing
        matching in_contact expressed taken_over in_progress follow_up mapping checking checked
        storing
    """,
    "good": """
        published active verified solved confirmed accepted closed_solved agreed signed granted
        listed completed selected in_force available shortlisted approved reviewed qualified
        resolved contract_signed nda_signed done near
    """,
    "care": """
        returned limited probation partly revising suspended temporarily_closed stale paused late
        partially_solved information_requested
        changes_requested info_requested delayed unresolved faint
    """,
    "bad": "rejected disputed dispute overdue failed unsolved refused full terminated removed",
}
_TONE_OF: Final = {state: tone for tone, states in _TONES.items() for state in states.split()}


def tone(state: str) -> str:
    """Return neutral, waiting, good, care or bad."""
    return _TONE_OF.get(state, "neutral")
