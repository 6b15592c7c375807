"""Who may call what of matching. The statuses stand here apart from the code that decides them."""

from typing import Final

import pytest

from shared.auth import Role
from tests.access.matrix import ALL, COMMON, GONE, WHO, Matrix, Row, disagreements
from tests.running import bearer
from tests.waiting import eventually
from tests.whole import WholePlatform


def for_those_who_run_it(status: int) -> tuple[int, ...]:
    """Return the answers where only operators and system administrators may call."""
    may = {Role.OPERATOR, Role.SYSTEM_ADMINISTRATOR}
    return tuple(status if who in may else 401 if who == "nobody" else 403 for who in WHO)


def for_operators(status: int) -> tuple[int, ...]:
    """Return the answers where only operators may call."""
    return tuple(status if who is Role.OPERATOR else 401 if who == "nobody" else 403 for who in WHO)


KNOWN: Final = tuple(401 if who == "nobody" else 200 for who in WHO)
KNOWN_GONE: Final = tuple(401 if who == "nobody" else 404 for who in WHO)
SKIP: Final = {"action": "skip"}

MATRIX: Final[Matrix] = {
    **COMMON,
    ("POST", "/matches/preview"): [Row(ALL, body={"text": "压铸件气孔"})],
    ("POST", "/demands/similar"): [Row(ALL, body={"title": "压铸件气孔"})],
    ("GET", "/demands/{demand_id}/matches"): [
        Row(ALL, "/demands/{published}/matches"),
        Row(GONE, "/demands/{draft}/matches"),
        Row(GONE, "/demands/{unknown}/matches"),
    ],
    ("GET", "/{entries}/{entry_id}/demands"): [
        Row(ALL, "/providers/{active}/demands"),
        Row(GONE, "/providers/{withdrawn}/demands"),
        Row(GONE, "/experts/{active}/demands"),
        Row(GONE, "/experts/{unknown}/demands"),
    ],
    ("GET", "/{entries}/{entry_id}/demands/{demand_id}"): [
        Row(KNOWN, "/providers/{active}/demands/{published}"),
        Row(KNOWN_GONE, "/providers/{active}/demands/{draft}"),
        Row(KNOWN_GONE, "/providers/{withdrawn}/demands/{published}"),
    ],
    ("POST", "/understanding"): [Row(ALL, body={"text": "压铸件气孔"})],
    ("GET", "/terms/fields"): [Row(for_operators(200))],
    ("POST", "/terms/proposals"): [
        Row(
            for_operators(422),
            body={"term": "压铸", "english": ["x"], "kind": "process", "field": "-"},
        )
    ],
    ("GET", "/terms/proposals"): [Row(for_operators(200))],
    ("GET", "/terms/proposals/{proposal_id}"): [
        Row(for_operators(404), "/terms/proposals/{unknown}")
    ],
    ("GET", "/terms/proposals/{proposal_id}/history"): [
        Row(for_operators(404), "/terms/proposals/{unknown}/history")
    ],
    ("PUT", "/terms/proposals/{proposal_id}/status"): [
        Row(for_operators(404), "/terms/proposals/{unknown}/status", {"action": "approve"})
    ],
    ("POST", "/teams/packages"): [Row(KNOWN, body={"text": "压铸件气孔"})],
    ("POST", "/teams/preview"): [Row(KNOWN, body={"packages": [{"name": "压铸件气孔"}]})],
    ("GET", "/search"): [Row(ALL, "/search?q=气孔")],
    ("GET", "/gaps"): [Row(for_operators(200))],
    ("GET", "/problems"): [Row(ALL)],
    ("GET", "/reindex"): [Row(for_those_who_run_it(200))],
    ("POST", "/reindex"): [Row(for_those_who_run_it(202))],
    ("GET", "/quarantine"): [Row(for_those_who_run_it(200))],
    ("PUT", "/quarantine/{peer}/{sequence}"): [
        Row(for_those_who_run_it(404), "/quarantine/catalog/999999", SKIP),
        Row(for_those_who_run_it(404), "/quarantine/moon/1", SKIP),
    ],
}

ROWS: Final = {"source": "access", "rows": [{"source_id": "1", "title": "压铸件气孔多"}]}
UNKNOWN: Final = "01a206e1-b95b-72d3-80b6-f721a74c37bb"


@pytest.fixture(scope="module")
def ids(whole: WholePlatform) -> dict[str, str]:
    """Return the ids of what everybody may know of, and of what is not for everybody."""
    post, operator = whole.client.post, whole.operator
    need = post("/requests/demands/import", json={**ROWS, "publish": True}, headers=operator)
    draft = post(
        "/requests/demands", json={"title": "没有提交"}, headers=bearer(whole.folder, Role.FIRM)
    )
    entries = [
        post("/catalog/providers", json={"name": name}, headers=operator).json()["id"]
        for name in ("在用的中心", "撤下的中心")
    ]
    whole.client.put(
        f"/catalog/providers/{entries[1]}/status",
        json={"action": "withdraw", "reason_code": "other"},
        headers={**operator, "If-Match": "*"},
    ).raise_for_status()
    published = need.json()["rows"][0]["id"]
    for place in (f"demands/{published}/matches", f"providers/{entries[0]}/demands"):
        eventually(lambda: whole.client.get(f"/matching/{place}").is_success)  # noqa: B023 - called at once
    return {
        "published": published,
        "draft": draft.json()["id"],
        "active": entries[0],
        "withdrawn": entries[1],
        "unknown": UNKNOWN,
    }


def test_everybody_may_do_what_the_matrix_says(whole: WholePlatform, ids: dict[str, str]) -> None:
    wrong = disagreements(whole, "/matching", MATRIX, ids)

    assert not wrong


def test_what_is_out_of_sight_is_answered_like_what_does_not_exist(
    whole: WholePlatform, ids: dict[str, str]
) -> None:
    hidden = whole.client.get(f"/matching/demands/{ids['draft']}/matches").json()
    unknown = whole.client.get(f"/matching/demands/{ids['unknown']}/matches").json()

    assert hidden["type"] == unknown["type"]
    assert hidden["detail"].replace(ids["draft"], "") == unknown["detail"].replace(UNKNOWN, "")
