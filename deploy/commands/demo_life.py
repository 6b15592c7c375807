"""Plays some cases of the demo through the platform's own interfaces, as its people would.

So that who signs in as one of them finds work under way, and one need that was solved and
confirmed. The texts are in `deploy/demo/life.json`.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from deploy.client import Client
from deploy.commands.demo_people import FILE
from deploy.commands.loading import FOLDER
from deploy.commands.speech import complain, remark
from shared.clock import city_today
from shared.errors import NotFoundError, PlatformError
from shared.language import Text

LIFE: Final = FOLDER / "life.json"
PLAYERS: Final = ("firm", "provider", "expert", "operator")
WORDS: Final = ("solved", "running", "offered", "returned", "waiting")
DEADLINE: Final = timedelta(days=120)

LOOKS: Final = 50
BLINK_SECONDS: Final = 0.2
"""Matching hears of what is published a moment later. Who has not seen it then goes on."""

_PLAYED: Final = Text("演示案例已就绪。", "The demo's cases are there.")


async def play_demo_life_once(url: str, data_directory: Path) -> None:
    """Play the cases, unless that was begun before for these data."""
    begun, people = data_directory / ".demo-life", data_directory / FILE
    if begun.exists() or not people.exists():
        return
    begun.touch()
    texts = json.loads(await asyncio.to_thread(LIFE.read_bytes))
    try:
        async with _players(url, json.loads(people.read_bytes())) as players:
            await _Play(players, texts).all_of_it()
    except PlatformError as error:
        complain(error)
    else:
        remark(_PLAYED)


@asynccontextmanager
async def _players(url: str, passwords: Mapping[str, str]) -> AsyncIterator[dict[str, Client]]:
    """Sign everybody in with their own password."""
    async with AsyncExitStack() as stack:
        players = {}
        for name in PLAYERS:
            email = f"{name}@demo.example"
            shown = _always(await _token(url, email, passwords[email]))
            players[name] = await stack.enter_async_context(Client(url, shown))
        yield players


def _always(token: str) -> Callable[[], str]:
    return lambda: token


async def _token(url: str, email: str, password: str) -> str:
    said = {"email": email, "password": password, "carrier": "bearer"}
    async with Client(url, lambda: None) as client:
        session = await client.post("/api/sessions", said)
    async with Client(url, lambda: session["token"]) as client:
        return str((await client.post("/api/tokens/short", {}))["token"])


@dataclass(frozen=True)
class _Play:
    """The cases, one after the other."""

    players: Mapping[str, Client]
    texts: Mapping[str, Any]

    async def all_of_it(self) -> None:
        entries = {
            kind: {"kind": kind, "id": (await self._made(said))["id"]}
            for kind, said in self.texts["entries"].items()
        }
        needs = {name: await self._need(name) for name in WORDS}
        await self._solve(needs["solved"], entries["expert"])
        await self._work(needs["running"], entries["expert"])
        await self._compare(needs["offered"], entries)
        await self._send_back(needs["returned"])

    async def _made(self, said: Mapping[str, Any]) -> dict[str, Any]:
        made: dict[str, Any] = await self.players[said["by"]].post(said["path"], said["body"])
        return made

    async def _need(self, name: str) -> str:
        deadline = (city_today() + DEADLINE).isoformat()
        body = {**self.texts["needs"][name], "deadline": deadline}
        made = await self.players["firm"].post("/requests/demands", body)
        place = f"/requests/demands/{made['id']}"
        await self._step("firm", place, "submit")
        return place

    async def _publish(self, need: str) -> None:
        await self._step("operator", need, "start_review")
        await self._step("operator", need, "publish")
        await self._look(need)

    async def _look(self, need: str) -> None:
        """Look at who could help, as the firm would first: what comes of it is measured by it."""
        path = f"{need.replace('/requests/', '/matching/')}/matches"
        for _ in range(LOOKS):
            with suppress(NotFoundError):
                if not (await self.players["firm"].get(path))["pending_changes"]:
                    return
            await asyncio.sleep(BLINK_SECONDS)

    async def _respond(self, need: str, who: str, text: str, entry: Mapping[str, str]) -> str:
        reached = {"contact_phone": self.texts["phones"][who]}
        said = {"approach": self.texts["approaches"][text], "entry": dict(entry), **reached}
        made = await self.players[who].post(f"{need}/responses", said)
        place = f"/requests/responses/{made['id']}"
        await self._step(who, place, "express")
        for action in ("take_over", "qualify"):
            await self._step("operator", place, action)
        await self._step("firm", place, "shortlist")
        return place

    async def _contracted(self, need: str, name: str, entry: Mapping[str, str]) -> str:
        """Come from a need to a contract with the expert; return the engagement."""
        await self._publish(need)
        response = await self._respond(need, "expert", name, entry)
        for who in ("firm", "expert"):
            await self._step(who, response, "agree_contact")
        offer = self.texts["offers"][name]
        await self._step("expert", response, "offer", offer=offer)
        await self._step("firm", response, "select")
        found = await self.players["firm"].get("/requests/engagements")
        place = f"/requests/engagements/{found['items'][0]['id']}"
        await self._step("expert", place, "negotiate")
        await self._sign(place, {**self.texts["contracts"][name], "price": offer["price"]})
        return place

    async def _sign(self, place: str, contract: Mapping[str, Any]) -> None:
        today = city_today()
        days = {"start_on": today.isoformat(), "finish_on": (today + DEADLINE / 2).isoformat()}
        drafted = await self.players["expert"].put(f"{place}/contract", {**contract, **days})
        signature = {"document": "contract", "digest": drafted["contract"]["digest"]}
        for who in ("expert", "firm"):
            await self.players[who].post(f"{place}/signatures", signature)

    async def _solve(self, need: str, entry: Mapping[str, str]) -> None:
        place = await self._contracted(need, "solved", entry)
        await self._step("expert", place, "start")
        file = self.texts["deliverable"]
        content = file["text"].encode("utf-8")
        await self.players["expert"].upload(
            f"{place}/deliverables", (file["name"], content), {"purpose": "result"}
        )
        await self._step("expert", place, "deliver")
        await self.players["firm"].post(f"{place}/acceptance", self.texts["acceptance"])

    async def _work(self, need: str, entry: Mapping[str, str]) -> None:
        place = await self._contracted(need, "running", entry)
        due = (city_today() + DEADLINE / 4).isoformat()
        milestone = {**self.texts["milestone"], "due_on": due}
        made = await self.players["firm"].post(f"{place}/milestones", milestone)
        await self._step("expert", place, "start")
        await self._step("expert", f"{place}/milestones/{made['id']}", "start")

    async def _compare(self, need: str, entries: Mapping[str, Mapping[str, str]]) -> None:
        """Leave the firm with two answers to compare, one of them with a price."""
        await self._publish(need)
        await self._respond(need, "expert", "offered_expert", entries["expert"])
        place = await self._respond(need, "provider", "offered_provider", entries["provider"])
        for who in ("firm", "provider"):
            await self._step(who, place, "agree_contact")
        offer = self.texts["offers"]["offered_provider"]
        await self._step("provider", place, "offer", offer=offer)

    async def _send_back(self, need: str) -> None:
        await self._step("operator", need, "start_review")
        await self._step("operator", need, "return", **self.texts["returned_for"])

    async def _step(self, who: str, place: str, action: str, **said: object) -> None:
        await self.players[who].put(f"{place}/status", {"action": action, **said})
