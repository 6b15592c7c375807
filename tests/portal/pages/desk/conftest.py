"""An operator at the desk, and a need that waits there."""

from typing import Final

import pytest

from services.portal.accounts.domain import GrantedRole
from tests.portal.pages.test_needs import posted
from tests.portal.pages.world import Browser, World

OPERATOR: Final = "zhou@city.cn"


@pytest.fixture
async def operator(world: World) -> Browser:
    """Somebody who works at the desk."""
    return await world.signed_in(OPERATOR, GrantedRole.OPERATOR, name="周勤")


@pytest.fixture
async def need(world: World) -> str:
    """A need that a firm has posted."""
    return await posted(await world.firm("li@firm.cn"))
