"""Keeping one's own entries: load, vouching anew, suspending, and how a provider is listed."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from fastapi import APIRouter, Request, Response

from services.portal.pages.forms import FORM_ERRORS, trouble_of, typed_into
from services.portal.pages.routing import PageRoute, PagesDep, see
from services.portal.pages.supply.dependencies import SupplyDep
from services.portal.pages.supply.editor import Editor, Tried, owned
from services.portal.pages.visit import VisitDep
from shared.clock import city_today

router = APIRouter(include_in_schema=False, route_class=PageRoute)

PLACE: Final = "/supply/entries/{kind}/{entry_id}"
SAID: Final = ("etag", "reason_code", "note")


@router.post(f"{PLACE}/steps/{{action}}")
async def take_entry_step(  # noqa: PLR0913 - all provided by name
    *,
    kind: str,
    entry_id: UUID,
    action: str,
    request: Request,
    visit: VisitDep,
    pages: PagesDep,
    supply: SupplyDep,
) -> Response:
    """Suspend, resume, withdraw or restore an entry."""
    entry = await owned(supply, kind, entry_id)
    typed = await typed_into(request, SAID)
    try:
        step = {"action": action, **_why(typed)}
        await supply.entries.move(kind, entry_id, step, typed.get("etag", ""))
    except FORM_ERRORS as error:
        tried = Tried(action, typed, trouble_of(error))
        return await Editor(pages, visit, supply, kind, entry).page(tried=tried)
    return see(f"/supply/entries/{kind}/{entry_id}?done=moved")


@router.post(f"{PLACE}/assure")
async def assure_entry(  # noqa: PLR0913 - all provided by name
    *,
    kind: str,
    entry_id: UUID,
    request: Request,
    visit: VisitDep,
    pages: PagesDep,
    supply: SupplyDep,
) -> Response:
    """Vouch today for what an entry says."""
    typed = await typed_into(request, ("etag",))
    said = {"assured_date": city_today().isoformat()}
    return await _changed(visit, pages, supply, (kind, entry_id), "assured", typed, said)


@router.post(f"{PLACE}/load")
async def set_load(  # noqa: PLR0913 - all provided by name
    *,
    kind: str,
    entry_id: UUID,
    request: Request,
    visit: VisitDep,
    pages: PagesDep,
    supply: SupplyDep,
) -> Response:
    """Say how much more one can take on at present."""
    typed = await typed_into(request, ("etag", "capacity_status"))
    said = {"capacity_status": typed.get("capacity_status") or None}
    return await _changed(visit, pages, supply, (kind, entry_id), "load", typed, said)


@router.post("/supply/entries/provider/{entry_id}/listing/{action}")
async def take_listing_step(  # noqa: PLR0913 - all provided by name
    *,
    entry_id: UUID,
    action: str,
    request: Request,
    visit: VisitDep,
    pages: PagesDep,
    supply: SupplyDep,
) -> Response:
    """List one's own provider, take it off, or ask for it to be looked at again."""
    entry = await owned(supply, "provider", entry_id)
    typed = await typed_into(request, SAID)
    try:
        step = {"action": action, **_why(typed)}
        await supply.entries.take_listing_step(entry_id, step, typed.get("etag", ""))
    except FORM_ERRORS as error:
        tried = Tried(f"listing_{action}", typed, trouble_of(error))
        return await Editor(pages, visit, supply, "provider", entry).page(tried=tried)
    return see(f"/supply/entries/provider/{entry_id}?done=moved")


async def _changed(  # noqa: PLR0913, PLR0917 - what a change is made of
    visit: VisitDep,
    pages: PagesDep,
    supply: SupplyDep,
    place: tuple[str, UUID],
    done: str,
    typed: Mapping[str, str],
    said: Mapping[str, Any],
) -> Response:
    kind, entry_id = place
    entry = await owned(supply, kind, entry_id)
    try:
        await supply.entries.change(kind, entry_id, said, typed.get("etag", ""))
    except FORM_ERRORS as error:
        tried = Tried(done, typed, trouble_of(error))
        return await Editor(pages, visit, supply, kind, entry).page(tried=tried)
    return see(f"/supply/entries/{kind}/{entry_id}?done={done}")


def _why(typed: Mapping[str, str]) -> dict[str, str]:
    """Return the reason and the note, as far as they were given."""
    return {name: typed[name] for name in SAID[1:] if typed.get(name, "").strip()}
