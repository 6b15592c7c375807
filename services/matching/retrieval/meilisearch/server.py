"""Talks to a Meilisearch server: from threads, with time-outs, and not while it is down."""

import asyncio
import threading
import time
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, Final, TypeVar

import orjson
import requests
import structlog
from meilisearch import Client
from meilisearch.errors import (
    MeilisearchCommunicationError,
    MeilisearchTimeoutError,
)
from meilisearch.index import Index
from typing_extensions import override

from services.matching.retrieval.errors import SearchUnavailableError
from services.matching.retrieval.meilisearch.access import Access
from services.matching.retrieval.meilisearch.asking import FAILURES, Questions, RefusedError
from shared.circuits import Circuit

SEARCH_SECONDS: Final = 1
"""A search that takes longer is given up."""

_WHOLE_SECONDS: Final = 3
"""So is what else is done for it, or the waiting for others."""

CHANGE_SECONDS: Final = 20
WATCH_SECONDS: Final = 2
"""A look at a task is given up sooner: now and then the server leaves one unanswered."""

TASK_SECONDS: Final = 600.0
"""The longest that the server may take over one change, those before it included."""

_OPENS_AFTER: Final = 1
"""Failures in a row after which questions no longer pile up at a server that is down: one costs
whoever waits for it a second."""

_SEARCHES: Final = 8
_LOOKS: Final = 3
_FIRST_LOOK, _LAST_LOOK = 0.004, 0.2
_BEHIND: Final = frozenset({"index_not_found", "too_many_search_requests"})
_HEADERS: Final = {"Accept-Encoding": "identity"}
"""Compressed answers come in several packets, and each waits 40 ms for the one before."""

Result = TypeVar("Result")
Failure = (MeilisearchCommunicationError, MeilisearchTimeoutError)
log = structlog.get_logger(__name__)


class FailedTaskError(Exception):
    """The server took a change and could not make it."""


class Server:
    """One server: changed by its official client, searched without. Close it in the end."""

    def __init__(self, access: Access) -> None:
        self._questions = Questions(access.url, access.search_key, SEARCH_SECONDS)
        self._searching = ThreadPoolExecutor(_SEARCHES, thread_name_prefix="searching")
        self._changing = _Pool(access.url, access.index_key, CHANGE_SECONDS, 1)
        self._watching = _Pool(access.url, access.index_key, WATCH_SECONDS, 1)
        self._circuit = Circuit(_OPENS_AFTER)
        self._version: tuple[int, int] | None = None

    async def search(self, action: Callable[[Questions], Result]) -> Result:
        """Return what `action` returns, called in a thread with what it may ask searches by.

        Raises:
            SearchUnavailableError: The server does not answer within a second.
            RefusedError: It refuses.
        """
        if not self._circuit.lets_through():
            raise SearchUnavailableError
        try:
            async with asyncio.timeout(_WHOLE_SECONDS):
                result = await self._asked(partial(action, self._questions))
        except FAILURES as error:
            self._circuit.unanswered()
            raise SearchUnavailableError from error
        except RefusedError as error:
            self._circuit.answered()
            if error.code in _BEHIND:
                raise SearchUnavailableError from error
            raise
        self._circuit.answered()
        return result

    async def change(self, action: Callable[[Client], Result]) -> Result:
        """Return what `action` returns, called with a client that may change indexes.

        Raises:
            SearchUnavailableError: The server does not answer.
            MeilisearchApiError: It refuses.
        """
        try:
            return await self._changing.run(action)
        except Failure as error:
            raise SearchUnavailableError from error

    async def look(self, action: Callable[[Client], Result]) -> Result:
        """Return what `action` returns, which only reads; raises as `change`."""
        for _ in range(_LOOKS - 1):
            try:
                return await self._watching.run(action)
            except MeilisearchTimeoutError:
                log.warning("search_server_slow")
            except MeilisearchCommunicationError as error:
                raise SearchUnavailableError from error
        return await self.change(action)

    async def finish(self, task: int) -> None:
        """Wait until a change can be seen.

        Raises:
            FailedTaskError: It could not be made.
            SearchUnavailableError: The server does not answer, or takes too long over it.
        """

        async def done() -> bool:
            found = await self.look(lambda client: client.get_task(task))
            if found.status in {"failed", "canceled"}:
                raise FailedTaskError(f"{found.type} {found.status}: {found.error}")
            return found.status == "succeeded"

        await self.until(done)

    async def until(self, holds: Callable[[], Awaitable[bool]]) -> None:
        """Wait until something holds, looking ever more rarely.

        Raises:
            SearchUnavailableError: It takes too long.
        """
        give_up, pause = time.monotonic() + TASK_SECONDS, _FIRST_LOOK
        while time.monotonic() < give_up:
            if await holds():
                return
            await asyncio.sleep(pause)
            pause = min(pause * 1.5, _LAST_LOOK)
        raise SearchUnavailableError

    async def version(self) -> tuple[int, int]:
        """Return the server's version, asked once: what it does not know it would refuse."""
        if self._version is None:
            told = await self.change(lambda client: client.get_version())
            major, minor = told["pkgVersion"].split(".")[:2]
            self._version = int(major), int(minor)
            log.debug("search_server", version=told["pkgVersion"])
        return self._version

    async def answers(self) -> bool:
        """Return whether the server answers now."""
        try:
            async with asyncio.timeout(SEARCH_SECONDS):
                await self._asked(self._questions.is_well)
        except (*FAILURES, RefusedError):
            return False
        return True

    def close(self) -> None:
        """Let go of threads and connections."""
        self._searching.shutdown(wait=False, cancel_futures=True)
        self._questions.close()
        self._changing.close()
        self._watching.close()

    async def _asked(self, question: Callable[[], Result]) -> Result:
        return await asyncio.get_running_loop().run_in_executor(self._searching, question)


class _Pool:
    """Threads of our own, each with a client of its own, as clients are not thread-safe."""

    def __init__(self, url: str, key: str, seconds: int, threads: int) -> None:
        self._make = partial(_KeptAliveClient, url, key, seconds, None, _HEADERS)
        self._local = threading.local()
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="meilisearch")

    async def run(self, action: Callable[[Client], Result]) -> Result:
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._with, action)

    def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _with(self, action: Callable[[Client], Result]) -> Result:
        if not hasattr(self._local, "client"):
            self._local.client = self._make()
        try:
            return action(self._local.client)
        except MeilisearchCommunicationError:
            # The server closes a connection that was idle for some seconds; a new one is tried
            # once. Whatever we ask may be asked twice.
            return action(self._local.client)


class _KeptAliveClient(Client):
    """The official client, on one connection: by itself it makes one for each request."""

    def __init__(
        self,
        url: str,
        api_key: str,
        timeout: int,
        client_agents: None,
        custom_headers: Mapping[str, str],
    ) -> None:
        super().__init__(url, api_key, timeout, client_agents, custom_headers)
        self._session = requests.Session()
        self._session.trust_env = False  # neither a proxy nor .netrc stands between us
        self._session.hooks["response"].append(_read_fast)
        _send_by(self._session, self)

    @override
    def index(self, uid: str) -> Index:
        index = super().index(uid)
        _send_by(self._session, index)
        return index


def _send_by(session: requests.Session, user: Client | Index) -> None:
    """Let a client, or an index of one, send by this session."""
    for http in (user.http, user.task_handler.http):
        for method in ("get", "post", "put", "patch", "delete"):
            setattr(http, method, partial(_send, http, getattr(session, method)))


def _send(
    http: Any,  # noqa: ANN401 - the client's own
    method: Callable[..., requests.Response],
    path: str,
    body: Any = None,  # noqa: ANN401 - JSON
    content_type: str | None = "application/json",
    **options: Any,  # noqa: ANN401 - the client's own
) -> Any:  # noqa: ANN401 - JSON
    """Send by our session what the client would send by a connection for this request only."""
    return http.send_request(method, path, body, content_type, **options)


def _read_fast(response: requests.Response, **_: object) -> None:
    response.json = lambda **_: orjson.loads(response.content)  # type: ignore[method-assign]  # faster
