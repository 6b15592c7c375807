"""What is done about listings, each inside one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, cast
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.catalog import policy
from services.catalog.entries.domain import EntryKind, is_stale
from services.catalog.entries.kind import Kind
from services.catalog.entries.publication import announce
from services.catalog.entries.repository import EntryRepository
from services.catalog.entries.service import changed_values
from services.catalog.entries.telling import owner_of
from services.catalog.listings.domain import (
    SHOWN,
    ListingAction,
    ListingCase,
    ListingReason,
    ListingStatus,
)
from services.catalog.listings.lifecycle import LIFECYCLE, SYSTEM
from services.catalog.listings.models import ListingStep
from services.catalog.listings.repository import ListingRepository
from services.catalog.listings.rules import ListingRules
from services.catalog.listings.schemas import ListingRead, ListingStepDraft, ListingStepRead
from services.catalog.listings.telling import tell
from services.catalog.providers.models import Provider
from services.catalog.providers.service import PROVIDERS
from services.catalog.tables import TRAIL
from shared.auth import Caller
from shared.clock import city_today, utc_now
from shared.feed.publisher import Feed
from shared.preconditions import require_match

CLOCK: Final = Caller("catalog")
"""Who acts when the clock does."""

BY_THE_CLOCK: Final = {
    ListingStatus.PENDING: ListingAction.ESCALATE,
    ListingStatus.VERIFIED: ListingAction.DELIST,
    ListingStatus.LISTED: ListingAction.GO_STALE,
    ListingStatus.STALE: ListingAction.SUSPEND,
    ListingStatus.SUSPENDED: ListingAction.DELIST,
}


@dataclass(frozen=True, slots=True)
class ListingDesk:
    """What a step at the desk needs: where, by what rules, and which kinds hang on a provider."""

    session: AsyncSession
    feed: Feed
    rules: ListingRules
    kinds: Sequence[Kind]


class ListingService:
    """The use cases, for one caller."""

    def __init__(self, desk: ListingDesk, caller: Caller) -> None:
        self._desk = desk
        self._caller = caller
        self._entries = EntryRepository(desk.session, PROVIDERS)
        self._listings = ListingRepository(desk.session)

    async def move(
        self, provider_id: UUID, draft: ListingStepDraft, if_match: str | None
    ) -> Provider:
        """Take a step with a listing.

        Raises:
            ProviderNotFoundError: To the caller there is no such provider.
            ForbiddenError: The caller is neither its owner nor an operator, or not who may.
            ConflictError: It is not possible now.
        """
        provider = await self._editable(provider_id, for_update=True)
        require_match(if_match, provider.version)
        parties = policy.entries.parties(self._caller, EntryKind.PROVIDER, provider)
        await self._take(provider, draft, parties)
        return provider

    async def read(self, provider_id: UUID) -> ListingRead:
        """Return how a provider is listed, to its owner and operators.

        Raises:
            ProviderNotFoundError: To the caller there is no such provider.
            ForbiddenError: The caller is neither its owner nor an operator.
        """
        provider = await self._editable(provider_id)
        return await self.shown(provider)

    async def shown(self, provider: Provider) -> ListingRead:
        """Return how a provider is listed, as the caller may read it."""
        parties = policy.entries.parties(self._caller, EntryKind.PROVIDER, provider)
        steps = await self._listings.history(provider.id)
        return ListingRead(
            status=provider.listing_status,
            due_at=provider.listing_due_at,
            actions=LIFECYCLE.actions_for(provider.listing_status, parties),
            history=[ListingStepRead.model_validate(step) for step in steps],
        )

    async def do_what_is_due(self, now: datetime, *, limit: int) -> int:
        """Take the steps whose time has come; return how many there were."""
        due = await self._listings.due(now, city_today(), limit=limit)
        for provider in due:
            await self._take(provider, _by_the_clock(provider), frozenset({SYSTEM}))
        return len(due)

    async def _editable(self, provider_id: UUID, *, for_update: bool = False) -> Provider:
        policy.entries.require_author(self._caller, EntryKind.PROVIDER)
        entry = await self._entries.get(provider_id, for_update=for_update)
        if not policy.entries.sees(self._caller, EntryKind.PROVIDER, entry):
            raise PROVIDERS.not_found(provider_id)
        policy.entries.require_editor(self._caller, EntryKind.PROVIDER, entry)
        return cast("Provider", entry)

    async def _take(
        self, provider: Provider, draft: ListingStepDraft, parties: frozenset[str]
    ) -> None:
        before = provider.listing_status
        said = draft.reason_code is not None and (
            draft.reason_code is not ListingReason.OTHER or bool(draft.note)
        )
        after = LIFECYCLE.next(before, draft.action, parties, ListingCase(reason_given=said))
        now = utc_now()
        step = ListingStep(
            provider_id=provider.id,
            action=draft.action,
            from_status=before,
            to_status=after,
            actor=self._caller.subject,
            at=now,
            reason_code=draft.reason_code,
            note=draft.note,
        )
        self._desk.session.add(step)
        await self._store(provider, step)
        tell(self._desk.session, provider, step)
        details = {"from": before.value, "to": after.value, "reason": draft.reason_code}
        TRAIL.record(
            self._desk.session,
            actor=self._caller,
            action=f"listing.{draft.action}",
            subject=f"provider/{provider.id}",
            details=details,
        )

    async def _store(self, provider: Provider, step: ListingStep) -> None:
        owned = owner_of(provider) is not None
        values = {
            **changed_values(PROVIDERS, provider, PROVIDERS.stated_in(provider)),
            "listing_status": step.to_status,
            "listing_due_at": self._desk.rules.due(step.to_status, step.at, owned=owned),
        }
        if step.action is ListingAction.ASSURE and step.actor != CLOCK.subject:
            values["assured_date"] = city_today()
        await self._entries.update([values])
        await self._desk.session.refresh(provider)
        await announce(self._desk.feed, self._desk.session, PROVIDERS, [values])
        if (step.from_status in SHOWN) != (step.to_status in SHOWN):
            await self._announce_its_entries(provider)

    async def _announce_its_entries(self, provider: Provider) -> None:
        """Tell followers of what the provider offers: it comes and goes with the provider."""
        for kind in self._desk.kinds:
            entries = await self._listings.entries_of(provider.id, kind)
            rows = [kind.values_of(entry) for entry in entries]
            await announce(self._desk.feed, self._desk.session, kind, rows)


def _by_the_clock(provider: Provider) -> ListingStepDraft:
    status = provider.listing_status
    action = BY_THE_CLOCK[status]
    if status is ListingStatus.STALE and is_stale(provider.assured_date, city_today()) is False:
        action = ListingAction.ASSURE
    return ListingStepDraft(action=action, reason_code=ListingReason.TIME_ELAPSED)
