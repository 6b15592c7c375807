"""Requests as fast as they are answered, over a few connections, and what they cost the server."""

import asyncio
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

CONNECTIONS: Final = 8
_LENGTH: Final = b"content-length:"


class UnexpectedAnswerError(Exception):
    """What is measured has to work."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What so many requests took.

    Args:
        requests: How many there were.
        seconds: How long they took all in all.
        processor: The processor seconds of the server, in all its threads.
    """

    requests: int
    seconds: float
    processor: float

    @property
    def rate(self) -> float:
        """Requests a second."""
        return self.requests / self.seconds

    @property
    def microseconds(self) -> float:
        """Processor time of the server a request."""
        return self.processor / self.requests * 1e6


def spent(process: int) -> float:
    """Return the processor seconds that a process has used, in all threads it has now."""
    # To the nanosecond; /proc/…/stat counts in hundredths of a second.
    threads = Path(f"/proc/{process}/task").glob("*/schedstat")
    return sum(int(thread.read_text("utf-8").split()[0]) for thread in threads) / 1e9


def request_of(
    method: str, path: str, headers: dict[str, str] | None = None, body: bytes = b""
) -> bytes:
    """Return a request as it goes over the wire."""
    said = {"Host": "127.0.0.1", "Content-Length": str(len(body)), **(headers or {})}
    head = "".join(f"{name}: {value}\r\n" for name, value in said.items())
    return f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode() + body


async def load(port: int, process: int, requests: Sequence[bytes]) -> Cost:
    """Send all requests, a few at a time, and return what they cost.

    Raises:
        UnexpectedAnswerError: One of them failed.
    """
    waiting = iter(requests)
    used, began = spent(process), time.perf_counter()
    await asyncio.gather(*(_converse(port, waiting) for _ in range(CONNECTIONS)))
    return Cost(len(requests), time.perf_counter() - began, spent(process) - used)


async def _converse(port: int, waiting: Iterator[bytes]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for request in waiting:
        writer.write(request)
        await _answer(reader)
    writer.close()


async def _answer(reader: asyncio.StreamReader) -> bytes:
    head = await reader.readuntil(b"\r\n\r\n")
    lowered = head.lower()
    at = lowered.index(_LENGTH) + len(_LENGTH)
    body = await reader.readexactly(int(head[at : head.index(b"\r\n", at)]))
    if not head.startswith((b"HTTP/1.1 200", b"HTTP/1.1 201")):
        raise UnexpectedAnswerError(head + body[:500])
    return body
