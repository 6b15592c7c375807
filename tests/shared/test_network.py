import asyncio
import time
from collections.abc import AsyncIterator
from contextvars import ContextVar
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
import time_machine
from fastapi import APIRouter, FastAPI, Request
from starlette.responses import JSONResponse, PlainTextResponse

from shared.auth import CallerDep
from shared.circuits import AGAIN_SECONDS, OPENS_AFTER
from shared.clock import utc_now
from shared.errors import (
    InvalidError,
    Language,
    NotFoundError,
    UnavailableError,
    install_error_handlers,
)
from shared.keys import KeyRing
from shared.language import current_language
from shared.logging import request_id
from shared.network import (
    TOKEN_LIFETIME,
    PeerUnavailableError,
    ServiceSigner,
    connect,
    jwks_fetch,
    peers_of,
)
from shared.settings import AppSettings
from shared.tokens import TokenVerifier
from tests.running import served
from tests.waiting import until

whisper: ContextVar[str] = ContextVar("whisper", default="nothing")


router = APIRouter()


@router.get("/slow")
async def slow() -> None:
    await asyncio.sleep(5)


@router.get("/missing")
async def missing() -> None:
    raise NotFoundError


@router.get("/broken")
async def broken() -> None:
    raise RuntimeError


@router.get("/refusing")
async def refusing(number: int) -> int:
    return number


@router.get("/teapot")
async def teapot() -> PlainTextResponse:
    return PlainTextResponse("no coffee", 418)


@router.get("/lying")
async def lying() -> PlainTextResponse:
    return PlainTextResponse("not json", 404, media_type="application/problem+json")


@router.get("/whisper")
async def read_whisper() -> str:
    heard = whisper.get()
    whisper.set("the callee's")
    return heard


@router.get("/headers")
async def read_headers(request: Request) -> JSONResponse:
    return JSONResponse(dict(request.headers))


def make_peer() -> FastAPI:
    peer = FastAPI()
    install_error_handlers(peer)
    peer.include_router(router)
    return peer


@pytest.fixture(params=["together", "apart"])
async def peers(request: pytest.FixtureRequest) -> AsyncIterator[httpx.AsyncClient]:
    """A client whose peer is in this process, and one whose peer is on a socket."""
    app = make_peer()
    if request.param == "together":
        async with connect({"peer": app}, timeout=0.3) as client:
            yield client
        return
    async with served(app) as url, connect({}, urls={"peer": url}, timeout=0.3) as client:
        yield client


async def test_a_slow_peer_is_unavailable(peers: httpx.AsyncClient) -> None:
    with pytest.raises(PeerUnavailableError):
        await peers.get("http://peer/slow", timeout=0.05)


async def test_a_problem_keeps_its_category(peers: httpx.AsyncClient) -> None:
    with pytest.raises(NotFoundError, match="没有找到"):
        await peers.get("http://peer/missing")


async def test_what_was_wrong_with_a_field_arrives(peers: httpx.AsyncClient) -> None:
    with pytest.raises(InvalidError) as caught:
        await peers.get("http://peer/refusing?number=x")

    assert [problem.field for problem in caught.value.problems] == ["number"]


@pytest.mark.parametrize("path", ["broken", "teapot", "lying"])
async def test_a_peer_that_makes_no_sense_is_unavailable(
    peers: httpx.AsyncClient, path: str
) -> None:
    with pytest.raises(PeerUnavailableError, match="peer"):
        await peers.get(f"http://peer/{path}")


async def test_the_peer_knows_nothing_of_the_callers_context(peers: httpx.AsyncClient) -> None:
    whisper.set("the caller's")

    heard = (await peers.get("http://peer/whisper")).json()

    assert heard == "nothing"
    assert whisper.get() == "the caller's"


async def test_the_request_and_its_language_are_carried_on(peers: httpx.AsyncClient) -> None:
    tokens = request_id.set("abc"), current_language.set(Language.EN)

    headers = (await peers.get("http://peer/headers")).json()

    request_id.reset(tokens[0])
    current_language.reset(tokens[1])
    assert headers["x-request-id"] == "abc"
    assert headers["accept-language"] == "en"
    assert "authorization" not in headers


async def test_a_peer_may_be_added_later() -> None:
    apps: dict[str, FastAPI] = {}
    async with connect(apps) as client:
        apps["peer"] = make_peer()

        answer = await client.get("http://peer/whisper")

    assert answer.is_success


async def test_nobody_at_the_address_means_unavailable() -> None:
    async with connect({}, urls={"peer": "http://127.0.0.1:1"}) as client:
        with pytest.raises(UnavailableError):
            await client.get("http://peer/whisper")


async def test_a_peer_may_live_below_a_path() -> None:
    outer = FastAPI()
    outer.mount("/inner", make_peer())
    async with (
        served(outer) as url,
        connect({}, urls={"peer": f"{url}/inner/"}) as client,
    ):
        answer = await client.get("http://peer/refusing?number=7")

    assert answer.json() == 7


async def test_a_service_is_known_to_its_peers(tmp_path: Path) -> None:
    caller = AppSettings(name="catalog", data_dir=tmp_path)
    peer = FastAPI()

    @peer.get("/caller")
    async def read_caller(caller: CallerDep) -> list[str]:
        return [caller.subject, *caller.roles]

    apps = {"matching": peer}
    async with peers_of(caller, apps) as client:
        peer.state.verifier = TokenVerifier(audience="matching", fetch=jwks_fetch(caller, client))

        answer = await client.get("http://matching/caller")

    assert answer.json() == ["catalog", "service"]


async def test_our_token_is_shown_to_our_peers_only(tmp_path: Path) -> None:
    signer = ServiceSigner(KeyRing(tmp_path), "catalog")
    apps = {"elsewhere": make_peer(), "portal": make_peer()}
    async with connect(apps, signer=signer) as client:
        elsewhere = (await client.get("http://elsewhere/headers")).json()
        portal = (await client.get("http://portal/headers")).json()
        person = await client.get("http://portal/headers", headers={"Authorization": "Bearer x"})

    assert "authorization" not in elsewhere
    assert portal["authorization"].startswith("Bearer ey")
    assert person.json()["authorization"] == "Bearer x"


def test_a_token_is_used_again_until_half_its_life_is_over(tmp_path: Path) -> None:
    signer = ServiceSigner(KeyRing(tmp_path), "catalog")
    now = utc_now()

    with time_machine.travel(now, tick=False):
        first, again, other = (signer.token_for(peer) for peer in ("portal", "portal", "matching"))
    with time_machine.travel(now + TOKEN_LIFETIME / 2, tick=False):
        later = signer.token_for("portal")

    assert first == again != other
    assert later != first


class Silent:
    """A peer that takes requests and says nothing until it is told to."""

    def __init__(self) -> None:
        self.asked = 0
        self.speaks = asyncio.Event()

    def app(self) -> FastAPI:
        app = FastAPI()

        @app.get("/")
        async def answer() -> None:
            self.asked += 1
            await self.speaks.wait()

        return app


async def test_requests_do_not_pile_up_at_a_silent_peer_and_pass_again_once_it_speaks() -> None:
    silent, began = Silent(), time.monotonic()
    app = silent.app()
    async with connect({"peer": app}, timeout=0.02) as client:
        for _ in range(200):
            with pytest.raises(PeerUnavailableError):
                await client.get("http://peer/")
        let_through, seconds = silent.asked, time.monotonic() - began

        silent.speaks.set()
        await until(lambda: _answers(client, "http://peer/"))

    assert let_through <= OPENS_AFTER + seconds / AGAIN_SECONDS
    assert let_through < 200


async def _answers(client: httpx.AsyncClient, url: str) -> bool:
    try:
        return (await client.get(url)).is_success
    except PeerUnavailableError:
        return False


def test_a_token_of_the_future_is_made_anew_when_the_clock_was_put_back(tmp_path: Path) -> None:
    signer = ServiceSigner(KeyRing(tmp_path), "catalog")

    with time_machine.travel(utc_now(), tick=False):
        before = signer.token_for("requests")
    with time_machine.travel(utc_now() - timedelta(hours=1), tick=False):
        after = signer.token_for("requests")

    assert after != before
