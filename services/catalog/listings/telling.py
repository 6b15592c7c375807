"""Tells people what becomes of a listing."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.catalog.entries.telling import owner_of
from services.catalog.listings.domain import REASON_LABELS, ListingStatus
from services.catalog.listings.lifecycle import LIFECYCLE
from services.catalog.listings.models import ListingStep
from services.catalog.messages import MESSAGES, MessageCode
from services.catalog.providers.models import Provider
from shared.auth import Role
from shared.messages.wire import role


def tell(session: AsyncSession, provider: Provider, step: ListingStep) -> None:
    """Tell the owner what others did, and operators what waits for them."""
    link = f"/providers/{provider.id}"
    status = LIFECYCLE.labels[step.to_status]
    owner = owner_of(provider)
    if owner is not None and provider.owner_subject != step.actor:
        stale = step.to_status is ListingStatus.STALE
        facts = {"name": provider.name}
        if not stale:
            reason = REASON_LABELS[step.reason_code] if step.reason_code else None
            facts |= {"status": status, "reason": reason}  # type: ignore[dict-item]  # a Text
        code = MessageCode.LISTING_STALE if stale else MessageCode.LISTING_MOVED
        MESSAGES.tell(session, to=owner, code=code, facts=facts, link=link)
    if step.to_status is ListingStatus.PENDING:
        tell_operators(session, provider.id, provider.name)


def tell_operators(session: AsyncSession, provider_id: UUID, name: str) -> None:
    """Tell operators that a provider waits to be verified."""
    MESSAGES.tell(
        session,
        to=role(Role.OPERATOR),
        code=MessageCode.LISTING_WAITS,
        facts={"name": name},
        link=f"/providers/{provider_id}",
    )
