"""Messages reach people's own programs: signed, again if need be, and not for ever."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Final

import httpx
import pytest
import time_machine
from fastapi import FastAPI, Request, Response
from standardwebhooks import Webhook as Signer
from standardwebhooks import WebhookVerificationError

from services.portal.accounts.domain import GrantedRole
from services.portal.notifications.domain import MOST_FAILURES
from services.portal.notifications.inboxes import MOST_WEBHOOKS
from shared.clock import utc_now
from tests.portal.notifications.stories import dispatched, message, taken_in, webhook
from tests.portal.site import Site, running_site
from tests.running import served


class Program:
    """Somebody's program: keeps what it was sent, answers as told."""

    def __init__(self) -> None:
        self.status = 204
        self.got: list[tuple[bytes, dict[str, str]]] = []

    def app(self) -> FastAPI:
        app = FastAPI()

        @app.post("/hook")
        async def hook(request: Request) -> Response:
            self.got.append((await request.body(), dict(request.headers)))
            return Response(status_code=self.status)

        return app


@pytest.fixture
async def program() -> AsyncIterator[tuple[Program, str]]:
    """A program that runs, and its address."""
    program = Program()
    async with served(program.app()) as url:
        yield program, f"{url}/hook"


@asynccontextmanager
async def inside(folder: Path) -> AsyncIterator[tuple[Site, httpx.AsyncClient]]:
    """Run a portal that pushes to addresses in here, and return somebody at the desk."""
    async with running_site(folder, webhooks_inside=True) as site:
        yield site, await site.person("desk@city.cn", GrantedRole.OPERATOR)


async def test_what_is_pushed_is_signed_with_the_secret_that_was_shown_once(
    tmp_path: Path, program: tuple[Program, str]
) -> None:
    receiver, url = program
    async with inside(tmp_path) as (site, desk):
        body = {"name": "ERP", "url": url}
        made = (await desk.post("/api/me/webhooks", json=body)).json()
        await taken_in(site, message())
        await dispatched(site)
        await dispatched(site)
        listed = (await desk.get("/api/me/webhooks")).json()
        export = (await desk.get("/api/me/export")).text

    [(sent, headers)] = receiver.got
    said = Signer(made["secret"]).verify(sent, headers)
    assert (said["type"], said["data"]["link"]) == ("requests.need_moved", "/demands/1")
    with pytest.raises(WebhookVerificationError):
        Signer(made["secret"]).verify(sent + b" ", headers)
    assert listed[0]["last_sent_at"] is not None
    assert "secret" not in listed[0]
    assert made["secret"] not in export


async def test_a_webhook_is_tried_by_itself_unless_it_is_switched_off(
    tmp_path: Path, program: tuple[Program, str]
) -> None:
    receiver, url = program
    async with inside(tmp_path) as (site, desk):
        place = f"/api/me/webhooks/{await webhook(desk, url)}"
        tried = await desk.post(f"{place}/test")
        await dispatched(site)
        [told] = (await desk.get("/api/me/webhooks")).json()
        unread = (await desk.get("/api/me/messages/unread")).json()["unread"]
        await desk.patch(place, json={"enabled": False})
        off = await desk.post(f"{place}/test")

    assert tried.status_code == 202
    assert [b"portal.webhook_tried" in sent for sent, _ in receiver.got] == [True]
    assert told["last_sent_at"] is not None
    assert unread == 0
    assert off.status_code == 409


async def test_a_push_that_fails_is_repeated_with_the_same_id(
    tmp_path: Path, program: tuple[Program, str]
) -> None:
    receiver, url = program
    receiver.status = 500
    async with inside(tmp_path) as (site, desk):
        await webhook(desk, url)
        await taken_in(site, message())
        await dispatched(site)
        failed = (await desk.get("/api/me/webhooks")).json()[0]
        receiver.status = 200
        await dispatched(site)
        too_soon = len(receiver.got)
        with time_machine.travel(utc_now() + timedelta(minutes=2)):
            await dispatched(site)
        mended = (await desk.get("/api/me/webhooks")).json()[0]

    assert (failed["failures"], failed["last_error"]) == (1, "status:500")
    assert (too_soon, len(receiver.got)) == (1, 2)
    assert len({headers["webhook-id"] for _, headers in receiver.got}) == 1
    assert (mended["failures"], mended["last_error"]) == (0, None)


async def test_a_webhook_that_never_takes_anything_is_switched_off_and_says_so(
    tmp_path: Path, program: tuple[Program, str]
) -> None:
    receiver, url = program
    receiver.status = 404
    async with inside(tmp_path) as (site, desk):
        webhook_id = await webhook(desk, url)
        await taken_in(site, *(message() for _ in range(MOST_FAILURES + 2)))
        await dispatched(site)
        off = (await desk.get("/api/me/webhooks")).json()[0]
        tries = len(receiver.got)
        news = (await desk.get("/api/me/messages")).json()["items"][0]
        await taken_in(site, message())
        await dispatched(site)
        still = len(receiver.got)
        receiver.status = 204
        await desk.patch(f"/api/me/webhooks/{webhook_id}", json={"enabled": True})
        await taken_in(site, message())
        await dispatched(site)
        on = (await desk.get("/api/me/webhooks")).json()[0]

    assert off["enabled"] is False
    assert (news["code"], news["facts"]["reason"]) == ("webhook_disabled", "status:404")
    assert (still - tries, len(receiver.got) - still) == (0, 1)
    assert (on["enabled"], on["failures"]) == (True, 0)


async def test_nothing_is_pushed_to_a_private_address(local_site: Site) -> None:
    desk = await local_site.person("desk@city.cn", GrantedRole.OPERATOR)
    await webhook(desk, "https://127.0.0.1:9/hook")

    await taken_in(local_site, message())
    await dispatched(local_site)

    [found] = (await desk.get("/api/me/webhooks")).json()
    assert found["last_error"] == "private_address"


UNUSABLE: Final = (
    "ftp://firm.cn/hook",
    "https://user:secret@firm.cn/hook",
    "https://firm.cn/#hook",
    "https://firm.cn:99999/",
    "https:///hook-without-host",
    "https://公司.cn/hook",
    "javascript:alert(1)",
)


async def test_an_address_to_which_nothing_can_be_sent_is_refused(local_site: Site) -> None:
    desk = await local_site.person("desk@city.cn")

    answers = [
        await desk.post("/api/me/webhooks", json={"name": "ERP", "url": url}) for url in UNUSABLE
    ]

    assert {answer.status_code for answer in answers} == {422}
    assert {answer.json()["errors"][0]["field"] for answer in answers} == {"url"}


async def test_nobody_has_more_than_some_webhooks_and_all_can_be_removed(
    local_site: Site,
) -> None:
    desk = await local_site.person("desk@city.cn")
    ids = [await webhook(desk) for _ in range(MOST_WEBHOOKS)]
    another = {"name": "ERP", "url": "https://erp.firm.cn/hook"}

    refused = await desk.post("/api/me/webhooks", json=another)
    removed = [(await desk.delete(f"/api/me/webhooks/{each}")).status_code for each in ids]

    assert refused.status_code == 409
    assert removed == [204] * MOST_WEBHOOKS
    assert (await desk.get("/api/me/webhooks")).json() == []
