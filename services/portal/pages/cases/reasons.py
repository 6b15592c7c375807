"""Which reasons belong to which step, as a form offers them."""

from collections.abc import Sequence

from services.portal.pages.snapshots import ReasonSnapshot
from shared.language import Language


def reasons_of(
    reasons: Sequence[ReasonSnapshot], action: str, language: Language
) -> list[tuple[str, str]]:
    """Return code and name of the reasons that a step may be given."""
    return [(one.code, one.label.pick(language)) for one in reasons if action in one.actions]


def named(reasons: Sequence[ReasonSnapshot], code: str | None, language: Language) -> str:
    """Return what a reason is called; nothing of none."""
    return next((one.label.pick(language) for one in reasons if one.code == code), "")
