"""Connections to visitors who may be slow on purpose, or say more than anybody has to.

Uvicorn waits for the rest of a request as long as it takes, and keeps its head however long it
gets. A proxy in front of us knows better; who runs the platform without one is served by this.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, ClassVar, Final

from typing_extensions import override
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

KIB: Final = 1024


@dataclass(frozen=True, slots=True)
class Patience:
    """How much of a head is read, and how long a visitor may take.

    Args:
        head_bytes: The most that the request line and all headers may have.
        headers: How many headers there may be.
        head_seconds: Within which the head is here, from its first byte or the connection on.
        body_seconds: Within which a small body is here.
        body_rate: Bytes that every further second has to bring.
        answer_seconds: Within which some of an answer is read, once we have to wait for it.
    """

    head_bytes: int = 64 * KIB
    headers: int = 100
    head_seconds: float = 15.0
    body_seconds: float = 30.0
    body_rate: int = KIB
    answer_seconds: float = 60.0


class _TooMuchError(Exception):
    """The parser is told to stop."""


class Connection(HttpToolsProtocol):
    """A connection that ends when its visitor takes too long or says too much."""

    patience: ClassVar[Patience] = Patience()

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - uvicorn's own
        super().__init__(*args, **kwargs)
        self._deadline: asyncio.TimerHandle | None = None
        self._unread: asyncio.TimerHandle | None = None
        self._in_head = True
        self._head_bytes = 0
        self._body_bytes = 0
        self._body_until = 0.0
        self._refusal = HTTPStatus.BAD_REQUEST

    @override
    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn does
        super().connection_made(transport)
        self._expect_head()

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        self.resume_writing()
        super().connection_lost(exc)

    @override
    def data_received(self, data: bytes) -> None:
        if self._deadline is None:
            self._expect_head()
        if self._in_head:
            self._head_bytes += len(data)
        super().data_received(data)
        # A header that has no end does not come by `on_header`.
        if self._in_head and self._head_bytes > self.patience.head_bytes:
            self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)

    @override
    def on_message_begin(self) -> None:
        super().on_message_begin()
        if self._deadline is None:
            self._expect_head()

    @override
    def on_header(self, name: bytes, value: bytes) -> None:
        super().on_header(name, value)
        said = len(self.url) + sum(len(key) + len(text) for key, text in self.headers)
        if len(self.headers) > self.patience.headers or said > self.patience.head_bytes:
            self._refusal = HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
            raise _TooMuchError

    @override
    def on_headers_complete(self) -> None:
        self._in_head = False
        self._body_bytes, self._body_until = 0, self.loop.time() + self.patience.body_seconds
        self._wait(self.patience.body_seconds, self._look_at_body)
        super().on_headers_complete()

    @override
    def on_body(self, body: bytes) -> None:
        self._body_bytes += len(body)
        super().on_body(body)

    @override
    def on_message_complete(self) -> None:
        self._stop_waiting()
        self._in_head, self._head_bytes = True, 0
        super().on_message_complete()

    @override
    def pause_writing(self) -> None:
        super().pause_writing()
        self._unread = self.loop.call_later(self.patience.answer_seconds, self.transport.abort)

    @override
    def resume_writing(self) -> None:
        if self._unread is not None:
            self._unread.cancel()
            self._unread = None
        super().resume_writing()

    @override
    def send_400_response(self, msg: str) -> None:
        self._refuse(self._refusal)

    def _expect_head(self) -> None:
        self._wait(self.patience.head_seconds, self._give_up)

    def _wait(self, seconds: float, action: Callable[[], None]) -> None:
        self._stop_waiting()
        self._deadline = self.loop.call_later(seconds, action)

    def _stop_waiting(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _look_at_body(self) -> None:
        """Give up on a body that does not come, unless it is us who do not read it."""
        until = self._body_until + self._body_bytes / self.patience.body_rate
        if self.flow.read_paused or self.loop.time() < until:
            self._wait(max(until - self.loop.time(), 1.0), self._look_at_body)
        else:
            self._give_up()

    def _give_up(self) -> None:
        self._refuse(HTTPStatus.REQUEST_TIMEOUT)

    def _refuse(self, status: HTTPStatus) -> None:
        """Say why and hang up; say nothing in the middle of an answer."""
        self._stop_waiting()
        if self.transport.is_closing():
            return
        cycle: Any = self.cycle  # None before the first request, which uvicorn's types leave out.
        if cycle is None or cycle.response_complete or not cycle.response_started:
            told = f"HTTP/1.1 {status.value} {status.phrase}\r\n"
            self.transport.write(f"{told}connection: close\r\ncontent-length: 0\r\n\r\n".encode())
        self.transport.close()
