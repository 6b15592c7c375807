"""What the portal records in its audit log, and under which names."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.portal.tables import TRAIL
from shared.audit.models import Outcome
from shared.audit.trail import Detail
from shared.auth import Caller

NOBODY: Final = "nobody"
"""Who acts when it is not known who; also whom a sign-in without an account concerns."""


class Act(StrEnum):
    """What is recorded."""

    SIGN_IN = "session.open"
    SIGN_OUT = "session.end"
    END_OTHER_SESSIONS = "session.end_others"
    END_ALL_SESSIONS = "session.end_all"
    PAUSE_SIGN_IN = "sign_in.pause"
    RELEASE_SIGN_IN = "sign_in.release"
    PROVE_PASSWORD = "password.prove"  # noqa: S105 - the name of an act
    CHANGE_PASSWORD = "password.change"  # noqa: S105 - the name of an act
    RESET_PASSWORD = "password.reset"  # noqa: S105 - the name of an act
    CREATE_ACCOUNT = "account.create"
    ASK_FOR_ADDRESS = "address.ask"
    CHANGE_ADDRESS = "address.change"
    DISABLE_ACCOUNT = "account.disable"
    ENABLE_ACCOUNT = "account.enable"
    EXPORT_DATA = "account.export"
    ERASE_ACCOUNT = "account.erase"
    ERASE_ELSEWHERE = "account.erase_elsewhere"
    GRANT_ROLE = "role.grant"
    REVOKE_ROLE = "role.revoke"
    ISSUE_TOKEN = "token.issue"  # noqa: S105 - the name of an act
    REVOKE_TOKEN = "token.revoke"  # noqa: S105 - the name of an act
    REGISTER_ORGANIZATION = "organization.register"
    CHANGE_ORGANIZATION = "organization.change"
    MOVE_ORGANIZATION = "organization.move"
    INVITE_MEMBER = "member.invite"
    JOIN_ORGANIZATION = "member.join"
    APPOINT_MEMBER = "member.appoint"
    REMOVE_MEMBER = "member.remove"


def record(  # noqa: PLR0913 - what happened, and how it ended
    session: AsyncSession,
    actor: Caller | UUID | str,
    act: Act,
    subject: str,
    *,
    outcome: Outcome = Outcome.DONE,
    details: Mapping[str, Detail] | None = None,
) -> None:
    """Record an act if and when `session` commits; details are ids, codes and numbers."""
    who = actor if isinstance(actor, Caller) else str(actor)
    TRAIL.record(
        session, actor=who, action=act.value, subject=subject, outcome=outcome, details=details
    )


def of_person(person_id: UUID | None) -> str:
    """Return how somebody is named in the log."""
    return f"person/{person_id or NOBODY}"


def of_organization(organization_id: UUID) -> str:
    """Return how an organization is named in the log."""
    return f"organization/{organization_id}"
