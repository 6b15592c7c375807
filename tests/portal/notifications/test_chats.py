"""What a role is told is told to its group chats as well."""

import asyncio
from pathlib import Path

import pytest
from fastapi import FastAPI, Request
from pydantic import ValidationError
from starlette.responses import RedirectResponse

from services.portal.notifications.chats import send_to_chats
from services.portal.settings import PortalSettings
from tests.portal.notifications.stories import dispatched, message, taken_in
from tests.portal.site import running_site
from tests.running import served
from tests.waiting import PATIENCE


def chat(heard: list[dict[str, str]]) -> FastAPI:
    app = FastAPI()

    @app.post("/")
    async def say(request: Request) -> None:
        heard.append(await request.json())

    return app


async def test_a_chat_hears_each_message_to_its_role_once(tmp_path: Path) -> None:
    heard: list[dict[str, str]] = []
    async with served(chat(heard)) as url:
        chats = {"operator": [url.replace("http://", "json://")]}
        async with running_site(tmp_path, chats=chats) as site:
            told = message(
                facts={"case_number": "1", "title": "压铸", "status": "", "reason": None}
            )
            await taken_in(site, told, message(to={"kind": "role", "id": "auditor"}))
            await dispatched(site)
            await asyncio.wait_for(dispatched(site), PATIENCE)

    assert [said["title"] for said in heard] == ["需求《压铸》："]


async def test_a_chat_leads_nowhere_else() -> None:
    heard: list[dict[str, str]] = []
    leading = FastAPI()
    async with served(chat(heard)) as there, served(leading) as here:

        @leading.post("/")
        async def lead() -> RedirectResponse:
            return RedirectResponse(there, 307)

        places = {url: url.replace("http://", "json://") for url in (here, there)}
        taken = [
            await asyncio.to_thread(send_to_chats, [places[url]], "t", "b") for url in (here, there)
        ]

    assert taken == [False, True]
    assert len(heard) == 1


def test_a_chat_that_nobody_understands_is_refused_at_the_start() -> None:
    with pytest.raises(ValidationError, match="chats") as refused:
        PortalSettings.model_validate({"chats": {"operator": ["carrier-pigeon://secret"]}})

    assert "pigeon" not in str(refused.value)
