"""The whole platform in one process: `uvicorn --factory deploy.platform:create_platform`."""

import re
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any, Final

from fastapi import FastAPI
from starlette.routing import Mount

from deploy.registry import SERVICES
from shared.network import peers_of
from shared.settings import AppSettings

ORDER: Final = ("requests", "catalog", "matching", "portal")
"""Publishers before those who follow them; left in reverse."""


def create_platform(
    data_directory: Path | None = None, *, settings: Mapping[str, AppSettings] | None = None
) -> FastAPI:
    """Return one app that is all services; each still talks HTTP to the others.

    The portal answers at `/`, the others at `/catalog`, `/requests` and `/matching`.

    Args:
        data_directory: Where every service keeps its files; by default as its settings say.
        settings: What a service is told, by name; by default read from its environment.
    """
    told: dict[str, Any] = {} if data_directory is None else {"data_dir": data_directory}
    given = settings or {}
    apps: dict[str, FastAPI] = {}
    for name in ORDER:
        mine = given.get(name) or SERVICES[name].read_settings(**told)
        apps[name] = SERVICES[name].create(mine, peers_of(mine, apps))

    @asynccontextmanager
    async def lifespan(_platform: FastAPI) -> AsyncIterator[None]:
        # Starlette does not run the lifespans of mounted apps.
        async with AsyncExitStack() as stack:
            for app in apps.values():
                await stack.enter_async_context(app.router.lifespan_context(app))
            yield

    platform = FastAPI(title="KeQiao", lifespan=lifespan, openapi_url=None)
    platform.state.before_stop = lambda: [app.state.before_stop() for app in apps.values()]
    for name in ORDER:
        platform.router.routes.append(_mounted(apps[name], "" if name == "portal" else name))
    return platform


def _mounted(app: FastAPI, place: str) -> Mount:
    """Return the route that leads to `app`, whatever follows its place in the path."""
    mount = Mount(f"/{place}", app)
    # Starlette's own pattern ends at a line break, which a path may well hold as %0A.
    mount.path_regex = re.compile(mount.path_regex.pattern, re.DOTALL)
    return mount
