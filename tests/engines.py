"""A real Meilisearch server, started for the test session."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from deploy.engine.binary import NoEngineError
from deploy.engine.keys import make_access
from deploy.engine.process import EngineAddress, EngineProcess, engine_at_hand
from services.matching.retrieval.meilisearch.access import Access
from shared.types import new_id


@pytest.fixture(scope="session")
def engine_folder() -> Iterator[Path]:
    """A folder that the server's user can reach, unlike those of pytest."""
    folder = Path(tempfile.mkdtemp(prefix="keqiao-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def search_engine(engine_folder: Path) -> Iterator[EngineAddress]:
    """A server that lives as long as this test session; in CI there must be one."""
    with ExitStack() as stack:
        try:
            engine = stack.enter_context(engine_at_hand(engine_folder / "shared"))
        except NoEngineError as error:
            if os.environ.get("CI"):
                raise
            pytest.skip(f"No Meilisearch could be started here: {error}")
        yield engine


@pytest.fixture(scope="session")
def search_access(search_engine: EngineAddress) -> Access:
    """Keys to the server, one for each purpose."""
    return make_access(search_engine.url, search_engine.master_key)


@pytest.fixture
def own_engine(engine_folder: Path) -> Iterator[EngineProcess]:
    """A server of this test alone, which it may kill."""
    engine = EngineProcess(engine_folder / new_id().hex)
    try:
        engine.start()
    except NoEngineError as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"No Meilisearch could be started here: {error}")
    yield engine
    engine.stop()
