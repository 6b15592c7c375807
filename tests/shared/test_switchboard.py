"""Endpoints that write their own answers are called at once; by these, nobody can tell."""

from collections.abc import AsyncIterator
from http import HTTPStatus
from pathlib import Path
from typing import Annotated
from uuid import UUID

import httpx
import pytest
from fastapi import APIRouter, Depends, Query
from fastapi.routing import iter_route_contexts
from pydantic import Field
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from shared.application import service_app
from shared.auth import CallerDep
from shared.direct import direct_call
from shared.errors import ConflictError
from shared.network import connect
from shared.schemas import ShortText, StrictBody
from shared.settings import AppSettings
from tests.running import running

LAMP = "0190a3f6-0000-7000-8000-000000000001"


class Lit(StrictBody):
    colour: ShortText


class Wanted(StrictBody):
    colour: list[ShortText] = Field(default=[])


class Ledger:
    """What happened, in its order."""

    def __init__(self) -> None:
        self.lines: list[str] = []


async def opened(request: Request) -> AsyncIterator[Ledger]:
    ledger: Ledger = request.app.state.ledger
    ledger.lines.append("opened")
    yield ledger
    ledger.lines.append("committed")


OpenLedger = Annotated[Ledger, Depends(opened, scope="function")]


async def wired(ledger: OpenLedger, request: Request) -> str:
    ledger.lines.append("wired")
    return request.method


router = APIRouter()


@router.get("/lamps/all")
async def read_all(wanted: Annotated[Wanted, Query()]) -> Response:
    return JSONResponse(["all", wanted.colour])


@router.put("/lamps/{lamp_id}", status_code=HTTPStatus.CREATED)
async def light(
    lamp_id: UUID,
    lit: Lit,
    ledger: OpenLedger,
    method: Annotated[str, Depends(wired)],
    caller: CallerDep,
) -> JSONResponse:
    if lit.colour == "black":
        raise ConflictError
    ledger.lines.append("lit")
    return JSONResponse([str(lamp_id), lit.colour, method, caller.known])


@router.get("/lamps/{lamp_id}")
async def read_one(lamp_id: UUID) -> Response:
    return JSONResponse(str(lamp_id))


@router.delete("/lamps/{lamp_id}")
async def remove(lamp_id: UUID) -> UUID:
    return lamp_id


@pytest.fixture
def ledger() -> Ledger:
    return Ledger()


@pytest.fixture
async def client(tmp_path: Path, ledger: Ledger) -> AsyncIterator[httpx.AsyncClient]:
    settings = AppSettings(name="portal", data_dir=tmp_path)
    app = service_app(
        settings, title="Lamps", peers=connect({}), routers=[router], state={"ledger": ledger}
    )
    routes = {
        route.name: direct_call(route)
        for route in iter_route_contexts(app.routes)
        if route.name in {"read_all", "light", "read_one", "remove"}
    }
    assert {name for name, call in routes.items() if call is None} == {"remove"}
    async with running(app) as client:
        yield client


async def test_everything_is_called_once_and_in_order_and_closed_before_the_answer(
    client: httpx.AsyncClient, ledger: Ledger
) -> None:
    answer = await client.put(f"/lamps/{LAMP}", json={"colour": "red"})

    assert answer.json() == [LAMP, "red", "PUT", False]
    assert ledger.lines == ["opened", "wired", "lit", "committed"]


async def test_what_is_sent_wrongly_is_answered_as_ever_and_nothing_is_done_twice(
    client: httpx.AsyncClient, ledger: Ledger
) -> None:
    answer = await client.put(f"/lamps/{LAMP}", json={"colour": 1})
    ill_formed = await client.put("/lamps/1", json={"colour": "red"})
    strange = await client.get("/lamps/all?colour=red&size=1")

    refused = HTTPStatus.UNPROCESSABLE_ENTITY
    assert {answer.status_code, ill_formed.status_code, strange.status_code} <= {refused, 401}
    assert ledger.lines == ["opened", "wired"] * 2


async def test_an_error_undoes_what_was_begun_and_is_a_problem(
    client: httpx.AsyncClient, ledger: Ledger
) -> None:
    answer = await client.put(f"/lamps/{LAMP}", json={"colour": "black"})

    assert answer.status_code == HTTPStatus.CONFLICT
    assert answer.headers["content-type"] == "application/problem+json"
    assert ledger.lines == ["opened", "wired"]


async def test_the_route_that_stands_first_is_meant(client: httpx.AsyncClient) -> None:
    spelt_out = await client.get("/lamps/all?colour=red&colour=blue")
    by_id = await client.get(f"/lamps/{LAMP}")
    by_fastapi = await client.delete(f"/lamps/{LAMP}")

    assert spelt_out.json() == ["all", ["red", "blue"]]
    assert by_id.json() == by_fastapi.json() == LAMP


async def test_counts_and_refusals_know_the_route(client: httpx.AsyncClient) -> None:
    await client.get(f"/lamps/{LAMP}")
    elsewhere = await client.post(f"/lamps/{LAMP}")

    assert elsewhere.status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert elsewhere.headers["allow"] == "GET, PUT, DELETE"
