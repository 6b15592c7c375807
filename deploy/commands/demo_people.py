"""Makes an account of each role for the demo, with passwords of this installation alone."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from deploy.client import Client
from deploy.commands.accounts import new_password
from deploy.commands.connecting import SERVICES, people_issuer, token_as
from deploy.commands.speech import complain, results, spoken
from shared.auth import Role
from shared.errors import PlatformError
from shared.language import Text

FILE: Final = "demo-accounts.json"


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody of the demo, and the organization they registered, if any."""

    email: str
    name: str
    label: Text
    role: Role | None = None
    organization: Mapping[str, str] | None = None


PEOPLE: Final = (
    DemoPerson(
        "firm@demo.example",
        "何经理",
        Text("企业", "firm"),
        organization={
            "name": "示范压铸有限公司",
            "kind": "enterprise",
            "uscc": "91441900MA5KQ0001R",
            "region_code": "441900",
        },
    ),
    DemoPerson(
        "provider@demo.example",
        "林主任",
        Text("服务机构", "provider"),
        organization={
            "name": "示范检测研究院",
            "kind": "university_institute",
            "uscc": "12441900MA5KQ00022",
            "region_code": "441900",
        },
    ),
    DemoPerson("expert@demo.example", "陈教授", Text("专家", "expert"), Role.EXPERT),
    DemoPerson("operator@demo.example", "李运营", Text("运营人员", "operator"), Role.OPERATOR),
    DemoPerson(
        "system@demo.example",
        "系统管理员",
        Text("系统管理员", "system administrator"),
        Role.SYSTEM_ADMINISTRATOR,
    ),
    DemoPerson(
        "security@demo.example",
        "安全管理员",
        Text("安全管理员", "security administrator"),
        Role.SECURITY_ADMINISTRATOR,
    ),
    DemoPerson("auditor@demo.example", "审计管理员", Text("审计管理员", "auditor"), Role.AUDITOR),
)

_HEADING: Final = Text(
    "演示账号（仅供演示，密码保存在 {file}）", "Demo accounts (passwords are in {file})"
)


async def make_demo_people_once(url: str, data_directory: Path) -> None:
    """Make the accounts that are not there yet, and show all with their passwords."""
    file = data_directory / FILE
    known: dict[str, str] = json.loads(file.read_bytes()) if file.exists() else {}
    for person in PEOPLE:
        if person.email not in known:
            password = new_password()
            try:
                await _make(url, data_directory, person, password)
            except PlatformError as error:
                complain(error)
                continue
            known[person.email] = password
            _keep(file, known)
    _show(file, known)


async def _make(url: str, data_directory: Path, person: DemoPerson, password: str) -> None:
    roles = [person.role.value] if person.role else []
    body = {"email": person.email, "name": person.name, "roles": roles, "password": password}
    security = token_as(Role.SECURITY_ADMINISTRATOR, "", data_directory)
    async with Client(url, security) as client:
        made = await client.post("/api/people/accounts", body)
    if person.organization:
        await _register(url, data_directory, made["id"], person.organization)


async def _register(
    url: str, data_directory: Path, person_id: str, organization: Mapping[str, str]
) -> None:
    """Register an organization as its owner, and verify it as an operator."""
    issuer = people_issuer(data_directory)
    if issuer is None:
        return
    owner = issuer.issue(
        subject=person_id, roles=[], audience=SERVICES, lifetime=timedelta(minutes=1)
    )
    async with Client(url, lambda: owner) as client:
        registered: dict[str, Any] = await client.post("/api/organizations", dict(organization))
    async with Client(url, token_as(Role.OPERATOR, "", data_directory)) as client:
        await client.put(f"/api/organizations/{registered['id']}/status", {"action": "verify"})


def _keep(file: Path, known: Mapping[str, str]) -> None:
    """Keep the passwords where only this user of the machine reads them."""
    draft = file.with_suffix(".draft")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as written:
        json.dump(known, written, indent=1)
    draft.replace(file)


def _show(file: Path, known: Mapping[str, str]) -> None:
    lines = [
        f"  {person.email:<24}{known[person.email]:<24}{spoken(person.label)}"
        for person in PEOPLE
        if person.email in known
    ]
    results().print("\n".join([spoken(_HEADING, file=file), *lines]), markup=False)
