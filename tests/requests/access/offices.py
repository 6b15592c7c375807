"""Who may read what the service hands to the portal and to auditors."""

from typing import Final

from tests.requests.access.matrix import Matrix, Row, nothing
from tests.requests.conftest import Parties

AUDITOR: Final = [401, *[403] * 4, 200, *[403] * 3]

# The service that calls here is matching; only the portal may.
PORTALS: Final = [401, *[403] * 8]


async def somebody(_parties: Parties) -> dict[str, str]:
    """Name the owner of needs."""
    return {"subject": "li"}


OFFICES: Final[Matrix] = {
    ("GET", "/audit"): [Row(nothing, AUDITOR)],
    ("GET", "/audit/verification"): [Row(nothing, AUDITOR)],
    ("GET", "/messages/feed"): [Row(nothing, PORTALS)],
    ("GET", "/messages/feed/snapshot"): [Row(nothing, PORTALS)],
    ("POST", "/people/{subject}/export"): [Row(somebody, PORTALS, {})],
    ("POST", "/people/{subject}/obligations"): [Row(somebody, PORTALS, {})],
    ("POST", "/people/{subject}/erasure"): [Row(somebody, PORTALS, {})],
}
