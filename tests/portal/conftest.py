"""A running portal, and a matching service whose answers a test decides."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

import httpx
import pytest
from fastapi import Body, FastAPI

from services.portal.app import create_app
from services.portal.settings import PortalSettings
from shared.errors import PlatformError, install_error_handlers
from shared.network import peers_of
from tests.portal.site import Site, running_site
from tests.running import running
from tests.templates import lay_tables, ready_database

MATCH: Mapping[str, Any] = {
    "kind": "offering",
    "id": "0190",
    "title": "压铸<b>工艺</b>改进",
    "organization": "某研究所",
    "summary": "减少气孔。",
    "region_name": "广东省东莞市",
    "score": 0.734,
    "nearness": "near",
    "nearness_label": "可能对口",
    "factors": [
        {"label": "主题契合", "value": 0.8, "contribution": 0.4, "could_add": 0},
        {"label": "预算", "value": None, "contribution": 0, "could_add": 0.1},
    ],
    "terms": [{"need_form": "气孔", "entry_form": "孔隙"}],
    "entry_places": [{"text": "铝合金压铸件", "spans": [[3, 5], [0, 2], [1, 4], [5, 99]]}],
    "reasons_for": ["主题相近"],
    "reasons_against": ["地区较远"],
    "unknown": ["价格"],
}


@dataclass
class Matching:
    """Stands in for the matching service: remembers what it was asked, answers as told."""

    items: list[Mapping[str, Any]] = field(default_factory=lambda: [MATCH])
    pending: int = 0
    error: PlatformError | None = None
    pause: float = 0
    answer: object = None
    asked: list[dict[str, Any]] = field(default_factory=list)

    def app(self) -> FastAPI:
        app = FastAPI()
        install_error_handlers(app)

        @app.post("/matches/preview")
        async def preview(question: Annotated[dict[str, Any], Body()]) -> object:
            self.asked.append(question)
            await asyncio.sleep(self.pause)
            if self.error:
                raise self.error
            return self.answer or {
                "items": self.items,
                "considered": 812,
                "pending_changes": self.pending,
            }

        return app


portal_url = ready_database("portal")


@pytest.fixture
def matching() -> Matching:
    """The matching service the portal asks."""
    return Matching()


@pytest.fixture
async def portal(tmp_path: Path, matching: Matching) -> AsyncIterator[httpx.AsyncClient]:
    """A client to the portal, as a browser that prefers Chinese."""
    await asyncio.to_thread(lay_tables, tmp_path, "portal")
    settings = PortalSettings(
        data_dir=tmp_path, migrate_at_start=False, match_timeout=0.3, follows=[]
    )
    apps = {"matching": matching.app()}
    app = create_app(settings, peers=peers_of(settings, apps))
    apps["portal"] = app
    async with running(app) as client:
        yield client


@pytest.fixture
async def site(tmp_path: Path, portal_url: str) -> AsyncIterator[Site]:
    """A portal with accounts, once on each engine."""
    async with running_site(tmp_path, portal_url) as site:
        yield site


@pytest.fixture
async def local_site(tmp_path: Path) -> AsyncIterator[Site]:
    """A portal with accounts, on SQLite."""
    async with running_site(tmp_path) as site:
        yield site
