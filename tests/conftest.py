"""Fixtures every test may ask for."""

from tests.browsers import pytest_collection_modifyitems
from tests.databases import database_url, new_databases, postgresql_server, postgresql_url
from tests.engines import engine_folder, own_engine, search_access, search_engine
from tests.lifecycles.recording import pytest_configure
from tests.logs import logging_as_before
from tests.memory import pytest_collection_finish, pytest_runtest_logfinish
from tests.patience import be_patient
from tests.running import bearer, running, served
from tests.sharing import share
from tests.templates import template_database, template_file
from tests.verdict import pytest_sessionfinish
from tests.whole import whole

be_patient()
share()

__all__ = [
    "bearer",
    "database_url",
    "engine_folder",
    "logging_as_before",
    "new_databases",
    "own_engine",
    "postgresql_server",
    "postgresql_url",
    "pytest_collection_finish",
    "pytest_collection_modifyitems",
    "pytest_configure",
    "pytest_runtest_logfinish",
    "pytest_sessionfinish",
    "running",
    "search_access",
    "search_engine",
    "served",
    "template_database",
    "template_file",
    "whole",
]
