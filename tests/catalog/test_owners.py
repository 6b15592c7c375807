"""Whose an entry is: what the other services are told, and who may say so."""

import httpx

from tests.catalog.conftest import Parties
from tests.catalog.stories import imported, written

UNKNOWN = "01a206e1-b95b-72d3-80b6-f721a74c37bb"


async def owner_of(parties: Parties, place: str) -> httpx.Response:
    """Return what a peer is told about an entry at a place such as `/experts/…`."""
    _, plural, entry_id = place.split("/")
    return await parties.service.get(f"/entries/{plural[:-1]}/{entry_id}/owner")


async def test_a_peer_is_told_who_answers_for_an_entry(parties: Parties) -> None:
    place = (await written(parties.expert, "experts")).headers["Location"]

    told = (await owner_of(parties, place)).json()

    assert told == {
        "kind": "expert",
        "id": place.rpartition("/")[2],
        "title": "陈知远",
        "owner_subject": "chen",
        "owner_organization": None,
        "status": "active",
    }


async def test_nobody_answers_for_what_was_imported(parties: Parties) -> None:
    report = await imported(parties.operator, [{"source_id": "1", "name": "外地研究院"}])

    told = (await owner_of(parties, f"/providers/{report['rows'][0]['id']}")).json()

    assert (told["owner_subject"], told["owner_organization"]) == (None, None)


async def test_an_entry_of_another_kind_is_not_found(parties: Parties) -> None:
    place = (await written(parties.expert, "experts")).headers["Location"]

    wrong = await owner_of(parties, place.replace("experts", "providers"))
    unknown = await owner_of(parties, f"/experts/{UNKNOWN}")

    assert (wrong.status_code, unknown.status_code) == (404, 404)


async def test_only_an_operator_names_the_organization_of_an_owner(parties: Parties) -> None:
    place = (await written(parties.provider)).headers["Location"]
    body, seen = {"owner_organization": "acme"}, {"If-Match": "*"}

    refused = await parties.provider.patch(place, json=body, headers=seen)
    named = await parties.operator.patch(place, json=body, headers=seen)

    assert (refused.status_code, refused.json()["type"]) == (
        403,
        "urn:keqiao:problem:operators-choice",
    )
    assert named.json()["owner_organization"] == "acme"


async def test_a_new_owner_does_not_act_for_the_organization_of_the_last(
    parties: Parties,
) -> None:
    place = (await written(parties.provider)).headers["Location"]
    seen = {"If-Match": "*"}
    await parties.operator.patch(place, json={"owner_organization": "acme"}, headers=seen)

    await parties.operator.patch(place, json={"owner_subject": "hua"}, headers=seen)

    told = (await owner_of(parties, place)).json()
    assert (told["owner_subject"], told["owner_organization"]) == ("hua", None)
