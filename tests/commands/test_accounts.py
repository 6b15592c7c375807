"""Accounts from the command line: the first administrator, and the people of the demo."""

import asyncio
import json
import re
import stat

import pytest

from deploy.commands.demo_people import FILE, PEOPLE, make_demo_people_once
from deploy.commands.main import execute
from tests.whole import WholePlatform


def where(whole: WholePlatform) -> list[str]:
    """Return the options that lead to the platform."""
    return ["--url", str(whole.client.base_url), "--data-dir", str(whole.folder)]


def signed_in_as(whole: WholePlatform, email: str, password: str) -> dict[str, str]:
    """Return the header of somebody who signs in."""
    body = {"email": email, "password": password, "carrier": "bearer"}
    answer = whole.client.post("/api/sessions", json=body)
    assert answer.status_code == 201, answer.text
    return {"Authorization": f"Bearer {answer.json()['token']}"}


def test_the_first_administrator_comes_from_the_command_line(
    whole: WholePlatform, capsys: pytest.CaptureFixture[str]
) -> None:
    roles = ["--role", "security_administrator"]

    code = execute(
        ["--lang", "en", "account", "boss@city.cn", "--name", "王", *roles, *where(whole)]
    )

    found = re.search(r"password\s+(\S+)", capsys.readouterr().out)
    assert code == 0
    assert found
    shown = signed_in_as(whole, "boss@city.cn", found[1])
    assert whole.client.get("/api/people", headers=shown).status_code == 200


def test_an_account_is_refused_two_administrations(
    whole: WholePlatform, capsys: pytest.CaptureFixture[str]
) -> None:
    roles = ["--role", "auditor", "--role", "system_administrator"]

    code = execute(
        ["--lang", "en", "account", "both@city.cn", "--name", "李", *roles, *where(whole)]
    )

    assert code == 2
    assert "exclude each other" in capsys.readouterr().err


def test_each_role_of_the_demo_has_an_account_with_a_password_of_its_own(
    whole: WholePlatform,
) -> None:
    url = str(whole.client.base_url)

    asyncio.run(make_demo_people_once(url, whole.folder))
    first = json.loads((whole.folder / FILE).read_bytes())
    asyncio.run(make_demo_people_once(url, whole.folder))

    assert json.loads((whole.folder / FILE).read_bytes()) == first
    assert stat.S_IMODE((whole.folder / FILE).stat().st_mode) == 0o600
    assert len(set(first.values())) == len(PEOPLE)
    roles = set()
    for email, password in first.items():
        shown = signed_in_as(whole, email, password)
        roles |= set(whole.client.post("/api/tokens/short", headers=shown, json={}).json()["roles"])
    assert roles == {
        "firm",
        "provider",
        "expert",
        "operator",
        "system_administrator",
        "security_administrator",
        "auditor",
    }
