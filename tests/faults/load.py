"""A load of mixed requests, planned from a seed, under which services are killed."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

import httpx

from tests.faults.acts import STATED, WORKING, Act, Acts
from tests.faults.client import Client
from tests.faults.record import Record
from tests.platform.layouts import SERVICES, Layout

CLIENTS: Final = 6
SHARED: Final = 3
PAUSE: Final = 0.02
WEIGHTS: Final[Mapping[str, int]] = {
    "add": 24, "post": 14, "edit": 24, "bring": 10, "look": 22, "join": 4, "solve": 2,
}  # fmt: skip
REQUESTS: Final[Mapping[str, float]] = {
    "add": 1.9, "post": 3.5, "edit": 2, "bring": 1, "look": 3, "join": 1, "solve": 22,
}  # fmt: skip
"""How many requests each takes, about."""


@dataclass(frozen=True)
class Plan:
    """What each client does, and after how many answered requests which service is killed."""

    seed: int
    scripts: Sequence[Sequence[Act]]
    kills: Sequence[tuple[int, str]]

    @classmethod
    def of(cls, seed: int, *, requests: int, kills: int) -> "Plan":
        """Return the plan of a seed: about so many requests, and so many kills among them."""
        chance = Random(seed)  # noqa: S311 - a plan, no secret
        names: list[str] = ["solve"]
        while sum(REQUESTS[name] for name in names) < requests:
            names += chance.choices(list(WEIGHTS), list(WEIGHTS.values()))
        acts = [
            Act(name, f"m{seed}x{number}", chance.randrange(2**32))
            for number, name in enumerate(names)
        ]
        each = requests / (kills + 1)
        when = [int(each * (number + chance.uniform(0.6, 1.3))) for number in range(kills)]
        # One after the other, in an order of chance, so that each of them is killed.
        order = chance.sample(SERVICES, len(SERVICES))
        whom = [order[number % len(order)] for number in range(kills)]
        return cls(
            seed,
            [acts[start::CLIENTS] for start in range(CLIENTS)],
            list(zip(when, whom, strict=True)),
        )


async def drive(layout: Layout, plan: Plan) -> Record:
    """Let everybody do what is planned, kill and start again as planned; return what was heard."""
    record = Record()
    limits = httpx.Limits(max_connections=CLIENTS * 2)
    async with httpx.AsyncClient(limits=limits, timeout=60, trust_env=False) as http:
        client = Client(layout, http, record, {})
        acts = Acts(client, await prepare(client))
        async with asyncio.TaskGroup() as group:
            living = [group.create_task(_live(acts, script)) for script in plan.scripts]
            group.create_task(_kill(layout, plan, record, living))
    return record


async def prepare(client: Client) -> list[str]:
    """Let the people and their organization come, and return the entries that all will edit."""
    for who in ("firm", "expert", "operator"):
        roles = [who] if who != "firm" else []
        body = {"email": f"{who}@city.cn", "name": who, "password": WORKING, "roles": roles}
        made = await client.ask("chief", "POST portal/api/people/accounts", body)
        client.people[who] = made.body["id"]
    body = {"name": "松湖精密压铸", "kind": "enterprise", "uscc": "91110000600037341L"}
    acme = await client.ask("firm", "POST portal/api/organizations", body)
    place = f"PUT portal/api/organizations/{acme.body['id']}/status"
    await client.ask("operator", place, {"action": "verify"})
    client.people["acme"] = acme.body["id"]
    entry = {"name": "陈知远", "owner_subject": client.people["expert"]}
    expert = await client.ask("operator", "POST catalog/experts", entry)
    client.people["entry"] = expert.body["id"]
    offered = [
        await client.ask("operator", "POST catalog/offerings", {"title": f"压铸服务{n}", **said})
        for n, said in enumerate([STATED["offerings"]] * SHARED)
    ]
    return [str(one.body["id"]) for one in offered]


async def _live(acts: Acts, script: Sequence[Act]) -> None:
    for act in script:
        await acts.do(act)


async def _kill(
    layout: Layout, plan: Plan, record: Record, living: Sequence["asyncio.Task[None]"]
) -> None:
    """Kill as planned; who should die after more requests than there were dies at the end."""
    before = record.requests
    for after, service in plan.kills:
        while record.requests < before + after and not all(one.done() for one in living):
            await asyncio.sleep(PAUSE)
            revive(layout)
        process = layout.processes[service]
        process.kill()
        process.start()
        record.kills.append(service)
        await asyncio.to_thread(process.wait_until_ready)


def revive(layout: Layout) -> None:
    """Start again what has ended by itself, as whoever watches over services does."""
    for process in layout.all_processes:
        if process.has_ended:
            process.start()
