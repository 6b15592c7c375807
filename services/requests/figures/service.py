"""What operators read of the figures, inside one snapshot."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from services.requests import policy
from services.requests.demands.domain import STATUS_LABELS
from services.requests.demands.models import Demand
from services.requests.demands.reads import LabelRead
from services.requests.figures.domain import (
    STAGE_LABELS,
    WAIT_LABELS,
    Stage,
    Wait,
    middle,
    ninth,
)
from services.requests.figures.repository import FigureRepository
from services.requests.figures.schemas import (
    FigureFilters,
    FigureNeed,
    Figures,
    GroupFigure,
    Scope,
    StageFigure,
    StatusFigure,
    WaitFigure,
)
from shared.auth import Caller
from shared.language import Text
from shared.pagination import Page


class FigureService:
    """The use cases of the figures."""

    def __init__(self, session: AsyncSession) -> None:
        self._figures = FigureRepository(session)

    async def figures(self, caller: Caller, scope: Scope) -> Figures:
        """Return how many needs came how far, how long it took, and whose they are.

        Raises:
            UnauthenticatedError: The caller is unknown.
            RoleMissingError: The caller is no operator.
        """
        policy.callers.require_operator(caller)
        stages = await self._figures.stages(scope)
        statuses = await self._figures.statuses(scope)
        return Figures(
            stages=[
                StageFigure(stage=stage, label=_label(STAGE_LABELS[stage]), needs=stages[stage])
                for stage in Stage
            ],
            waits=[await self._wait(wait, scope) for wait in Wait],
            industries=[_group(row) for row in await self._figures.industries(scope)],
            regions=[_group(row, rest="00") for row in await self._figures.regions(scope)],
            statuses=[
                StatusFigure(status=status, label=_label(label), needs=statuses[status])
                for status, label in STATUS_LABELS.items()
                if status in statuses
            ],
        )

    async def needs(self, caller: Caller, wanted: FigureFilters) -> Page[FigureNeed]:
        """Return the needs behind a figure, the newest first.

        Raises:
            UnauthenticatedError: The caller is unknown.
            RoleMissingError: The caller is no operator.
        """
        policy.callers.require_operator(caller)
        found = await self._figures.needs(wanted)
        return wanted.page().page(found, key=lambda pair: pair[0].id, read=_need)

    async def _wait(self, wait: Wait, scope: Scope) -> WaitFigure:
        waits = await self._figures.waits(wait, scope)
        return WaitFigure(
            wait=wait,
            label=_label(WAIT_LABELS[wait]),
            needs=len(waits),
            median_hours=middle(waits),
            nine_in_ten_hours=ninth(waits),
        )


def _label(text: Text) -> LabelRead:
    return LabelRead.model_validate(text)


def _group(row: Sequence[Any], rest: str = "") -> GroupFigure:
    code, posted, published, solved = row
    return GroupFigure(
        code=code and f"{code}{rest}", posted=posted, published=published, solved=solved
    )


def _need(pair: tuple[Demand, timedelta | None]) -> FigureNeed:
    demand, waited = pair
    said = {name: getattr(demand, name) for name in FigureNeed.model_fields if name != "hours"}
    hours = round(waited / timedelta(hours=1), 1) if waited is not None else None
    return FigureNeed.model_validate({**said, "hours": hours})
