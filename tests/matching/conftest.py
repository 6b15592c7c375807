"""What the tests of matching share: one analyser, since making one takes a while."""

import pytest

from services.matching.text.analyser import Analyser
from tests.matching.world import matching_postgresql, matching_url, world

__all__ = [
    "matching_postgresql",
    "matching_url",
    "world",
]


@pytest.fixture(scope="session")
def analyser() -> Analyser:
    """An analyser with the vocabulary that comes with the platform."""
    return Analyser()
