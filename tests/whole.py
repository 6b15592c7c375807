"""The whole platform in one process, once on each engine, behind a real socket."""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from shared.auth import Role
from tests.databases import Databases
from tests.platform.layouts import NOTHING_ELSE, together
from tests.running import bearer


@dataclass(frozen=True)
class WholePlatform:
    """The running platform, and who an operator is to it."""

    folder: Path
    client: httpx.Client
    operator: Mapping[str, str]

    def stored(self) -> list[Any]:
        """Return how much of everything there is, as an operator sees it."""
        places = ("/catalog/summary", "/requests/summary")
        return [self.client.get(place, headers=self.operator).json() for place in places]


@pytest.fixture(scope="session")
def whole(
    tmp_path_factory: pytest.TempPathFactory, new_databases: Callable[[], Databases]
) -> Iterator[WholePlatform]:
    """The platform for as long as the session lasts.

    It has a process of its own: tests that travel in time would take it with them otherwise,
    and what it logs would be theirs.
    """
    folder = tmp_path_factory.mktemp("platform")
    # As `make fuzz` says: who sends a hundred requests a second would only see 429.
    rates = os.environ.get("PORTAL_RATES")
    with (
        together(
            folder, new_databases(), told={"PORTAL_RATES": rates} if rates else NOTHING_ELSE
        ) as layout,
        httpx.Client(base_url=layout.urls["portal"], timeout=30, trust_env=False) as client,
    ):
        operator = bearer(folder, Role.OPERATOR, lifetime=timedelta(hours=1))
        yield WholePlatform(folder, client, operator)
