"""Which search engine a command works with; a Meilisearch server is started if none is named."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from services.matching.retrieval.meilisearch.access import Access


class EngineName(StrEnum):
    """The engines there are."""

    EMBEDDED = "embedded"
    MEILISEARCH = "meilisearch"


@contextmanager
def engine_access(engine: EngineName, folder: Path | None = None) -> "Iterator[Access | None]":
    """Yield how a Meilisearch server is reached; None for the engine that needs no server.

    Args:
        engine: Which it is.
        folder: Where a server of our own keeps its data; by default nowhere that lasts.

    Raises:
        NoEngineError: There is no server to reach or to start.
    """
    if engine is EngineName.EMBEDDED:
        yield None
        return
    # Imported here: commands that need no server should not wait for its client.
    from deploy.engine.keys import make_access  # noqa: PLC0415 - see above
    from deploy.engine.process import engine_at_hand  # noqa: PLC0415 - see above

    if folder is not None:
        with engine_at_hand(folder.resolve()) as server:
            yield make_access(server.url, server.master_key)
    else:
        with tempfile.TemporaryDirectory(prefix="keqiao-") as scratch:
            Path(scratch).chmod(0o711)  # so that the server's user reaches its own part
            with engine_at_hand(Path(scratch) / "meilisearch") as server:
                yield make_access(server.url, server.master_key)


def told_of(access: "Access") -> dict[str, str]:
    """Return what the matching service is told to work with a server."""
    return {
        "search_url": access.url,
        "search_key": access.search_key,
        "index_key": access.index_key,
    }
