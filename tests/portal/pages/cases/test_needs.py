"""A firm's cases on pages: the board, the matches one invites, and who reads what is secret."""

from http import HTTPStatus
from typing import Any, Final

from services.portal.accounts.domain import GrantedRole
from shared.auth import Role
from tests.portal.conftest import MATCH
from tests.portal.pages.cases.stories import begun, published
from tests.portal.pages.outline import Outline
from tests.portal.pages.test_needs import SECRET
from tests.portal.pages.world import World
from tests.running import bearer

ENTRY: Final = "0190a3c4-0000-7000-8000-000000000001"
GONE: Final = "0190a3c4-0000-7000-8000-000000000002"


async def listed_expert(world: World, subject: str) -> str:
    """Return the id of somebody's record in the catalogue."""
    headers = bearer(world.folder, Role.EXPERT, subject=subject)
    record = {"name": "孙工", "expert_kind": "engineer", "specialties": ["真空压铸"]}
    answer = await world.catalog.post("/experts", json=record, headers=headers)
    assert answer.status_code == HTTPStatus.CREATED, answer.text
    entry: str = answer.json()["id"]
    return entry


async def test_who_fits_is_invited_from_the_matches_and_the_board_says_whose_turn_it_is(
    world: World,
) -> None:
    case = await begun(world)
    invited = await world.signed_in("sun@lab.cn", GrantedRole.EXPERT, name="孙工")
    me: dict[str, Any] = (await invited.client.get("/api/me")).json()
    entry = await listed_expert(world, me["id"])
    world.similar.matches = [
        {**MATCH, "kind": "expert", "id": entry, "title": "孙工"},
        {**MATCH, "id": ENTRY},
    ]

    matches = await case.owner.get(f"/needs/{case.need}/matches")
    place = f"/needs/{case.need}/invitations"
    asked = await case.owner.post(place, kind="expert", entry=entry, message="请看看")
    unknown = await case.owner.post(place, kind="offering", entry=ENTRY, message="留言还在")
    unlisted = await case.owner.post(place, kind="offering", entry=GONE, message="留言也在")
    board = await case.owner.get("/needs")
    inbox = await invited.get("/inbox")

    assert "主题相近" in matches.text
    assert "邀请已发出" in asked.text
    assert "受邀" in asked.text
    assert unknown.status_code == HTTPStatus.NOT_FOUND
    assert "留言还在" in unknown.text
    assert unlisted.status_code == HTTPStatus.NOT_FOUND
    assert all(words in unlisted.text for words in ("留言也在", "未能办理", "目录中没有"))
    assert "1 份响应等您答复" in board.text
    assert not any(Outline(page.text).faults() for page in (asked, unknown, unlisted, board))
    assert not Outline(matches.text).faults()
    assert inbox.status_code == HTTPStatus.OK


async def test_what_is_confidential_is_read_by_who_was_let_in_and_accepted(world: World) -> None:
    owner, need = await published(world, confidentiality="confidential", public_summary="铝件")
    expert = await world.signed_in("chen@inst.cn", GrantedRole.EXPERT, name="陈工")
    place = f"/needs/{need}/ask"

    blank = await expert.send(await expert.get(place), place, purpose="")
    asked = await expert.send(blank, place, purpose="评估工况")
    grant = asked.url.path
    before = await expert.get(f"/needs/{need}")
    listed = await owner.get(f"/needs/{need}/grants")
    await owner.send(await owner.get(grant), f"{grant}/steps/approve", valid_days="30")
    accepted = await expert.send(await expert.get(grant), f"{grant}/steps/accept", agreed="yes")
    after = await expert.get(f"/needs/{need}")
    page = await owner.get(grant)
    unexplained = await owner.send(page, f"{grant}/steps/revoke")
    await owner.send(page, f"{grant}/steps/revoke", reason_code="misuse")

    assert blank.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "评估工况" in listed.text or "陈工" in listed.text
    assert SECRET not in before.text
    assert "可查阅" in accepted.text
    assert SECRET in after.text
    assert unexplained.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert SECRET not in (await expert.get(f"/needs/{need}")).text
    assert not any(Outline(one.text).faults() for one in (blank, asked, listed, accepted, page))
