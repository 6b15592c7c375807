"""What a service tells somebody arrives in their inbox at the portal."""

from typing import Any

from shared.auth import Role
from tests.running import bearer
from tests.waiting import eventually
from tests.whole import WholePlatform


def somebody(whole: WholePlatform, email: str) -> tuple[str, dict[str, str]]:
    """Return the id of somebody with an account, and what they show as a provider."""
    chief = bearer(whole.folder, Role.SECURITY_ADMINISTRATOR, subject="chief")
    body = {"email": email, "name": "陈明", "password": "Kq-Correct-Horse-9"}
    made = whole.client.post("/api/people/accounts", json=body, headers=chief)
    made.raise_for_status()
    person_id: str = made.json()["id"]
    return person_id, bearer(whole.folder, Role.PROVIDER, subject=person_id)


def inbox(whole: WholePlatform, shown: dict[str, str]) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = whole.client.get("/api/me/messages", headers=shown).json()[
        "items"
    ]
    return items


def test_an_owner_reads_at_the_portal_what_an_operator_did_in_the_catalogue(
    whole: WholePlatform,
) -> None:
    _, shown = somebody(whole, "owner-of-a-lab@city.cn")
    entry = whole.client.post("/catalog/providers", json={"name": "检测中心"}, headers=shown).json()

    whole.client.put(
        f"/catalog/providers/{entry['id']}/status",
        json={"action": "suspend", "reason_code": "wrong_data"},
        headers={**whole.operator, "If-Match": "*"},
    ).raise_for_status()

    eventually(lambda: len(inbox(whole, shown)) == 1)
    [message] = inbox(whole, shown)
    assert message["subject"] == "目录条目《检测中心》：暂停服务"
    assert "信息有误" in message["body"]
    assert message["read_at"] is None


def test_every_service_lets_auditors_check_its_log(whole: WholePlatform) -> None:
    auditor = bearer(whole.folder, Role.AUDITOR, subject="eye")
    places = ("/api/audit", "/catalog/audit", "/requests/audit")

    verdicts = [
        whole.client.get(f"{place}/verification", headers=auditor).json() for place in places
    ]

    assert [verdict["intact"] for verdict in verdicts] == [True, True, True]
