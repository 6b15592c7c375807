"""Records in the audit log what somebody tried and was not allowed to do."""

import logging
import time
from collections import OrderedDict
from http import HTTPStatus
from typing import Final
from urllib.parse import quote

import sqlalchemy as sa
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.audit.models import Outcome
from shared.audit.trail import Trail
from shared.auth import Caller
from shared.database import Database

AGAIN_SECONDS: Final = 60.0
"""Who tries the same again and again is recorded once a minute: a log is not to be flooded."""

REMEMBERED: Final = 10_000
LONGEST_ACTION: Final = 64
LONGEST_SUBJECT: Final = 200

log = logging.getLogger(__name__)


class RefusalRecorder:
    """Records each answer 403 to somebody known before it leaves.

    That somebody may not know of a thing at all is answered 404, like an id that is
    nothing's, and is not recorded: it would tell of typing errors.
    """

    def __init__(self, app: ASGIApp, *, trail: Trail, database: Database) -> None:
        self._app = app
        self._trail = trail
        self._database = database
        self._recent: OrderedDict[tuple[str, str, str], float] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and look at its answer."""

        async def look(message: Message) -> None:
            refused = message.get("status") == HTTPStatus.FORBIDDEN
            if message["type"] == "http.response.start" and refused:
                await self._record(scope)
            await send(message)

        await self._app(scope, receive, look)

    async def _record(self, scope: Scope) -> None:
        caller = scope.get("state", {}).get("caller")
        if not isinstance(caller, Caller) or not caller.known:
            return
        route = getattr(scope.get("route"), "name", None) or "unknown"
        action = f"{scope['method'].lower()}.{route}"[:LONGEST_ACTION]
        subject = quote(scope["path"], safe="/")[:LONGEST_SUBJECT]
        if not self._is_news((caller.subject, action, subject)):
            return
        try:
            async with self._database.transaction() as session:
                self._trail.record(
                    session,
                    actor=caller,
                    action=action,
                    subject=subject,
                    outcome=Outcome.REFUSED,
                )
        except sa.exc.SQLAlchemyError:
            # It was refused all the same; that it could not be recorded is for the logs.
            log.exception("A refusal could not be recorded.")

    def _is_news(self, attempt: tuple[str, str, str]) -> bool:
        now = time.monotonic()
        before = self._recent.get(attempt)
        if before is not None and now - before < AGAIN_SECONDS:
            return False
        self._recent[attempt] = now
        self._recent.move_to_end(attempt)
        while len(self._recent) > REMEMBERED:
            self._recent.popitem(last=False)
        return True
