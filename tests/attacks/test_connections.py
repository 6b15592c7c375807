"""Visitors who are slow on purpose, say too much, or say one thing in two ways."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Final

import pytest
from fastapi import APIRouter, FastAPI, Request
from starlette.responses import PlainTextResponse, StreamingResponse

from deploy.connections import Patience
from services.catalog.settings import CatalogSettings
from shared.application import service_app
from shared.network import peers_of
from tests.attacks.wire import Wire, wired
from tests.waiting import until

HURRIED: Final = Patience(
    head_seconds=0.3, body_seconds=0.3, body_rate=1_000_000, answer_seconds=0.3
)
PATIENT: Final = Patience(head_seconds=300, body_seconds=300)
HEAD: Final = b"POST /echo HTTP/1.1\r\nHost: x\r\n"
CLOSING: Final = b"Connection: close\r\n"
TIMED_OUT: Final = b"HTTP/1.1 408 "
TOO_LARGE: Final = b"HTTP/1.1 431 "
BAD: Final = b"HTTP/1.1 400 "
MANY: Final = 2_000


@pytest.fixture
def heard() -> list[str]:
    """Return what reached the app, in order."""
    return []


@pytest.fixture
def app(heard: list[str]) -> FastAPI:
    """Return an app that says what it was told."""
    echoing = FastAPI(openapi_url=None)

    @echoing.post("/echo")
    async def echo(request: Request) -> PlainTextResponse:
        heard.append((await request.body()).decode())
        return PlainTextResponse(heard[-1])

    @echoing.get("/endless")
    async def endless() -> StreamingResponse:
        async def parts() -> AsyncIterator[bytes]:
            try:
                while True:
                    yield b"x" * 100_000
                    await asyncio.sleep(0)
            finally:
                heard.append("ended")

        return StreamingResponse(parts())

    @echoing.get("/admin")
    async def admin() -> PlainTextResponse:
        heard.append("admin")
        return PlainTextResponse("secret")

    return echoing


@pytest.fixture
async def hurried(app: FastAPI) -> AsyncIterator[Wire]:
    """Return a wire to a server that soon loses its patience."""
    async with wired(app, HURRIED) as wire:
        yield wire


@pytest.fixture
async def patient(app: FastAPI) -> AsyncIterator[Wire]:
    """Return a wire to a server that waits, so that nothing ends for being slow."""
    async with wired(app, PATIENT) as wire:
        yield wire


async def test_a_head_that_comes_byte_by_byte_is_not_waited_for(hurried: Wire) -> None:
    trickle = [b"GET /admin HTTP/1.1\r\n", *[b"X-A: b\r\n"] * MANY]

    answers = [await hurried.say(*trickle, pause=0.02), await hurried.say()]

    assert all(answer.startswith(TIMED_OUT) for answer in answers)


async def test_a_body_that_comes_byte_by_byte_is_not_waited_for(
    hurried: Wire, heard: list[str]
) -> None:
    announced = HEAD + b"Content-Length: 100000\r\n\r\n"

    answer = await hurried.say(announced, *[b"x"] * MANY, pause=0.02)

    assert answer.startswith(TIMED_OUT)
    assert heard == []


async def test_what_was_cut_off_is_not_done_though_it_looks_whole(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings = CatalogSettings(data_dir=tmp_path)
    done: list[object] = []
    router = APIRouter()

    @router.post("/orders")
    async def order(said: dict[str, str]) -> None:
        done.append(said)

    app = service_app(settings, title="x", peers=peers_of(settings, {}), routers=[router])
    head = b"POST /orders HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n"
    async with wired(app, HURRIED) as wire:
        answer = await wire.say(head + b"Content-Type: application/json\r\n\r\n{}")

    assert answer.startswith(TIMED_OUT)
    assert done == []
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


async def test_the_second_request_of_a_connection_may_be_no_slower(hurried: Wire) -> None:
    first = HEAD + b"Content-Length: 2\r\n\r\nhi"

    answer = await hurried.say(first + b"GET /adm", *[b"i"] * MANY, pause=0.02)

    assert answer.startswith(b"HTTP/1.1 200 ")
    assert TIMED_OUT in answer


async def test_who_does_not_read_an_answer_is_hung_up_on(hurried: Wire, heard: list[str]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", hurried.port, limit=1)
    writer.write(b"GET /endless HTTP/1.1\r\nHost: x\r\n\r\n")

    async def ended() -> bool:
        return heard == ["ended"]

    await until(ended)

    assert not reader.at_eof()
    writer.close()


LARGE: Final = {
    "one long header": (b"X-A: " + b"a" * 70_000,),
    "one header that never ends": (b"X-A: ", *[b"a" * 10_000] * 8),
    "many headers": (b"X-A: b\r\n" * 200,),
    "many headers, piece by piece": tuple([b"X-A: b\r\n"] * 200),
    "a cookie of all sizes": (b"Cookie: " + b"; ".join([b"a=" + b"b" * 4_000] * 20),),
}


async def test_a_head_larger_than_anybody_needs_is_refused(patient: Wire, heard: list[str]) -> None:
    begun = b"GET /admin HTTP/1.1\r\n"
    long = b"GET /admin?" + b"a" * 70_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n"

    answers = {
        name: await patient.say(begun, *pieces, b"\r\n\r\n") for name, pieces in LARGE.items()
    }
    answers["a long address"] = await patient.say(long)

    # Who is still talking when we hang up may miss what we said.
    wrong = [name for name, told in answers.items() if told and not told.startswith(TOO_LARGE)]
    assert wrong == []
    assert heard == []


SMUGGLED: Final = b"0\r\n\r\nGET /admin HTTP/1.1\r\nHost: x\r\n\r\n"
AMBIGUOUS: Final = {
    "a length and chunks": b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n",
    "chunks and a length": b"Transfer-Encoding: chunked\r\nContent-Length: 4\r\n",
    "two lengths": b"Content-Length: 4\r\nContent-Length: 40\r\n",
    "a list of lengths": b"Content-Length: 4, 40\r\n",
    "a signed length": b"Content-Length: +4\r\n",
    "a hexadecimal length": b"Content-Length: 0x4\r\n",
    "another encoding last": b"Transfer-Encoding: chunked, identity\r\n",
    "an encoding nobody knows": b"Transfer-Encoding: xchunked\r\n",
    "a space before the colon": b"Transfer-Encoding : chunked\r\n",
    "a header of two lines": b"X-A: b\r\n Transfer-Encoding: chunked\r\n",
    "a bare line feed": b"X-A: b\nTransfer-Encoding: chunked\r\n",
    "a NUL": b"X-A: b\0c\r\n",
}


async def test_a_request_that_could_be_read_in_two_ways_is_not_read(
    patient: Wire, heard: list[str]
) -> None:
    answers = {
        name: await patient.say(HEAD + headers + b"\r\n" + SMUGGLED)
        for name, headers in AMBIGUOUS.items()
    }

    wrong = {
        name: told
        for name, told in answers.items()
        if not told.startswith(BAD) or told.count(b"HTTP/1.1 ") != 1
    }
    assert wrong == {}
    assert "admin" not in heard


async def test_a_chunk_of_no_size_is_not_read(patient: Wire, heard: list[str]) -> None:
    chunked = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
    sizes = (b"-1", b"0x5", b"5 ", b"fffffffffffffffff", b"g")

    answers = [await patient.say(chunked + size + b"\r\nhello\r\n" + SMUGGLED) for size in sizes]

    assert [told for told in answers if told.count(b"HTTP/1.1 ") > 1] == []
    assert heard == []


async def test_what_decent_clients_say_is_answered_in_order(
    patient: Wire, heard: list[str]
) -> None:
    parts = b"Transfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n"
    last = HEAD + CLOSING + b"Content-Length: 3\r\n\r\nbye"

    answer = await patient.say(HEAD + parts, HEAD + b"Content-Length: 0\r\n\r\n", last)

    assert answer.count(b"HTTP/1.1 200 ") == 3
    assert b"server:" not in answer.lower()
    assert heard == ["hi", "", "bye"]
