"""What every test of faults starts services with, and where they keep things."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.harness import Site
from tests.faults.nursery import Nursery
from tests.platform.conftest import databases
from tests.platform.layouts import Databases

__all__ = ["databases"]


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    """A process that has loaded the services, and starts them at once."""
    nursery = Nursery()
    yield nursery
    nursery.close()


@pytest.fixture
def site(nursery: Nursery, tmp_path: Path, databases: Databases) -> Site:
    """A place for a platform, once on each engine."""
    return Site(nursery, tmp_path, databases)
