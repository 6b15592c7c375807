"""Experts with their files in the catalogue, and a need that they could meet."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from itertools import count
from typing import Any, Final

import pytest
import pytest_asyncio

from services.portal.accounts.domain import GrantedRole
from shared.auth import Role
from tests.portal.notifications.stories import identity
from tests.portal.pages.test_needs import posted
from tests.portal.pages.world import Browser, World, world_in
from tests.running import bearer

NUMBERS: Final = count()


@dataclass(frozen=True)
class Helper:
    """An expert with a file."""

    email: str
    browser: Browser
    entry: str


async def somebody_in(world: World, name: str, **said: Any) -> Helper:  # noqa: ANN401 - JSON
    """Return an expert who has a file, and whom nobody has seen before."""
    return await helper_in(world, f"expert-{next(NUMBERS)}@uni.cn", name, **said)


async def helper_in(world: World, email: str, name: str, **said: Any) -> Helper:  # noqa: ANN401 - JSON
    """Return an expert who has a file."""
    browser = await world.signed_in(email, GrantedRole.EXPERT, name=name)
    owner = {"owner_subject": str(await identity(browser.client))}
    answer = await world.catalog.post(
        "/experts",
        json={"name": name, **owner, **said},
        headers=bearer(world.folder, Role.OPERATOR),
    )
    assert answer.is_success, answer.text
    return Helper(email, browser, answer.json()["id"])


def fit(need: str, title: str = "压铸件气孔") -> dict[str, Any]:
    """Return how matching tells of a need that fits."""
    factor = {"label": "主题", "value": 0.8, "contribution": 0.4, "could_add": 0}
    return {
        "id": need,
        "title": title,
        "organization": None,
        "summary": "想改进压铸工艺",
        "region_name": "广东省东莞市",
        "score": 0.72,
        "nearness": "near",
        "nearness_label": "可能对口",
        "factors": [factor, {**factor, "label": "资质", "value": None, "could_add": 0.1}],
        "terms": [{"need_form": "压铸", "entry_form": "压铸"}],
        "need_places": [{"text": "压铸件", "spans": [[0, 2]]}],
        "reasons_for": ["都涉及压铸"],
        "reasons_against": [],
        "unknown": ["资质未知"],
    }


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def world(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[World]:
    """The world in which all tests of a module happen: to make one takes longer than a test."""
    async with world_in(tmp_path_factory.mktemp("world")) as world:
        yield world


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def need(world: World) -> str:
    """A need that is published."""
    found = await posted(await world.firm("li@firm.cn"))
    await world.desk(found, "start_review", "publish")
    return found


@pytest_asyncio.fixture(loop_scope="module")
async def helper(world: World) -> Helper:
    """An expert who could help."""
    return await somebody_in(world, "张教授", summary="压铸工艺", specialties=["压铸"])
