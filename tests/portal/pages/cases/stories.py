"""A firm whose need is open, and an expert who has responded to it."""

from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from typing import Any, Final

from services.portal.accounts.domain import GrantedRole
from shared.auth import Role
from tests.portal.pages.test_needs import posted
from tests.portal.pages.world import Browser, World
from tests.running import bearer

APPROACH: Final = "改用真空压铸配合模具排气改造，先做二十件对比试模，再定参数窗口并培训操作工。"
SAID: Final = {"approach": APPROACH, "contact_phone": "0769-88880000"}
OFFER: Final = {
    "offer__price": "180，000",
    "offer__duration_days": "60",
    "offer__terms": "气孔率不高于百分之三，按第三方检测验收。",
}


@dataclass(frozen=True)
class Case:
    """Both sides of a need, each with a browser, and what they talk about."""

    world: World
    owner: Browser
    expert: Browser
    need: str
    response: str

    async def desk(self, *actions: str, **said: str) -> None:
        """Take steps with the response, as an operator."""
        headers = bearer(self.world.folder, Role.OPERATOR, lifetime=timedelta(hours=1))
        for action in actions:
            answer = await self.world.requests.put(
                f"/responses/{self.response}/status",
                json={"action": action, **said},
                headers={**headers, "If-Match": "*"},
            )
            assert answer.is_success, answer.text

    async def step(self, who: Browser, action: str, **said: str) -> None:
        """Take a step with the response on its page."""
        page = await who.get(f"/responses/{self.response}")
        done = await who.send(page, f"/responses/{self.response}/steps/{action}", **said)
        assert done.status_code == HTTPStatus.OK, done.text


async def published(world: World, **said: str) -> tuple[Browser, str]:
    """Return a firm's browser, and a need of it that is open."""
    owner = await world.firm("li@firm.cn")
    need = await posted(owner, **said)
    await world.desk(need, "start_review", "publish")
    return owner, need


async def responded(
    world: World, need: str, email: str = "chen@inst.cn", name: str = "陈工"
) -> tuple[Browser, str]:
    """Return the browser of an expert and the response they sent to a need."""
    expert = await world.signed_in(email, GrantedRole.EXPERT, name=name)
    me: dict[str, Any] = (await expert.client.get("/api/me")).json()
    headers = bearer(world.folder, Role.EXPERT, subject=me["id"], lifetime=timedelta(hours=1))
    drafted = await world.requests.post(f"/demands/{need}/responses", json=SAID, headers=headers)
    assert drafted.status_code == HTTPStatus.CREATED, drafted.text
    response: str = drafted.json()["id"]
    sent = await world.requests.put(
        f"/responses/{response}/status",
        json={"action": "express"},
        headers={**headers, "If-Match": "*"},
    )
    assert sent.is_success, sent.text
    return expert, response


async def begun(world: World) -> Case:
    """Return a case with one response that the desk has handed on."""
    owner, need = await published(world)
    expert, response = await responded(world, need)
    case = Case(world, owner, expert, need, response)
    await case.desk("take_over")
    return case


async def offered(case: Case) -> None:
    """Bring the response to an offer."""
    await case.step(case.owner, "qualify")
    await case.step(case.owner, "shortlist")
    await case.step(case.expert, "offer", **OFFER)
