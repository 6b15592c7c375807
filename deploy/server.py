"""Serves an app until it is told to stop, on a port that was free."""

import asyncio
import errno
import gc
import logging
import signal
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Final

import uvicorn
from fastapi import FastAPI
from typing_extensions import override

from deploy.connections import Connection
from deploy.memory import take_memory_sparingly
from shared.errors import ConflictError, PlatformError, UnavailableError
from shared.language import Text

SECONDS_TO_FINISH: Final = 10
"""For requests under way; what is cut off then rolls back and may be repeated."""

SECONDS_FOR_ONE_PERSON: Final = 1
"""The same where somebody has pressed Ctrl-C and waits."""

MANNERS: Final[dict[str, Any]] = {
    "http": Connection,
    "ws": "none",
    "log_config": None,
    "access_log": False,
    "server_header": False,
    "lifespan": "on",
}
"""How uvicorn serves any of our apps, alone or with workers."""


class PortTakenError(ConflictError):
    """Somebody else listens there."""

    slug = "port-taken"
    title = Text("端口已被占用", "The port is taken")
    detail = Text(
        "{host} 的 {port} 端口已被占用。换一个，例如 make run PORT={other} 或 --port {other}。",
        "Port {port} of {host} is taken. Take another: make run PORT={other}, or --port {other}.",
    )


class PortRefusedError(ConflictError):
    """The system does not let us listen there."""

    slug = "port-refused"
    title = Text("无法监听端口", "Cannot listen there")
    detail = Text(
        "无法监听 {host} 的 {port} 端口：{reason}。",
        "Cannot listen on port {port} of {host}: {reason}.",
    )


class NotStartedError(UnavailableError):
    """The app gave up while it started; what it logged says why."""

    slug = "not-started"
    title = Text("启动失败", "It did not start")
    detail = Text("服务启动失败，原因见上面的日志。", "It did not start; the log above says why.")


@dataclass(frozen=True, slots=True)
class Place:
    """Where an app is served.

    Args:
        listener: A bound socket.
        root_path: What a proxy in front of it takes off the paths, such as `/catalog`.
    """

    listener: socket.socket
    root_path: str = ""


def take_port(host: str, port: int) -> socket.socket:
    """Return a socket bound to the port, so that nobody else can take it before we serve.

    Raises:
        PortTakenError: Somebody listens there.
        PortRefusedError: The address is not ours, or the port needs rights we lack.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio sends small answers at once only on sockets that say they are TCP. Without it, an
    # answer of less than 64 kB waits 40 ms until its reader acknowledges the head.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise PortTakenError(host=host, port=port, other=port + 1) from error
        raise PortRefusedError(host=host, port=port, reason=error.strerror) from error
    return listener


class _Server(uvicorn.Server):
    """A server with one task beside it, from when it answers until it stops."""

    def __init__(
        self,
        config: uvicorn.Config,
        once_started: Callable[[], Awaitable[None]],
        before_stop: Callable[[], None],
    ) -> None:
        super().__init__(config)
        self._once_started = once_started
        self._before_stop = before_stop
        self._beside: asyncio.Future[None] | None = None

    @override
    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            # What is here now stays: it need not be searched for garbage again and again, which
            # takes a tenth of the time of a match.
            gc.collect()
            gc.freeze()
            self._beside = asyncio.ensure_future(self._once_started())

    @override
    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        if self._beside:
            self._beside.cancel()
            await asyncio.gather(self._beside, return_exceptions=True)
        self._before_stop()
        await super().shutdown(sockets)


def serve_until_stopped(
    app: FastAPI,
    place: Place,
    once_started: Callable[[], Awaitable[None]],
    *,
    finish: int = SECONDS_TO_FINISH,
) -> None:
    """Serve until SIGINT or SIGTERM; `once_started` runs beside and ends with the server.

    Args:
        app: What is served.
        place: Where it is served.
        once_started: Begins when the app answers.
        finish: How many seconds requests under way have in the end.

    Raises:
        PlatformError: Why the app did not start; `NotStartedError` if only its log says it.
        KeyboardInterrupt: The server ended because it was told to, and has cleaned up.
    """
    # Uvicorn repeats the signal when it has cleaned up; that would end us with an error.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    take_memory_sparingly()
    refusals = _remember_refusals(app)
    config = uvicorn.Config(
        app, timeout_graceful_shutdown=finish, root_path=place.root_path, **MANNERS
    )
    server = _Server(config, once_started, app.state.before_stop)
    try:
        # The loop that uvicorn takes for its workers, too: asyncio's own takes twice the time.
        with asyncio.Runner(loop_factory=config.get_loop_factory()) as runner:
            runner.run(server.serve(sockets=[place.listener]))
    except SystemExit as gave_up:
        # Uvicorn would end the process here, before anybody is told why.
        raise (refusals[0] if refusals else NotStartedError()) from gave_up


def _remember_refusals(app: FastAPI) -> list[PlatformError]:
    """Return a list that will hold why the app refused to start, which uvicorn keeps to itself."""
    refusals: list[PlatformError] = []
    opened = app.router.lifespan_context

    @asynccontextmanager
    async def remembering(app: FastAPI) -> AsyncIterator[None]:
        try:
            async with opened(app):
                yield
        except PlatformError as error:
            refusals.append(error)
            # Its words are told in the end; uvicorn would print a hundred lines before them.
            logging.getLogger("uvicorn.error").addFilter(_is_no_traceback)
            raise

    app.router.lifespan_context = remembering
    return refusals


def _is_no_traceback(record: logging.LogRecord) -> bool:
    return not record.getMessage().startswith("Traceback")
