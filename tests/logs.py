"""Logging is put back as it was after each test.

Otherwise what a test sets up to look at (a stream that is closed later) would serve whatever
runs in the background of later tests.
"""

import logging
from collections.abc import Iterator

import pytest

_LIBRARIES = ("uvicorn", "uvicorn.error", "uvicorn.access", "httpx", "aiosqlite")


@pytest.fixture(autouse=True)
def logging_as_before() -> Iterator[None]:
    """Keep the handlers and levels that were there before the test."""
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    libraries = [logging.getLogger(name) for name in _LIBRARIES]
    before = [(library.handlers, library.propagate, library.level) for library in libraries]
    yield
    root.handlers = handlers
    root.setLevel(level)
    for library, (its_handlers, propagate, its_level) in zip(libraries, before, strict=True):
        library.handlers, library.propagate = its_handlers, propagate
        library.setLevel(its_level)
