"""The needs that fit the visitor's own entries, with what speaks for and against each."""

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final
from uuid import UUID

from fastapi import APIRouter, Response

from services.portal.pages.forms import FORM_ERRORS, Form, trouble_of
from services.portal.pages.regions import region_code_of
from services.portal.pages.routing import PageRoute, PagesDep
from services.portal.pages.supply.dependencies import Supply, SupplyDep
from services.portal.pages.supply.snapshots import (
    AnswerSnapshot,
    FitListSnapshot,
    OwnEntry,
    by_need,
)
from services.portal.pages.visit import VisitDep
from shared.errors import PlatformError

router = APIRouter(include_in_schema=False, route_class=PageRoute)

MOST_ANSWERS: Final = 100


@dataclass(frozen=True, slots=True)
class Found:
    """What fits, and what the visitor has answered already."""

    form: Form
    fits: FitListSnapshot | None = None
    answers: dict[UUID, AnswerSnapshot] | None = None


@router.get("/supply")
async def show_fitting_needs(  # noqa: PLR0913 - all provided by name
    *,
    visit: VisitDep,
    pages: PagesDep,
    supply: SupplyDep,
    entry: str = "",
    industry: str = "",
    region: str = "",
) -> Response:
    """Show the needs that one of the visitor's entries fits best, and why."""
    entries = await supply.entries.mine(supply.kinds)
    chosen = chosen_of(entries, entry)
    typed = {"entry": chosen.key if chosen else "", "industry": industry, "region": region}
    found = await _found(supply, chosen, typed) if chosen else Found(Form(typed))
    return pages.render(
        "supply/fits.html",
        visit,
        status=HTTPStatus.OK,
        form=found.form,
        kinds=supply.kinds,
        entry_options=[(one.key, one.entry.title) for one in entries],
        chosen=chosen,
        fits=found.fits,
        answers=found.answers or {},
        labels={"industry": "supply_industry", "region": "region_code"},
    )


def chosen_of(entries: Sequence[OwnEntry], key: str) -> OwnEntry | None:
    """Return the entry that a key stands for, or the first; none if there are none."""
    return next((one for one in entries if one.key == key), entries[0] if entries else None)


async def _found(supply: Supply, chosen: OwnEntry, typed: dict[str, str]) -> Found:
    """Return what fits; of a refusal, why."""
    wanted = {**typed, "region": region_code_of(typed["region"])}
    narrowed = {name: wanted[name] for name in ("industry", "region") if wanted[name]}
    try:
        fits = await supply.fits.needs_for(chosen.kind, chosen.entry.id, narrowed)
    except FORM_ERRORS as error:
        return Found(Form(typed, trouble_of(error)))
    try:
        own = await supply.answers.own(part="author", limit=MOST_ANSWERS)
    except PlatformError:
        # What fits is shown all the same.
        return Found(Form(typed), fits)
    return Found(Form(typed), fits, by_need(own.items))
