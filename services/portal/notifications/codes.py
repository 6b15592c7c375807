"""What the portal itself tells people; the wordings are in `templates/portal.toml`."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

PORTAL: Final = "portal"


class MessageCode(StrEnum):
    """What somebody is told."""

    ROLE_GRANTED = "role_granted"
    ROLE_REVOKED = "role_revoked"
    ORGANIZATION_MOVED = "organization_moved"
    WEBHOOK_DISABLED = "webhook_disabled"
    WEBHOOK_TRIED = "webhook_tried"


CODES: Final[Mapping[MessageCode, frozenset[str]]] = {
    MessageCode.ROLE_GRANTED: frozenset({"role"}),
    MessageCode.ROLE_REVOKED: frozenset({"role"}),
    MessageCode.ORGANIZATION_MOVED: frozenset({"organization", "status", "reason"}),
    MessageCode.WEBHOOK_DISABLED: frozenset({"name", "failures", "reason"}),
    MessageCode.WEBHOOK_TRIED: frozenset({"name"}),
}
"""By code, the facts that go with it."""
