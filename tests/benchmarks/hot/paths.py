"""Each path, asked of the platform and of the bare handler in turns."""

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from itertools import cycle, islice
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

import httpx
import orjson

from shared.auth import Issuer, Role
from shared.keys import KeyRing
from tests.benchmarks.hot.load import Cost, load, request_of
from tests.platform.layouts import Layout, Process, environment, free_ports, running
from tests.running import AUDIENCE, bearer

ROUNDS: Final = 3
FEED_PAGE: Final = 500
TEXT: Final = "压铸件在热处理后出现气孔，良率只有百分之八十六，希望改进模具和工艺。" * 6

Asked = Callable[[int], list[bytes]]
"""So many requests of a kind."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What a path cost here and there, the best of some rounds each."""

    ours: Cost
    bare: Cost

    @property
    def ratio(self) -> float:
        """The bare handler's processor time over ours: 1 would be as cheap as bare."""
        return self.bare.microseconds / self.ours.microseconds

    @property
    def pace(self) -> float:
        """Our requests a second over the bare handler's, from as many connections."""
        return self.ours.rate / self.bare.rate


@dataclass(frozen=True, slots=True)
class Side:
    """A server, and how each path is asked of it."""

    port: int
    process: int
    requests: Mapping[str, Asked]


def needs(layout: Layout, count: int) -> list[str]:
    """Have the platform take over and publish so many needs; return their ids."""
    headers = bearer(layout.folders["portal"], Role.OPERATOR, lifetime=timedelta(hours=1))
    rows = [need_of(number) for number in range(count)]
    with httpx.Client(base_url=layout.urls["requests"], headers=headers, timeout=120) as client:
        found: list[str] = []
        for at in range(0, count, 100):
            body = {"source": "bench", "publish": True, "rows": rows[at : at + 100]}
            answer = client.post("/demands/import", json=body).raise_for_status().json()
            found += [row["id"] for row in answer["rows"]]
    return found


def need_of(number: int) -> dict[str, Any]:
    """Return a need as it is handed over by another platform."""
    return {
        "source_id": str(number),
        "title": f"压铸件气孔改进 {number}",
        "description": TEXT,
        "public_summary": TEXT[:100],
        "industry_code": "C33",
        "region_code": "441900",
        "discipline_codes": ["460"],
        "budget_max": "300000",
        "keywords": ["压铸", "气孔"],
        "organization_name": "某铸造厂",
        "contact_name": "李",
        "contact_phone": "13800000000",
    }


def _each(ids: Sequence[str], path: str, headers: Mapping[str, str] | None = None) -> Asked:
    """Return how needs are read, one after the other and again."""
    return lambda count: [
        request_of("GET", f"{path}/{need}", dict(headers or {}))
        for need in islice(cycle(ids), count)
    ]


def ours(layout: Layout, ids: Sequence[str]) -> Side:
    """Return the platform."""
    url = httpx.URL(layout.urls["requests"])
    portal = layout.folders["portal"]
    firm = bearer(portal, Role.FIRM, subject="li", lifetime=timedelta(hours=1))
    token = Issuer(KeyRing(layout.folders["matching"] / "keys" / "matching"), "matching").issue(
        subject="matching", roles=["service"], audience=AUDIENCE, lifetime=timedelta(minutes=30)
    )
    service = {"Authorization": f"Bearer {token}"}
    root = url.path.rstrip("/")
    requests = {
        "submit": lambda count: [_submission(f"{root}/demands", firm) for _ in range(count)],
        "read one": _each(ids, f"{root}/demands"),
        "read one, signed in": _each(ids, f"{root}/demands", firm),
        "list of 20": lambda count: [request_of("GET", f"{root}/demands?limit=20")] * count,
        "feed page of 500": lambda count: [request_of("GET", f"{root}/feed", service)] * count,
    }
    return Side(int(url.port or 80), layout.processes["requests"].number, requests)


def _submission(path: str, headers: Mapping[str, str]) -> bytes:
    said = {**need_of(0), "contact_email": "li@firm.cn"}
    said.pop("source_id")
    told = {"Content-Type": "application/json", "Idempotency-Key": uuid4().hex, **headers}
    return request_of("POST", path, told, orjson.dumps(said))


@contextmanager
def bare(layout: Layout, folder: Path, ids: Sequence[str]) -> Iterator[Side]:
    """Run the bare handler on the database of the requests service."""
    [port] = free_ports(1)
    process = Process(
        [layout.database_url("requests"), str(port)],
        [f"http://127.0.0.1:{port}/readyz"],
        folder / "bare.log",
        environment({}),
        "tests.benchmarks.hot.bare",
    )
    requests = {
        "submit": lambda count: [_submission("/submit", {}) for _ in range(count)],
        "read one": _each(ids, "/needs"),
        "read one, signed in": _each(ids, "/needs"),
        "list of 20": lambda count: [request_of("GET", "/needs")] * count,
        "feed page of 500": lambda count: [request_of("GET", "/feed")] * count,
    }
    with running([process]):
        yield Side(port, process.number, requests)


def compare(here: Side, there: Side, counts: Mapping[str, int]) -> dict[str, Compared]:
    """Ask each path of both sides in turns and keep the best round of each."""
    asked = {path: count for path, count in counts.items() if path in here.requests}
    return {path: _compared(here, there, path, count) for path, count in asked.items()}


def _compared(here: Side, there: Side, path: str, count: int) -> Compared:
    costs: dict[int, list[Cost]] = {here.port: [], there.port: []}
    for _ in range(ROUNDS):
        for side in (here, there):
            made = side.requests[path](count)
            costs[side.port].append(asyncio.run(load(side.port, side.process, made)))
    best = [min(costs[side.port], key=lambda cost: cost.microseconds) for side in (here, there)]
    return Compared(*best)
