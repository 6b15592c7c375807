import json

import sqlalchemy as sa

from services.portal.accounts.domain import GrantedRole
from services.portal.privacy.repository import tables
from services.portal.tables import PortalTable
from tests.portal.site import PASSWORD, Site, sign_in
from tests.portal.test_organizations import joined, moved, registered
from tests.portal.test_tokens import api_token

EMAIL = "ming@firm.cn"


def test_every_table_says_whose_data_it_holds() -> None:
    silent = [model.__name__ for model in tables() if "PERSON" not in vars(model)]
    wrong = [
        model.__name__
        for model in tables()
        for column in (model.PERSON, model.ADDRESS, *model.SECRET)
        if column is not None and column not in sa.inspect(model).columns
    ]

    assert (silent, wrong) == ([], [])
    assert {model.__tablename__ for model in tables()} == set(PortalTable.metadata.tables)


def test_no_table_that_points_to_a_person_passes_for_nobodys() -> None:
    hidden = [
        model.__name__
        for model in tables()
        if model.PERSON is None
        for key in model.metadata.tables[str(model.__tablename__)].foreign_keys
        if key.column.table.name == "person"
    ]

    assert hidden == []


async def test_people_take_along_everything_but_secrets(site: Site) -> None:
    ming = await site.person(EMAIL)
    await registered(ming)
    made = await api_token(ming, "catalog")

    export = (await ming.get("/api/me/export")).json()

    filled = {name for name, rows in export["tables"].items() if rows}
    assert {"person", "credential", "consent", "session", "membership", "api_token"} <= filled
    said = json.dumps(export, ensure_ascii=False)
    assert EMAIL in said
    for secret in ("token_hash", "password_hash", "argon2", made["token"], PASSWORD):
        assert secret not in said


async def test_somebody_else_is_in_nobodys_export(site: Site) -> None:
    owner = await site.person("owner@firm.cn", name="何经理")
    place = await registered(owner)
    guest = await joined(site, owner, place, "guest@firm.cn")

    said = json.dumps((await guest.get("/api/me/export")).json(), ensure_ascii=False)

    assert "owner@firm.cn" not in said
    assert "何经理" not in said


async def test_who_leaves_is_nowhere_and_the_accounts_of_others_stay_true(site: Site) -> None:
    owner = await site.person("owner@firm.cn")
    place = await registered(owner)
    ming = await joined(site, owner, place, EMAIL)
    ids = [member["person_id"] for member in (await owner.get(f"{place}/members")).json()]
    await owner.put(f"{place}/members/{ids[1]}", json={"role": "owner"})
    renamed = await ming.patch(place, json={"region_code": None}, headers={"If-Match": "*"})
    await moved(ming, place, "close", reason_code="owners_wish")

    left = await ming.post("/api/me/farewell", json={"password": PASSWORD})

    assert (renamed.status_code, left.status_code) == (200, 204)
    assert (await ming.get("/api/me")).status_code == 401
    assert (await sign_in(site.nobody, EMAIL)).status_code == 401
    assert EMAIL not in await everything(site)
    history = (await owner.get(f"{place}/history")).json()
    assert [step["actor"] for step in history] == [ids[1]]
    assert (await site.register(EMAIL)).status_code == 202
    assert (await site.letters(EMAIL)) == ["确认您的科桥账号"]


async def test_an_organization_is_not_left_without_an_owner(site: Site) -> None:
    owner = await site.person("owner@firm.cn")
    operator = await site.person("desk@city.cn", GrantedRole.OPERATOR)
    place = await registered(owner)
    guest = await joined(site, owner, place, EMAIL)
    me = (await guest.get("/api/me")).json()["id"]
    refused = await owner.post("/api/me/farewell", json={"password": PASSWORD})
    await owner.delete(f"{place}/members/{me}")

    left = await owner.post("/api/me/farewell", json={"password": PASSWORD})

    assert (refused.status_code, left.status_code) == (409, 204)
    assert (await operator.get(place)).json()["status"] == "closed"


async def test_nobody_closes_an_account_without_its_password(local_site: Site) -> None:
    ming = await local_site.person(EMAIL)

    answer = await ming.post("/api/me/farewell", json={"password": "wrong"})

    assert answer.status_code == 403
    assert (await ming.get("/api/me")).status_code == 200


async def test_an_invitation_of_somebody_who_left_works_no_more(site: Site) -> None:
    owner, guest = await site.person("owner@firm.cn"), await site.person(EMAIL)
    place = await registered(owner)
    await owner.post(f"{place}/invitations", json={"email": EMAIL})
    code = await site.code(EMAIL)
    await owner.post("/api/me/farewell", json={"password": PASSWORD})

    answer = await guest.post("/api/invitations/accept", json={"token": code})

    assert answer.status_code == 404


async def everything(site: Site) -> str:
    """Return all rows of all tables as one text."""
    said = []
    async with site.resources.database.snapshot() as session:
        for model in tables():
            rows = await session.execute(sa.select(*sa.inspect(model).columns))
            said += [str(tuple(row)) for row in rows]
    return "\n".join(said)
