"""Says what a need lacks, and which published needs are on the same matter."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol
from uuid import UUID

from services.requests import policy
from services.requests.checking.domain import Said, findings
from services.requests.checking.schemas import (
    CheckRead,
    Neighbour,
    SimilarDemand,
    SimilarDemands,
)
from services.requests.demands.disclosure import PUBLIC
from services.requests.demands.domain import Confidentiality
from services.requests.demands.lives import text_of
from services.requests.demands.projection import Shape, demand_as
from services.requests.demands.reads import DemandNotice, DemandOutline, LabelRead
from services.requests.demands.repository import DemandRepository
from services.requests.demands.schemas import DemandDraft, checked_draft
from shared.auth import Caller
from shared.database import Database

SHOWN: Final = 5
NOT_LOOKED: Final = LabelRead(
    zh="暂时无法查找相似需求，请稍后再试；不影响提交。",
    en="It could not be looked for similar needs just now; you can submit all the same.",
)


@dataclass(frozen=True, slots=True)
class Matter:
    """What a need is about, in words that may leave this service."""

    title: str
    text: str | None
    limit: int = SHOWN + 1
    """One more than is shown, since a published need finds itself."""


class Neighbours(Protocol):
    """Whoever knows which published needs are close."""

    async def near(self, matter: Matter) -> Sequence[Neighbour] | None:
        """Return the needs close to a matter, the closest first; None if that is not known."""
        ...


class CheckService:
    """The use cases of checking; nothing is stored, and no transaction waits for matching."""

    def __init__(self, database: Database, neighbours: Neighbours) -> None:
        self._database = database
        self._neighbours = neighbours

    async def check_draft(self, draft: DemandDraft) -> CheckRead:
        """Return what a need lacks that is not written down yet."""
        similar = await self._close_to(_matter_of_draft(draft), but=None)
        return CheckRead.of(findings(said_in(draft)), similar)

    async def check(self, caller: Caller, demand_id: UUID) -> CheckRead:
        """Return what a need lacks.

        Raises:
            DemandNotFoundError: There is none that the caller may know of.
            NotYourDemandError: The caller has no part in it.
        """
        async with self._database.snapshot() as session:
            demand = await DemandRepository(session).get(demand_id)
            policy.demands.require_part(caller, demand)
            draft = checked_draft(text_of(demand))
        similar = await self._close_to(_matter_of_draft(draft), but=demand_id)
        return CheckRead.of(findings(said_in(draft)), similar)

    async def similar(self, caller: Caller, demand_id: UUID) -> SimilarDemands:
        """Return published needs on the same matter, by the words that the caller may read.

        Raises:
            DemandNotFoundError: There is none that the caller may know of.
        """
        async with self._database.snapshot() as session:
            shape = policy.demands.require_sight(
                caller, await DemandRepository(session).get(demand_id)
            )
        return await self._close_to(_matter_of_shape(shape), but=demand_id)

    async def _close_to(self, matter: Matter, *, but: UUID | None) -> SimilarDemands:
        near = await self._neighbours.near(matter)
        if near is None:
            return SimilarDemands(looked=False, note=NOT_LOOKED, items=[])
        others = [neighbour for neighbour in near if neighbour.id != but][:SHOWN]
        async with self._database.snapshot() as session:
            known = await DemandRepository(session).by_id([one.id for one in others])
        items = []
        for neighbour in others:
            # Matching may be behind: what is not public any more is not told.
            demand = known.get(neighbour.id)
            if demand and (shape := demand_as(PUBLIC, demand)):
                join = f"/demands/{demand.id}/join"
                items.append(SimilarDemand(demand=shape, closeness=neighbour.closeness, join=join))
        return SimilarDemands(looked=True, note=None, items=items)


def said_in(draft: DemandDraft) -> Said:
    """Return what a need says, as far as it is looked at."""
    return Said(
        title=draft.title,
        description=draft.description or "",
        present_values=tuple(target.present_value is not None for target in draft.metric_targets),
        qualifications=len(draft.required_qualifications),
        budget=draft.budget_min is not None or draft.budget_max is not None,
        deadline=draft.deadline is not None,
    )


def _matter_of_draft(draft: DemandDraft) -> Matter:
    """Return the words to look with: of a confidential need, those everybody may read."""
    if draft.confidentiality is Confidentiality.CONFIDENTIAL:
        return Matter(draft.title, draft.public_summary)
    return Matter(draft.title, draft.description or draft.public_summary)


def _matter_of_shape(shape: Shape) -> Matter:
    if isinstance(shape, DemandNotice | DemandOutline):
        return Matter(shape.title, shape.public_summary)
    if shape.confidentiality is Confidentiality.CONFIDENTIAL:
        return Matter(shape.title, shape.public_summary)
    return Matter(shape.title, shape.description or shape.public_summary)
