"""The whole platform in one process: `uvicorn --factory deploy.platform:create_platform`."""

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any, Final

from fastapi import FastAPI
from starlette._utils import get_route_path
from starlette.types import Receive, Scope, Send
from typing_extensions import override

from deploy.registry import SERVICES
from shared.network import peers_of
from shared.settings import AppSettings

ORDER: Final = ("requests", "catalog", "matching", "portal")
"""Publishers before those who follow them; left in reverse."""


class Platform(FastAPI):
    """All services behind one address: what comes first in a path tells whose it is.

    Args:
        apps: The services, by name.
        told: What FastAPI is told, which starts and stops them.
    """

    def __init__(self, apps: Mapping[str, FastAPI], **told: Any) -> None:  # noqa: ANN401 - FastAPI's
        super().__init__(**told)
        self.services = apps

    @override
    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await super().__call__(scope, receive, send)
            return
        root = scope.get("root_path", "")
        name, slash, _ = get_route_path(scope).removeprefix("/").partition("/")
        if not slash or name not in self.services or name == "portal":
            await self.services["portal"](scope, receive, send)
            return
        # As Starlette's mounts have it, which would be tried one after the other.
        scope["app_root_path"] = scope.get("app_root_path", root)
        scope["root_path"] = f"{root}/{name}"
        await self.services[name](scope, receive, send)


def create_platform(
    data_directory: Path | None = None, *, settings: Mapping[str, AppSettings] | None = None
) -> Platform:
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

    platform = Platform(apps, title="KeQiao", lifespan=lifespan, openapi_url=None)
    platform.state.before_stop = lambda: [app.state.before_stop() for app in apps.values()]
    return platform
