"""docs/operations.md, walked through on a fresh folder: four services, PostgreSQL, Meilisearch.

Set up, watched, saved under way, lost with its disk, brought back; all by the commands.
"""

import asyncio
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import httpx
import orjson
import pytest

from services.matching.retrieval.meilisearch.access import Access
from shared.auth import Role
from tests.platform.conftest import create_databases
from tests.platform.layouts import SERVICES, Databases, Process, environment, free_ports, running
from tests.running import bearer
from tests.waiting import eventually

TOKEN: Final = "shown-by-prometheus"  # noqa: S105 - of this test alone
ENTRIES: Final = 60

pytestmark = [pytest.mark.soak, pytest.mark.postgres]


@dataclass
class Site:
    """A machine, as an operator has set it up."""

    folder: Path
    ports: Mapping[str, int]
    told: dict[str, str]

    def url(self, service: str, path: str = "") -> str:
        return f"http://127.0.0.1:{self.ports[service]}{path}"

    def command(self, *words: str) -> str:
        """Run a command as an operator does and return what it said."""
        done = subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "-m", "deploy", "--lang", "en", *words],
            env=self.told,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def processes(self) -> list[Process]:
        """Return the four services; the catalogue has two workers, behind a proxy's path."""
        more = {"catalog": ["--workers", "2", "--root-path", "/catalog"]}
        return [
            Process(
                ["serve", name, "--port", str(self.ports[name]), *more.get(name, [])],
                [self.url(name, "/readyz")],
                self.folder / f"{name}.log",
                self.told,
            )
            for name in SERVICES
        ]

    def ask(
        self,
        service: str,
        path: str,
        *,
        body: object = None,
        headers: Mapping[str, str] | None = None,
    ) -> httpx.Response:
        with httpx.Client(base_url=self.url(service), trust_env=False, timeout=60) as client:
            method = "GET" if body is None else "POST"
            answer = client.request(method, path, json=body, headers=headers)
        assert answer.is_success, answer.text
        return answer

    def operator(self) -> Mapping[str, str]:
        return bearer(self.folder / "portal", Role.OPERATOR)

    def found(self) -> int:
        return int(self.ask("matching", "/search?kind=offering").json()["total"])

    def use(self, databases: Databases) -> None:
        for name in SERVICES:
            url = databases[name].replace("+asyncpg", "")
            (self.folder / f"{name}_url").write_text(url, "utf-8")


@pytest.fixture
def site(postgresql_server: str, search_access: Access, tmp_path: Path) -> Site:
    ports = dict(zip(SERVICES, free_ports(len(SERVICES)), strict=True))
    told = {
        name: value
        for name, value in environment({}).items()
        if not name.endswith(("_DATABASE_URL", "_MIGRATE_AT_START"))
    }
    site = Site(tmp_path, ports, told)
    peers = {name: site.url(name) for name in SERVICES}
    for name in SERVICES:
        told[f"{name.upper()}_DATABASE_URL_FILE"] = str(tmp_path / f"{name}_url")
        told[f"{name.upper()}_DATA_DIR"] = str(tmp_path / name)
        told[f"{name.upper()}_PEERS"] = orjson.dumps(peers).decode()
        told[f"{name.upper()}_METRICS_TOKEN"] = TOKEN
    told["MATCHING_SEARCH_URL"] = search_access.url
    told["MATCHING_SEARCH_KEY"] = search_access.search_key
    told["MATCHING_INDEX_KEY"] = search_access.index_key
    site.use(asyncio.run(create_databases(postgresql_server)))
    return site


def bring_in(site: Site, numbers: range) -> None:
    rows = [
        {
            "source_id": str(number),
            "title": f"压铸服务{number}",
            "service_class": "consulting",
            "scope": "改进压铸工艺",
        }
        for number in numbers
    ]
    body = {"source": "walk", "rows": rows}
    # As a proxy would, without the path that it takes off.
    site.ask("catalog", "/offerings/import", body=body, headers=site.operator())


def counted(site: Site) -> float:
    """Return how many imports both workers of the catalogue say there were."""
    told = site.ask("catalog", "/metrics", headers={"Authorization": f"Bearer {TOKEN}"}).text
    lines = [line for line in told.splitlines() if 'route="/offerings/import"' in line]
    return sum(
        float(line.split()[-1]) for line in lines if line.startswith("keqiao_requests_total")
    )


def test_a_site_is_set_up_watched_saved_lost_and_brought_back(
    site: Site, postgresql_server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Four services and two workers at once take a while on a machine that does other things.
    monkeypatch.setattr("tests.platform.layouts.START_SECONDS", 600)
    assert "up to date" in site.command("migrate")
    with running(site.processes()):
        for number in range(3):
            bring_in(site, range(number * 20, number * 20 + 20))
        eventually(lambda: site.found() == ENTRIES, seconds=120)
        assert [counted(site) for _ in range(4)] == [3.0] * 4
        site.command("backup", "--into", str(site.folder / "backups"))
        bring_in(site, range(ENTRIES, ENTRIES + 20))
        eventually(lambda: site.found() == ENTRIES + 20, seconds=120)
    [backup] = (site.folder / "backups").iterdir()
    for name in ("portal", "catalog", "requests"):
        shutil.rmtree(site.folder / name)
    after = asyncio.run(create_databases(postgresql_server))
    site.use({**after, "matching": _url_of(site, "matching")})

    assert "is whole" in site.command("verify", str(backup))
    assert "Restored" in site.command("restore", str(backup))
    # What was saved by an older version is brought up to date as at any upgrade.
    assert "up to date" in site.command("migrate")

    processes = site.processes()
    with running(processes):
        eventually(lambda: site.found() == ENTRIES, seconds=120)
        bring_in(site, range(ENTRIES, ENTRIES + 1))
        eventually(lambda: site.found() == ENTRIES + 1)
        for process in processes:
            process.send(signal.SIGTERM)
        assert [process.ended(30) for process in processes] == [0] * 4


def _url_of(site: Site, name: str) -> str:
    return (site.folder / f"{name}_url").read_text("utf-8")
