"""Who may call what: every route of the OpenAPI document × role × whose demand it is.

A new route without a row fails. The expected statuses stand here apart from the
code that decides them.
"""

from dataclasses import dataclass, field
from typing import Any, Final
from uuid import uuid4

import httpx

from services.requests.demands.domain import DemandStatus
from tests.requests.conftest import Parties
from tests.requests.stories import NEED, brought_to

WHO: Final = (
    "nobody service stranger expert administrator owner colleague operator".split()  # noqa: SIM905 - reads as the head of the table
)

DRAFT, PUBLISHED, UNKNOWN, NONE = "own draft", "own published", "unknown", "no demand"


@dataclass(frozen=True)
class Row:
    """A call on one kind of target, and what each of `WHO` is answered."""

    target: str
    answers: list[int]
    body: dict[str, Any] | None = None
    headers: dict[str, str] = field(default_factory=dict)


SEEN: Final = {"If-Match": "*"}
PATCH: Final = {"public_summary": "改过的摘要"}
STEP: Final = {"action": "withdraw", "reason_code": "no_longer_needed"}
ROWS: Final = {"source": "peer", "rows": [{"title": "导入的需求", "source_id": "r-1"}]}
HIDDEN: Final = [404, 404, 404, 404, 404]
REFUSED: Final = [401, 403, 403, 403, 403]
GONE: Final = [404] * 8
ALL: Final = [200] * 8
FEED: Final = [401, 200, 403, 403, 403, 403, 403, 403]

TABLE: Final[dict[tuple[str, str], list[Row]]] = {
    ("GET", "/demands"): [Row(NONE, ALL)],
    ("POST", "/demands"): [Row(NONE, [401, 403, 201, 201, 403, 201, 201, 201], NEED)],
    ("POST", "/demands/import"): [Row(NONE, [401, 403, 403, 403, 403, 403, 403, 200], ROWS)],
    ("GET", "/demands/{demand_id}"): [
        Row(DRAFT, [*HIDDEN, 200, 200, 200]),
        Row(PUBLISHED, ALL),
        Row(UNKNOWN, GONE),
    ],
    ("PATCH", "/demands/{demand_id}"): [
        Row(DRAFT, [*HIDDEN, 200, 200, 409], PATCH, SEEN),
        Row(PUBLISHED, [*REFUSED, 409, 409, 409], PATCH, SEEN),
        Row(UNKNOWN, GONE, PATCH, SEEN),
    ],
    ("PUT", "/demands/{demand_id}/status"): [
        Row(DRAFT, [*HIDDEN, 200, 200, 403], STEP, SEEN),
        Row(PUBLISHED, [*REFUSED, 200, 200, 200], STEP, SEEN),
        Row(UNKNOWN, GONE, STEP, SEEN),
    ],
    ("GET", "/demands/{demand_id}/history"): [
        Row(DRAFT, [*HIDDEN, 200, 200, 200]),
        Row(PUBLISHED, [*REFUSED, 200, 200, 200]),
        Row(UNKNOWN, GONE),
    ],
    ("POST", "/demands/check"): [Row(NONE, ALL, NEED)],
    ("GET", "/demands/{demand_id}/check"): [
        Row(DRAFT, [*HIDDEN, 200, 200, 200]),
        Row(PUBLISHED, [*REFUSED, 200, 200, 200]),
        Row(UNKNOWN, GONE),
    ],
    ("GET", "/demands/{demand_id}/similar"): [
        Row(DRAFT, [*HIDDEN, 200, 200, 200]),
        Row(PUBLISHED, ALL),
        Row(UNKNOWN, GONE),
    ],
    ("POST", "/demands/{demand_id}/join"): [
        Row(DRAFT, [*HIDDEN, 409, 409, 403], {}),
        Row(PUBLISHED, [401, 403, 200, 200, 403, 409, 409, 403], {}),
        Row(UNKNOWN, GONE, {}),
    ],
    ("DELETE", "/demands/{demand_id}/join"): [
        Row(DRAFT, [*HIDDEN, 204, 204, 403]),
        Row(PUBLISHED, [401, 403, 204, 204, 403, 204, 204, 403]),
        Row(UNKNOWN, GONE),
    ],
    ("GET", "/demands/{demand_id}/joiners"): [
        Row(DRAFT, [*HIDDEN, 200, 200, 200]),
        Row(PUBLISHED, [*REFUSED, 200, 200, 200]),
        Row(UNKNOWN, GONE),
    ],
    ("GET", "/moderation/queue"): [Row(NONE, [401, 403, 403, 403, 403, 403, 403, 200])],
    ("GET", "/summary"): [Row(NONE, ALL)],
    ("GET", "/reason-codes"): [Row(NONE, ALL)],
    ("GET", "/feed"): [Row(NONE, FEED)],
    ("GET", "/feed/snapshot"): [Row(NONE, FEED)],
    ("GET", "/livez"): [Row(NONE, ALL)],
    ("GET", "/readyz"): [Row(NONE, ALL)],
    ("GET", "/.well-known/jwks.json"): [Row(NONE, ALL)],
}

METHODS: Final = {"get", "put", "post", "patch", "delete"}


async def test_every_route_has_its_row(parties: Parties) -> None:
    document = (await parties.nobody.get("/openapi.json")).json()

    routes = {
        (method.upper(), path)
        for path, operations in document["paths"].items()
        for method in operations
        if method in METHODS
    }

    assert routes == set(TABLE)


async def target_id(parties: Parties, target: str) -> str:
    """Return the id of a fresh demand of the owner's, or of none."""
    if target in {NONE, UNKNOWN}:
        return str(uuid4())
    status = DemandStatus.DRAFT if target == DRAFT else DemandStatus.PUBLISHED
    return str((await brought_to(parties, status))["id"])


async def test_everybody_may_do_what_the_table_says(parties: Parties) -> None:
    wrong = []
    for (method, path), rows in TABLE.items():
        for row in rows:
            shared_id = await target_id(parties, row.target)
            for who, expected in zip(WHO, row.answers, strict=True):
                # A call that succeeds may change its target: the next one needs another.
                fresh = method != "GET" and expected < 400
                demand_id = await target_id(parties, row.target) if fresh else shared_id
                client: httpx.AsyncClient = getattr(parties, who)
                answer = await client.request(
                    method,
                    path.format(demand_id=demand_id),
                    json=row.body,
                    headers=row.headers,
                )
                if answer.status_code != expected:
                    wrong.append((method, path, row.target, who, expected, answer.text))

    assert not wrong


async def test_what_is_out_of_sight_is_answered_like_what_does_not_exist(parties: Parties) -> None:
    hidden_id = await target_id(parties, DRAFT)
    unknown_id = str(uuid4())

    for client in (parties.nobody, parties.stranger, parties.service):
        for method, path, body in (
            ("GET", "/demands/{}", None),
            ("GET", "/demands/{}/history", None),
            ("PATCH", "/demands/{}", PATCH),
            ("PUT", "/demands/{}/status", STEP),
        ):
            hidden = await client.request(method, path.format(hidden_id), json=body)
            unknown = await client.request(method, path.format(unknown_id), json=body)

            assert hidden.status_code == unknown.status_code == 404
            assert _without_ids(hidden, hidden_id) == _without_ids(unknown, unknown_id)


def _without_ids(answer: httpx.Response, demand_id: str) -> str:
    request_id = answer.headers["x-request-id"]
    return answer.text.replace(demand_id, "ID").replace(request_id, "REQUEST")
