"""No route without a rule: each one of all four services stands in a matrix of access."""

from collections.abc import Callable, Collection
from pathlib import Path
from typing import Final

import pytest
from fastapi import FastAPI

from deploy.registry import SERVICES
from tests.access import test_matching, test_portal
from tests.access.matrix import COMMON, routes_of
from tests.catalog import test_policy
from tests.catalog.registrations import test_access as registrations_access
from tests.catalog.registrations import test_teams
from tests.portal import test_access as portal_access
from tests.requests import test_access

Routes = Collection[tuple[str, str]]


def in_the_catalogues_matrix(catalog: FastAPI) -> Routes:
    """Return the routes whose names the catalogue's matrix knows, and those of its others."""
    named = test_policy.expected()
    return (
        set(registrations_access.MATRIX)
        | set(test_teams.MATRIX)
        | {
            (method.upper(), path)
            for path, operations in catalog.openapi()["paths"].items()
            for method, operation in operations.items()
            if operation["operationId"] in named
        }
    )


MATRICES: Final[dict[str, Callable[[FastAPI], Routes]]] = {
    "portal": lambda _app: {*test_portal.MATRIX, *portal_access.MATRIX},
    "catalog": in_the_catalogues_matrix,
    "requests": lambda _app: test_access.TABLE,
    "matching": lambda _app: test_matching.MATRIX,
}


@pytest.mark.parametrize("name", SERVICES)
async def test_every_route_stands_in_a_matrix(name: str, tmp_path: Path) -> None:
    entry = SERVICES[name]
    app = entry.alone(entry.read_settings(data_dir=tmp_path))

    # What an app opened when it was made is let go of when it ends.
    async with app.router.lifespan_context(app):
        listed = set(MATRICES[name](app)) | set(COMMON)

        assert routes_of(app) == listed
