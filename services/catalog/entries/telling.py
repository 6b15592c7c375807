"""Tells owners what others did with their entries, and the audit log who did."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from services.catalog.entries.domain import ReasonCode
from services.catalog.entries.lifecycle import LIFECYCLE
from services.catalog.entries.models import EntryTable, StatusChange
from services.catalog.messages import MESSAGES, MessageCode
from services.catalog.tables import TRAIL
from shared.auth import Caller
from shared.language import Text
from shared.messages.wire import Recipient, organization, person

REASONS: Final[Mapping[ReasonCode, Text]] = MappingProxyType(
    {
        ReasonCode.NO_LONGER_OFFERED: Text("不再提供", "it is no longer offered"),
        ReasonCode.MAINTENANCE: Text("维护中", "maintenance"),
        ReasonCode.FULLY_BOOKED: Text("已约满", "it is fully booked"),
        ReasonCode.DUPLICATE: Text("重复条目", "it is a duplicate"),
        ReasonCode.WRONG_DATA: Text("信息有误", "what it says is wrong"),
        ReasonCode.UNQUALIFIED: Text("不具备所述资质", "a qualification it claims is missing"),
        ReasonCode.RULE_VIOLATION: Text("违反平台规则", "it broke the rules of the platform"),
        ReasonCode.OWNER_REQUEST: Text("应所有者要求", "its owner asked for it"),
        ReasonCode.OTHER: Text("其他", "another reason"),
    }
)


def owner_of(entry: EntryTable) -> Recipient | None:
    """Return who is told of an entry: its owner, or the organization if its owner has left."""
    if entry.owner_subject is not None:
        return person(entry.owner_subject)
    return None if entry.owner_organization is None else organization(entry.owner_organization)


def tell_of_move(
    session: AsyncSession, caller: Caller, entry: EntryTable, change: StatusChange
) -> None:
    """Record a step in an entry's life, and tell its owner if somebody else took it."""
    place = f"{change.kind.value}/{entry.id}"
    TRAIL.record(
        session,
        actor=caller,
        action=f"entry.{change.action.value}",
        subject=place,
        details={"status": change.to_status.value, "reason_code": change.reason_code},
    )
    owner = owner_of(entry)
    if owner is None or entry.owner_subject == caller.subject:
        return
    MESSAGES.tell(
        session,
        to=owner,
        code=MessageCode.ENTRY_MOVED,
        facts={
            "title": str(getattr(entry, entry.NAME)),
            "status": LIFECYCLE.labels[change.to_status],
            "reason": REASONS[change.reason_code] if change.reason_code else None,
        },
        link=f"/catalog/{place}",
    )
