"""Who may call what about needs; the statuses stand here apart from the code that decides."""

from typing import Final

from tests.requests.access.matrix import (
    ALL,
    FEED,
    GONE,
    HIDDEN,
    OPERATORS,
    REFUSED,
    SEEN,
    Matrix,
    Row,
    nothing,
    own_draft,
    own_published,
    unknown,
)
from tests.requests.stories import NEED

PATCH: Final = {"public_summary": "改过的摘要"}
STEP: Final = {"action": "withdraw", "reason_code": "no_longer_needed"}
ROWS: Final = {"source": "peer", "rows": [{"title": "导入的需求", "source_id": "r-1"}]}
DRAFTED: Final = [401, 403, 201, 201, 403, 403, 201, 201, 201]

DEMANDS: Final[Matrix] = {
    ("GET", "/demands"): [Row(nothing, ALL)],
    ("POST", "/demands"): [Row(nothing, DRAFTED, NEED)],
    ("POST", "/demands/import"): [Row(nothing, OPERATORS, ROWS)],
    ("GET", "/demands/{demand_id}"): [
        Row(own_draft, [*HIDDEN, 200, 200, 200]),
        Row(own_published, ALL),
        Row(unknown, GONE),
    ],
    ("PATCH", "/demands/{demand_id}"): [
        Row(own_draft, [*HIDDEN, 200, 200, 409], PATCH, SEEN),
        Row(own_published, [*REFUSED, 409, 409, 409], PATCH, SEEN),
        Row(unknown, GONE, PATCH, SEEN),
    ],
    ("PUT", "/demands/{demand_id}/status"): [
        Row(own_draft, [*HIDDEN, 200, 200, 403], STEP, SEEN),
        Row(own_published, [*REFUSED, 200, 200, 200], STEP, SEEN),
        Row(unknown, GONE, STEP, SEEN),
    ],
    ("GET", "/demands/{demand_id}/history"): [
        Row(own_draft, [*HIDDEN, 200, 200, 200]),
        Row(own_published, [*REFUSED, 200, 200, 200]),
        Row(unknown, GONE),
    ],
    ("POST", "/demands/check"): [Row(nothing, ALL, NEED)],
    ("GET", "/demands/{demand_id}/check"): [
        Row(own_draft, [*HIDDEN, 200, 200, 200]),
        Row(own_published, [*REFUSED, 200, 200, 200]),
        Row(unknown, GONE),
    ],
    ("GET", "/demands/{demand_id}/similar"): [
        Row(own_draft, [*HIDDEN, 200, 200, 200]),
        Row(own_published, ALL),
        Row(unknown, GONE),
    ],
    ("POST", "/demands/{demand_id}/join"): [
        Row(own_draft, [*HIDDEN, 409, 409, 403], {}),
        Row(own_published, [401, 403, 200, 200, 403, 403, 409, 409, 403], {}),
        Row(unknown, GONE, {}),
    ],
    ("DELETE", "/demands/{demand_id}/join"): [
        Row(own_draft, [*HIDDEN, 204, 204, 403]),
        Row(own_published, [401, 403, 204, 204, 403, 403, 204, 204, 403]),
        Row(unknown, GONE),
    ],
    ("GET", "/demands/{demand_id}/joiners"): [
        Row(own_draft, [*HIDDEN, 200, 200, 200]),
        Row(own_published, [*REFUSED, 200, 200, 200]),
        Row(unknown, GONE),
    ],
    ("GET", "/moderation/queue"): [Row(nothing, OPERATORS)],
    ("GET", "/figures"): [Row(nothing, OPERATORS)],
    ("GET", "/figures/needs"): [Row(nothing, OPERATORS)],
    ("GET", "/summary"): [Row(nothing, ALL)],
    ("GET", "/reason-codes"): [Row(nothing, ALL)],
    ("GET", "/feed"): [Row(nothing, FEED)],
    ("GET", "/feed/snapshot"): [Row(nothing, FEED)],
    ("GET", "/livez"): [Row(nothing, ALL)],
    ("GET", "/readyz"): [Row(nothing, ALL)],
    ("GET", "/.well-known/jwks.json"): [Row(nothing, ALL)],
}
