"""Structured logs; every line of a request carries its id, here and at the peers it asks.

Code logs through the standard library (`logging.getLogger(__name__)`, with facts
in `extra`), so that importing it configures nothing and prints nothing.
"""

import asyncio
import json
import logging
import re
import sys
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any, Final, TextIO

import structlog
from structlog.typing import EventDict, WrappedLogger
from typing_extensions import override

_ADDRESS: Final = re.compile(r"[\w.%+-]{1,64}@(?=[\w-]{1,63}\.)")
_TELEPHONE: Final = re.compile(
    r"([01](?<![\w.-].)(?:(?<=1)[3-9]\d|(?<=0)\d{2,3}-))\d{3,4}(\d{4})(?![\w.])"
)
"""Mobile numbers, and those with an area code and a hyphen; ids and times do not look so.

It begins with the figure, not with what may not stand before it: so it is only tried at figures.
"""

_NO_FACTS: Final = frozenset(vars(logging.makeLogRecord({}))) | {"color_message", "message"}
"""What every record has, and what Uvicorn says again with escape codes in it."""

_TO_JSON: Final = json.JSONEncoder(ensure_ascii=False, default=str).encode

request_id: ContextVar[str | None] = ContextVar("request_id", default=None)
"""The id of the request being answered, given by the caller or made by us."""


def current_request_id() -> str | None:
    """Return the id of the request being answered, or None outside of any."""
    return request_id.get()


def configure_logging(*, level: str = "INFO", stream: TextIO | None = None) -> None:
    """Write what we and our libraries log to `stream` (standard error), one event a line.

    People at a terminal get columns; everything else gets JSON. Called by the
    command line when it starts a server, never at import.
    """
    target = stream or sys.stderr
    handler = logging.StreamHandler(target)
    handler.setFormatter(_columns() if target.isatty() else _Lines())
    handler.addFilter(_is_no_cancellation)
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    _quieten()


class _Lines(logging.Formatter):
    """Writes an event as a line of JSON: what happened, then its facts."""

    @override
    def format(self, record: logging.LogRecord) -> str:
        asked = current_request_id()
        event: dict[str, Any] = {
            "event": record.getMessage(),
            **({"request_id": asked} if asked else {}),
            "level": record.levelname.lower(),
            "logger": record.name,
            **{name: fact for name, fact in vars(record).items() if name not in _NO_FACTS},
            "timestamp": f"{datetime.fromtimestamp(record.created, UTC):%Y-%m-%dT%H:%M:%S.%fZ}",
        }
        if record.exc_info:
            event["exception"] = self.formatException(record.exc_info)
        return _masked(_TO_JSON(event))


def _columns() -> logging.Formatter:
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[
            _add_request_id,
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.stdlib.ExtraAdder(),
            _drop_colours,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
        ],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.dev.ConsoleRenderer(),
            _mask_contacts,
        ],
    )


def _quieten() -> None:
    """Leave to ours what libraries would say a second time."""
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logging.getLogger(name).handlers = []
        logging.getLogger(name).propagate = name != "uvicorn.access"
    logging.getLogger("httpx").setLevel(logging.WARNING)
    # At its most talkative it says each statement with all that was written.
    logging.getLogger("aiosqlite").setLevel(logging.WARNING)


def _masked(line: str) -> str:
    """Leave of addresses and telephone numbers what tells them apart, and reaches nobody.

    We log neither; what an error of a library or another's server quotes is not ours to choose.
    """
    if "@" in line:
        line = _ADDRESS.sub("***@", line)
    return _TELEPHONE.sub(r"\1****\2", line)


def _mask_contacts(_logger: WrappedLogger, _method: str, rendered: EventDict) -> str:
    return _masked(str(rendered))  # It comes after the renderer, so it is a line already.


def _drop_colours(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    event.pop("color_message", None)  # Uvicorn says it all again with escape codes in it.
    return event


def _is_no_cancellation(record: logging.LogRecord) -> bool:
    """Pass over work that was cancelled on purpose.

    SQLAlchemy's pool calls it an error when a task ends while it gives back its
    connection, which happens at shutdown; it drops the connection, and all is well.
    """
    return not (record.exc_info and isinstance(record.exc_info[1], asyncio.CancelledError))


def _add_request_id(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    if asked := current_request_id():
        event["request_id"] = asked
    return event
