"""Whom the catalogue names as an entry's owner is whom the requests service invites."""

from http import HTTPStatus
from typing import Any

import httpx
import pytest

from services.requests.responses.domain import EntryKind
from shared.auth import Role
from tests.running import bearer
from tests.whole import WholePlatform

ENTRIES: dict[EntryKind, tuple[str, dict[str, Any]]] = {
    EntryKind.PROVIDER: ("providers", {"name": "受邀的中心"}),
    EntryKind.OFFERING: ("offerings", {"title": "受邀的服务", "service_class": "consulting"}),
    EntryKind.EXPERT: ("experts", {"name": "受邀的专家"}),
    EntryKind.FACILITY: ("facilities", {"title": "受邀的装置", "facility_class": "testing"}),
    EntryKind.ACHIEVEMENT: ("achievements", {"title": "受邀的成果"}),
}
UNKNOWN = "01a206e1-b95b-72d3-80b6-f721a74c37bb"


@pytest.fixture(scope="module")
def need(whole: WholePlatform) -> str:
    """Return the id of a need that is published."""
    rows = {"source": "owners", "rows": [{"source_id": "1", "title": "要请人来看的难题"}]}
    imported = whole.client.post(
        "/requests/demands/import", json={**rows, "publish": True}, headers=whole.operator
    )
    demand_id: str = imported.json()["rows"][0]["id"]
    return demand_id


def invite(whole: WholePlatform, need: str, kind: EntryKind, entry_id: str) -> httpx.Response:
    """Invite whoever answers for an entry."""
    return whole.client.post(
        f"/requests/demands/{need}/invitations",
        json={"entry": {"kind": kind, "id": entry_id}},
        headers=whole.operator,
    )


@pytest.mark.parametrize("kind", EntryKind)
def test_the_owner_of_an_entry_of_each_kind_is_invited(
    whole: WholePlatform, need: str, kind: EntryKind
) -> None:
    owner = {"owner_subject": f"owner of {kind}", "owner_organization": f"organization of {kind}"}
    place, said = ENTRIES[kind]
    listed = whole.client.post(f"/catalog/{place}", json={**said, **owner}, headers=whole.operator)
    assert listed.status_code == HTTPStatus.CREATED, listed.text

    invited = invite(whole, need, kind, listed.json()["id"])

    person = bearer(
        whole.folder,
        Role.PROVIDER,
        subject=owner["owner_subject"],
        organization=owner["owner_organization"],
    )
    seen = whole.client.get("/requests/responses?part=author", headers=person).json()["items"]
    assert invited.status_code == HTTPStatus.CREATED, invited.text
    assert [one["id"] for one in seen] == [invited.json()["id"]]
    assert invited.json()["entry"]["title"] == next(iter(said.values()))


def test_an_entry_nobody_answers_for_and_one_that_is_not_there_are_told_apart(
    whole: WholePlatform, need: str
) -> None:
    rows = [{"source_id": "1", "name": "无人认领的中心"}]
    imported = whole.client.post(
        "/catalog/providers/import",
        json={"source": "owners", "rows": rows},
        headers=whole.operator,
    ).json()

    unclaimed = invite(whole, need, EntryKind.PROVIDER, imported["rows"][0]["id"])
    absent = invite(whole, need, EntryKind.EXPERT, UNKNOWN)

    assert unclaimed.json()["type"] == "urn:keqiao:problem:entry-unanswered"
    assert (absent.status_code, absent.json()["type"]) == (
        HTTPStatus.NOT_FOUND,
        "urn:keqiao:problem:entry-not-found",
    )
