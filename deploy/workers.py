"""Several processes that serve one service on one port, and the one that watches over them."""

import asyncio
import os
import signal
import socket
import threading
import time
from collections.abc import Callable
from functools import partial
from tempfile import TemporaryDirectory
from types import FrameType
from typing import Any, Final

import sqlalchemy as sa
import uvicorn
from fastapi import FastAPI
from typing_extensions import override
from uvicorn.config import STARTUP_FAILURE
from uvicorn.supervisors import Multiprocess

from deploy.registry import SERVICES
from deploy.server import MANNERS, SECONDS_TO_FINISH, NotStartedError, Place
from shared.errors import ConflictError
from shared.language import Text
from shared.logging import configure_logging
from shared.metrics.measures import SHARED_FOLDER
from shared.settings import AppSettings, ServiceSettings

_HEALTH_SECONDS: Final = 15
"""How long a worker may not answer its parent before it is replaced."""

_WATCH_SECONDS: Final = 1.0


class OneWorkerOnSqliteError(ConflictError):
    """A SQLite file belongs to one process."""

    slug = "one-worker-on-sqlite"
    title = Text("SQLite 只能用一个进程", "One worker on SQLite")
    detail = Text(
        "服务 {service} 使用 SQLite（{path}），只能有一个进程。"
        "要用多个，请把 {variable} 设为 PostgreSQL 数据库。",
        "The service {service} is on SQLite ({path}), which belongs to one process. "
        "For several, set {variable} to a PostgreSQL database.",
    )


def require_shared_database(settings: AppSettings) -> None:
    """Refuse several workers where the service's database is a file.

    Raises:
        OneWorkerOnSqliteError: It is.
    """
    if not isinstance(settings, ServiceSettings):
        return
    url = sa.make_url(settings.dsn)
    if url.get_backend_name() == "sqlite":
        variable = f"{settings.name.upper()}_DATABASE_URL"
        raise OneWorkerOnSqliteError(service=settings.name, path=url.database, variable=variable)


def serve_with_workers(
    service: str, place: Place, *, workers: int, once_started: Callable[[], None]
) -> None:
    """Serve with so many processes until SIGINT or SIGTERM; one that dies is replaced.

    Args:
        service: The service, set up by the environment that the processes inherit.
        place: Where they answer; they share its socket.
        workers: How many they are.
        once_started: Called when all of them answer for the first time.

    Raises:
        NotStartedError: The service did not start in one of them.
    """
    config = uvicorn.Config(
        partial(_worker_app, service, os.getpid()),
        factory=True,
        workers=workers,
        timeout_graceful_shutdown=SECONDS_TO_FINISH,
        timeout_worker_healthcheck=_HEALTH_SECONDS,
        root_path=place.root_path,
        **MANNERS,
    )
    supervisor = _Supervisor(config, [place.listener], once_started)
    with TemporaryDirectory(prefix="keqiao-metrics-") as counted:
        # The workers inherit it.
        os.environ[SHARED_FOLDER] = counted
        supervisor.run()
    if any(process.exitcode == STARTUP_FAILURE for process in supervisor.processes):
        raise NotStartedError


class _Supervisor(Multiprocess):
    """Says when all workers answer."""

    def __init__(
        self,
        config: uvicorn.Config,
        sockets: list[socket.socket],
        once_started: Callable[[], None],
    ) -> None:
        super().__init__(config, sockets)
        self._once_started: Callable[[], None] | None = once_started

    @override
    def keep_subprocess_alive(self) -> None:
        super().keep_subprocess_alive()
        if self._once_started and all(process.is_ready(1) for process in self.processes):
            self._once_started()
            self._once_started = None


def _worker_app(service: str, parent: int) -> FastAPI:
    """Return the service's app in a worker, which ends when its parent is gone."""
    configure_logging()
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    entry = SERVICES[service]
    app = entry.alone(entry.read_settings())
    _let_go_when_stopped(app)
    return app


def _let_go_when_stopped(app: FastAPI) -> None:
    """Let what waits for news go when the worker is told to stop, as a server alone does.

    Uvicorn has taken the signals when it makes the app, and waits for answers under way.
    """
    loop = asyncio.get_running_loop()

    def let_go_first(handle: signal.Handlers) -> Callable[[int, FrameType | None], None]:
        def stop(number: int, frame: FrameType | None) -> None:
            loop.call_soon_threadsafe(app.state.before_stop)
            if callable(handle):
                handle(number, frame)

        return stop

    for number in (signal.SIGTERM, signal.SIGINT):
        handle: Any = signal.getsignal(number)
        signal.signal(number, let_go_first(handle))


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_WATCH_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)
