"""Scenes of registration: on each engine, and on SQLite only where SQL makes no difference."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from services.catalog.settings import CatalogSettings
from tests.catalog.registrations.scene import Scene, playing
from tests.templates import Template, copied

QUIET = 3_600.0
"""The clock goes when a test lets it."""


@pytest.fixture
async def scene(catalog_url: str, tmp_path: Path) -> AsyncIterator[Scene]:
    """A scene on each engine."""
    async with playing(_settings(catalog_url, tmp_path), tmp_path) as found:
        yield found


@pytest.fixture
async def local_scene(template_file: Template, tmp_path: Path) -> AsyncIterator[Scene]:
    """A scene on SQLite."""
    url = copied(template_file, "catalog", tmp_path)
    async with playing(_settings(url, tmp_path), tmp_path) as found:
        yield found


def _settings(url: str, folder: Path) -> CatalogSettings:
    return CatalogSettings(
        data_dir=folder,
        database_url=url,
        migrate_at_start=False,
        clock_seconds=QUIET,
        portal_seconds=QUIET,
    )
