"""Apps that a test made are let go of: some of ours take 60 MB, and a worker makes a thousand."""

import gc
from itertools import count
from typing import Final

from fastapi.dependencies import models

EVERY: Final = 10
_ended: Final = count(1)


def pytest_collection_finish() -> None:
    """Let the collector of garbage pass over what was there before the first test.

    That is half of all objects, and goes with the process.
    """
    gc.collect()
    gc.freeze()


def pytest_runtest_logfinish() -> None:
    """Let FastAPI forget whose endpoints it has met: some of ours hold the app they are part of."""
    if next(_ended) % EVERY == 0:
        for known in vars(models).values():
            if callable(forget := getattr(known, "cache_clear", None)):
                forget()
