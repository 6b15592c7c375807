"""Experts with their files in the catalogue, and a need that they could meet."""

from dataclasses import dataclass
from typing import Any

import pytest

from services.portal.accounts.domain import GrantedRole
from shared.auth import Role
from tests.portal.notifications.stories import identity
from tests.portal.pages.test_needs import posted
from tests.portal.pages.world import Browser, World
from tests.running import bearer


@dataclass(frozen=True)
class Helper:
    """An expert with a file."""

    browser: Browser
    entry: str


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
    return Helper(browser, answer.json()["id"])


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
        "factors": [factor, {**factor, "label": "资质", "value": None, "could_add": 0.1}],
        "terms": [{"need_form": "压铸", "entry_form": "压铸"}],
        "need_places": [{"text": "压铸件", "spans": [[0, 2]]}],
        "reasons_for": ["都涉及压铸"],
        "reasons_against": [],
        "unknown": ["资质未知"],
    }


@pytest.fixture
async def need(world: World) -> str:
    """A need that is published."""
    found = await posted(await world.firm("li@firm.cn"))
    await world.desk(found, "start_review", "publish")
    world.similar.fits = [fit(found)]
    return found


@pytest.fixture
async def helper(world: World) -> Helper:
    """An expert who could help."""
    return await helper_in(
        world, "zhang@uni.cn", "张教授", summary="压铸工艺", specialties=["压铸"]
    )
