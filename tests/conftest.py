"""Fixtures every test may ask for."""

from tests.databases import database_url, postgresql_server, postgresql_url
from tests.engines import engine_folder, search_access, search_engine
from tests.running import bearer, running, served
from tests.whole import whole

__all__ = [
    "bearer",
    "database_url",
    "engine_folder",
    "postgresql_server",
    "postgresql_url",
    "running",
    "search_access",
    "search_engine",
    "served",
    "whole",
]
