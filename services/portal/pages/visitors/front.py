"""What the start page tells besides its form: what was solved, what is wanted, who helps."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import Depends

from services.portal.pages.snapshots import NeedSnapshot
from services.portal.pages.visitors.dependencies import CatalogDep, OpenNeedsDep
from services.portal.pages.visitors.forgiving import if_it_answers
from services.portal.pages.visitors.snapshots import OutcomeSnapshot
from shared.classification import SERVICE_CLASSES

NEEDS_SHOWN: Final = 6


@dataclass(frozen=True, slots=True)
class Front:
    """What became of the needs, how many helpers of each kind there are, the newest needs.

    What a service does not tell at the moment is None or empty; the page is shown all the same.
    """

    outcomes: OutcomeSnapshot | None
    totals: Mapping[str, int]
    needs: Sequence[NeedSnapshot]
    classes: Sequence[str] = tuple(SERVICE_CLASSES)


async def get_front(catalog: CatalogDep, requests: OpenNeedsDep) -> Front:
    """Return what there is to tell now."""
    outcomes, summary, newest = await asyncio.gather(
        if_it_answers(requests.outcomes()),
        if_it_answers(catalog.summary()),
        if_it_answers(requests.open_needs({"limit": NEEDS_SHOWN})),
    )
    totals = summary.totals if summary else {}
    return Front(outcomes, totals, newest.items if newest else ())


FrontDep = Annotated[Front, Depends(get_front)]
