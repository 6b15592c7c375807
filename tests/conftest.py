"""Fixtures every test may ask for."""

from tests.databases import database_url, postgresql_server, postgresql_url
from tests.running import bearer, running, served
from tests.whole import whole

__all__ = [
    "bearer",
    "database_url",
    "postgresql_server",
    "postgresql_url",
    "running",
    "served",
    "whole",
]
