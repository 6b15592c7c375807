"""Who may call what: every route of the OpenAPI document × role × whose demand it is.

A new route without a row fails. Each part of the service has its rows in `tests/requests/access`.
"""

from collections.abc import AsyncIterator
from typing import Any, Final

import httpx
import pytest

from tests.requests.access.demands import DEMANDS, PATCH, STEP
from tests.requests.access.engagements import ENGAGEMENTS
from tests.requests.access.grants import GRANTS
from tests.requests.access.matrix import WHO, Matrix, Row, own_draft, unknown
from tests.requests.access.offices import OFFICES
from tests.requests.access.pursuit import PURSUIT
from tests.requests.access.responses import RESPONSES
from tests.requests.conftest import Parties
from tests.running import calling_over_sockets

TABLE: Final[Matrix] = {**DEMANDS, **ENGAGEMENTS, **GRANTS, **OFFICES, **PURSUIT, **RESPONSES}

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


async def disagreements(parties: Parties, method: str, path: str, row: Row) -> list[Any]:
    """Call one thing as everybody; return what was answered otherwise than the row says."""
    wrong = []
    shared_ids = await row.target(parties)
    for who, expected in zip(WHO, row.answers, strict=True):
        # A call that succeeds may change its target: the next one needs another.
        fresh = method != "GET" and expected < httpx.codes.BAD_REQUEST
        ids = await row.target(parties) if fresh else shared_ids
        client: httpx.AsyncClient = getattr(parties, who)
        answer = await client.request(
            method, path.format(**ids), json=row.body, headers=dict(row.headers)
        )
        if answer.status_code != expected:
            wrong.append((method, path, row.target.__name__, who, expected, answer.text))
    return wrong


@pytest.fixture
async def callers(parties: Parties, requests_url: str) -> AsyncIterator[Parties]:
    """Everybody, over a socket on one engine."""
    async with calling_over_sockets(parties, WHO, requests_url) as callers:
        yield callers


async def test_everybody_may_do_what_the_table_says(callers: Parties) -> None:
    wrong = [
        one
        for (method, path), rows in TABLE.items()
        for row in rows
        for one in await disagreements(callers, method, path, row)
    ]

    assert not wrong


async def test_what_is_out_of_sight_is_answered_like_what_does_not_exist(parties: Parties) -> None:
    hidden_id = (await own_draft(parties))["demand_id"]
    unknown_id = (await unknown(parties))["demand_id"]

    for client in (parties.nobody, parties.stranger, parties.service):
        for method, path, body in (
            ("GET", "/demands/{}", None),
            ("GET", "/demands/{}/history", None),
            ("PATCH", "/demands/{}", PATCH),
            ("PUT", "/demands/{}/status", STEP),
        ):
            hidden = await client.request(method, path.format(hidden_id), json=body)
            absent = await client.request(method, path.format(unknown_id), json=body)

            assert hidden.status_code == absent.status_code == httpx.codes.NOT_FOUND
            assert _without_ids(hidden, hidden_id) == _without_ids(absent, unknown_id)


def _without_ids(answer: httpx.Response, demand_id: str) -> str:
    request_id = answer.headers["x-request-id"]
    return answer.text.replace(demand_id, "ID").replace(request_id, "REQUEST")
