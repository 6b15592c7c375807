"""What must happen once happens once, however many try at the same moment."""

import asyncio
from collections.abc import Iterable

import httpx

from services.portal.accounts.domain import ADMINISTRATION, GrantedRole
from tests.portal.site import PASSWORD, Site
from tests.portal.test_administration import person_id
from tests.portal.test_organizations import joined, registered

EMAIL = "ming@firm.cn"


def statuses(answers: Iterable[httpx.Response]) -> list[int]:
    """Return the statuses, in order."""
    return sorted(answer.status_code for answer in answers)


async def test_two_owners_who_leave_at_once_do_not_both_leave(site: Site) -> None:
    owner = await site.person("owner@firm.cn")
    place = await registered(owner)
    heir = await joined(site, owner, place, "heir@firm.cn")
    mine, hers = await person_id(owner), await person_id(heir)
    await owner.put(f"{place}/members/{hers}", json={"role": "owner"})

    answers = await asyncio.gather(
        owner.delete(f"{place}/members/{mine}"), heir.delete(f"{place}/members/{hers}")
    )

    assert statuses(answers) == [204, 409]


async def test_a_code_from_a_letter_works_once(site: Site) -> None:
    await site.register(EMAIL)
    body = {"token": await site.code(EMAIL), "password": PASSWORD}
    confirmed = await asyncio.gather(
        *(site.nobody.post("/api/people/confirm", json=body) for _ in range(4))
    )
    await site.nobody.post("/api/password-resets", json={"email": EMAIL})
    code = await site.code(EMAIL)
    reset = await asyncio.gather(
        *(
            site.nobody.post(
                "/api/password-resets/redeem",
                json={"token": code, "new_password": f"Fresh-Paint-{n}"},
            )
            for n in range(4)
        )
    )

    assert statuses(confirmed) == [201, 410, 410, 410]
    assert statuses(reset) == [204, 410, 410, 410]


async def test_an_invitation_is_accepted_once(site: Site) -> None:
    owner, guest = await site.person("owner@firm.cn"), await site.person(EMAIL)
    place = await registered(owner)
    await owner.post(f"{place}/invitations", json={"email": EMAIL})
    body = {"token": await site.code(EMAIL)}

    answers = await asyncio.gather(
        *(guest.post("/api/invitations/accept", json=body) for _ in range(4))
    )

    assert statuses(answers)[0] == 200
    assert set(statuses(answers)[1:]) <= {404, 409, 410}
    assert len((await owner.get(f"{place}/members")).json()) == 2


async def test_nobody_gets_two_administrations_at_once(site: Site) -> None:
    security = await site.person("sec@city.cn", GrantedRole.SECURITY_ADMINISTRATOR)
    ming = await site.person(EMAIL)
    place = f"/api/people/{await person_id(ming)}/roles"

    answers = await asyncio.gather(
        *(security.put(f"{place}/{role}") for role in sorted(ADMINISTRATION))
    )

    assert statuses(answers) == [200, 409, 409]
