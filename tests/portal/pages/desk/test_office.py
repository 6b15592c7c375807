"""Auditors read the logs and check them; security administrators look after accounts."""

from http import HTTPStatus

from services.portal.accounts.domain import GrantedRole
from tests.portal.notifications.stories import identity
from tests.portal.pages.world import World


async def test_an_auditor_reads_every_log_and_finds_it_whole(world: World, need: str) -> None:
    auditor = await world.signed_in("sun@city.cn", GrantedRole.AUDITOR)
    firm = await world.signed_in("wang@firm.cn")

    pages = [
        await auditor.get(f"/desk/audit?service={name}&verify=yes")
        for name in ("portal", "catalog", "requests")
    ]
    found = await auditor.get(f"/desk/audit?service=requests&subject=demand/{need}")
    none = await auditor.get("/desk/audit?action=nothing.of.the.kind")
    refused = await firm.get("/desk/audit")
    elsewhere = await auditor.get("/desk/people")

    assert all("日志完整" in page.text for page in pages)
    assert need in found.text
    assert "没有符合条件的记录" in none.text
    assert refused.status_code == elsewhere.status_code == HTTPStatus.FORBIDDEN


async def test_a_security_administrator_grants_roles_but_not_to_themselves(world: World) -> None:
    chief = await world.signed_in("chief@city.cn", GrantedRole.SECURITY_ADMINISTRATOR)
    somebody = await world.signed_in("zhao@city.cn", name="赵青")
    own = f"/desk/people/{await identity(chief.client)}"
    place = f"/desk/people/{await identity(somebody.client)}"

    people = await chief.get("/desk/people?email=zhao@city.cn")
    granted = await chief.post(f"{place}/roles/operator/grant")
    desk = await somebody.get("/desk")
    revoked = await chief.post(f"{place}/roles/operator/revoke")
    closed = await chief.post(f"{place}/disable")
    locked = await somebody.get("/needs")
    refused = await chief.post(f"{own}/roles/auditor/grant")
    taken = await chief.post("/desk/people", email="zhao@city.cn", name="又一个", role="operator")
    made = await chief.post("/desk/people", email="qian@city.cn", name="钱进", role="operator")

    assert "赵青" in people.text
    assert "已授予" in granted.text
    assert desk.status_code == HTTPStatus.OK
    assert "已授予" not in revoked.text
    assert "已停用" in closed.text
    assert locked.url.path == "/sign-in"
    assert refused.status_code == HTTPStatus.FORBIDDEN
    assert taken.status_code in {HTTPStatus.CONFLICT, HTTPStatus.UNPROCESSABLE_ENTITY}
    assert "又一个" in taken.text
    assert "钱进" in made.text
