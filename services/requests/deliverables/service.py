"""What can be done with files: no transaction is open while their bytes are read or written."""

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.requests.deliverables.domain import FileType, Purpose, claimed_type, safe_name
from services.requests.deliverables.errors import FileLostError, FileTypeError
from services.requests.deliverables.models import Deliverable
from services.requests.deliverables.repository import DeliverableRepository
from services.requests.deliverables.schemas import DeliverableRead
from services.requests.deliverables.store import FileStore, Kept
from services.requests.engagements.access import Access, Held
from services.requests.engagements.domain import Party
from services.requests.engagements.errors import NotYourPartError
from services.requests.engagements.openings import FOR_FILES, FOR_RESULTS
from services.requests.engagements.recording import record
from services.requests.milestones.repository import MilestoneRepository
from services.requests.tables import TRAIL, IdempotencyKey
from shared.auth import Caller
from shared.database import Database
from shared.idempotency import Answer, IdempotentRequest, answered_before, once


@dataclass(frozen=True, slots=True)
class Arriving:
    """A file on its way in."""

    name: str
    bytes: BinaryIO
    purpose: Purpose
    description: str | None = None
    milestone_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Leaving:
    """A file on its way out."""

    deliverable: Deliverable
    place: Path


class FilingService:
    """The use cases of files."""

    def __init__(self, database: Database, store: FileStore) -> None:
        self._database = database
        self._store = store

    async def of(self, caller: Caller, engagement_id: UUID) -> list[DeliverableRead]:
        """Return the files of an engagement, the first first.

        Raises:
            EngagementNotFoundError: There is none that the caller may know of.
        """
        async with self._database.snapshot() as session:
            held = await Access(session).read(caller, engagement_id)
            found = await DeliverableRepository(session).of(engagement_id)
        return [DeliverableRead.model_validate(one) for one in found if _may_read(held, one)]

    async def hand_in(
        self, caller: Caller, engagement_id: UUID, arriving: Arriving, asked: IdempotentRequest
    ) -> Answer:
        """Store a file; the same file again is the one that is there.

        Raises:
            EngagementNotFoundError: There is none that the caller may know of.
            NotYourPartError: Results are for those to hand in who help.
            WrongStageError: Nothing is to be handed in now.
            MilestoneNotFoundError: The engagement has no such milestone.
            FileTypeError: The file is of a type that is not taken.
            FileTooLargeError: It is too large.
            FileEmptyError: It is empty.
            NoRoomError: The disk is full.
            IdempotencyKeyReusedError: The key came with another file, or with other words.
        """
        async with self._database.snapshot() as session:
            # Before the bytes are stored: those of a request that is refused would stay.
            before = await answered_before(session, IdempotencyKey, asked)
            if before is not None:
                return before
            _may_hand_in(await Access(session).read(caller, engagement_id), arriving.purpose)
        kind = claimed_type(arriving.name)
        if kind is None:
            raise FileTypeError
        kept = await asyncio.to_thread(self._store.keep, arriving.bytes, kind)
        async with self._database.transaction() as session:

            async def act() -> Answer:
                held = await Access(session).locked(caller, engagement_id)
                _may_hand_in(held, arriving.purpose)
                if arriving.milestone_id is not None:
                    await MilestoneRepository(session).locked(engagement_id, arriving.milestone_id)
                deliverable = _filed(caller, held, arriving, kind, kept)
                return Answer.of(await _stored(session, caller, held, deliverable), headers={})

            return await once(session, IdempotencyKey, asked, act)

    async def take_out(self, caller: Caller, engagement_id: UUID, deliverable_id: UUID) -> Leaving:
        """Return a file and where its bytes lie; that it was read is in the audit log.

        Raises:
            EngagementNotFoundError: There is none that the caller may know of.
            DeliverableNotFoundError: It has no such file, or not for the caller.
            FileLostError: Its bytes are not where they should be.
        """
        async with self._database.transaction() as session:
            held = await Access(session).read(caller, engagement_id)
            deliverable = await DeliverableRepository(session).get(engagement_id, deliverable_id)
            if not _may_read(held, deliverable):
                raise NotYourPartError
            TRAIL.record(
                session,
                actor=caller,
                action="deliverable.read",
                subject=f"demand/{held.engagement.demand_id}",
                details={"deliverable": str(deliverable_id), "sha256": deliverable.sha256},
            )
        place = self._store.place_of(deliverable.sha256)
        there = await asyncio.to_thread(self._store.holds, deliverable.sha256, deliverable.size)
        if not there:
            raise FileLostError(deliverable_id=deliverable_id)
        return Leaving(deliverable, place)


def _filed(
    caller: Caller, held: Held, arriving: Arriving, kind: FileType, kept: Kept
) -> Deliverable:
    return Deliverable(
        engagement_id=held.engagement.id,
        milestone_id=arriving.milestone_id,
        purpose=arriving.purpose,
        party=held.voice,
        subject=caller.subject,
        name=safe_name(arriving.name, kind),
        file_type=kind,
        size=kept.size,
        sha256=kept.sha256,
        description=arriving.description,
    )


async def _stored(
    session: AsyncSession, caller: Caller, held: Held, deliverable: Deliverable
) -> DeliverableRead:
    """Store a file, and record it; one that is there already is neither."""
    stored = await DeliverableRepository(session).add(deliverable)
    if stored is deliverable:
        named = {"deliverable": str(stored.id), "sha256": stored.sha256}
        record(session, caller, held.engagement, "deliverable.hand_in", **named)
    return DeliverableRead.model_validate(stored)


def _may_read(held: Held, deliverable: Deliverable) -> bool:
    """Contracts and evidence are for the two sides and operators; the team sees the work."""
    confidential = deliverable.purpose in {Purpose.CONTRACT, Purpose.EVIDENCE}
    return not confidential or not held.parties <= {Party.MEMBER}


def _may_hand_in(held: Held, purpose: Purpose) -> None:
    """Let those pass who may hand in a file for this purpose.

    Raises:
        NotYourPartError: It is for others to do.
        WrongStageError: It is not the time.
    """
    if purpose is Purpose.RESULT:
        if not held.parties & {Party.HELPER, Party.MEMBER}:
            raise NotYourPartError
        held.require(FOR_RESULTS)
    elif held.parties <= {Party.MEMBER} and purpose is not Purpose.OTHER:
        raise NotYourPartError
    held.require(FOR_FILES)
