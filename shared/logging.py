"""Structured logs; every line of a request carries its id, here and at the peers it asks."""

import logging
import sys
from contextvars import ContextVar
from typing import TextIO

import structlog
from structlog.typing import Processor

request_id: ContextVar[str | None] = ContextVar("request_id", default=None)
"""The id of the request being answered, given by the caller or made by us."""


def current_request_id() -> str | None:
    """Return the id of the request being answered, or None outside of any."""
    return request_id.get()


def configure_logging(*, level: str = "INFO", stream: TextIO = sys.stderr) -> None:
    """Write what we and our libraries log to `stream`, one event a line.

    People at a terminal get columns; everything else gets JSON. Called by the
    command line when it starts a server, never at import.
    """
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    rendering: list[Processor] = (
        [structlog.dev.ConsoleRenderer()]
        if stream.isatty()
        else [
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ]
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *rendering],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    # Uvicorn's own handlers would say everything twice; its access log says what ours says.
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logging.getLogger(name).handlers = []
        logging.getLogger(name).propagate = name != "uvicorn.access"
    logging.getLogger("httpx").setLevel(logging.WARNING)
