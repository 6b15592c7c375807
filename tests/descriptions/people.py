"""Who makes the generated requests: people with accounts, and what each shows to the platform."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from shared.auth import Role
from shared.types import new_id
from tests.running import bearer
from tests.whole import WholePlatform

Shown = Mapping[str, str]

LIFETIME: Final = timedelta(hours=12)
NOBODY: Final[Shown] = {}

ROLES: Final[Mapping[str, tuple[Role, ...]]] = {
    "operator": (Role.OPERATOR,),
    "firm": (Role.FIRM,),
    "expert": (Role.EXPERT, Role.PROVIDER),
    "anonymous": (),
}
"""The callers of every operation, and what they are to the platform."""


def shown_by(whole: WholePlatform, caller: str) -> Shown:
    """Return what one of `ROLES` shows; each time somebody new, in an organization of their own."""
    roles = ROLES[caller]
    return arrived(whole, *roles) if roles else NOBODY


def arrived(whole: WholePlatform, *roles: Role) -> Shown:
    """Return what somebody shows who has been given an account, and has these roles."""
    chief = bearer(whole.folder, Role.SECURITY_ADMINISTRATOR, subject="chief")
    name = f"generated-{new_id().hex}"
    account = {"email": f"{name}@city.cn", "name": name, "password": "Kq-Correct-Horse-9"}
    body = {**account, "roles": [role for role in roles if role is Role.OPERATOR]}
    answer = whole.client.post("/api/people/accounts", headers=chief, json=body)
    assert answer.is_success, answer.text
    person, organization = answer.json()["id"], str(new_id())
    return bearer(
        whole.folder, *roles, subject=person, organization=organization, lifetime=LIFETIME
    )
