"""The visitor's own entries of the catalogue: written, kept up to date, and seen as others do."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from fastapi import APIRouter, Request, Response

from services.portal.pages.forms import FORM_ERRORS, Form, trouble_of, typed_into
from services.portal.pages.routing import PageRoute, PagesDep, see
from services.portal.pages.supply.completeness import completeness
from services.portal.pages.supply.dependencies import SupplyDep
from services.portal.pages.supply.editor import Editor, called, discipline, owned, require_kind
from services.portal.pages.supply.fields import SECTIONS
from services.portal.pages.supply.sheets import names_of, packed, payload, placed, with_rest
from services.portal.pages.supply.snapshots import EntrySnapshot
from services.portal.pages.visit import VisitDep
from shared.errors import NotFoundError
from shared.types import new_id

router = APIRouter(include_in_schema=False, route_class=PageRoute)

NEWS: Final[Mapping[str, str]] = {
    "saved": "supply_saved",
    "created": "supply_created",
    "moved": "supply_moved",
    "assured": "supply_assured",
    "load": "supply_load_saved",
}


@router.get("/supply/entries")
async def list_my_entries(visit: VisitDep, pages: PagesDep, supply: SupplyDep) -> Response:
    """Show one's own entries: how complete each is, and whether it is still vouched for."""
    entries = await supply.entries.mine(supply.kinds, all_states=True)
    return pages.render(
        "supply/entries.html",
        visit,
        rows=[(one, completeness(one.kind, one.entry.said)) for one in entries],
        kinds=supply.kinds,
        called=lambda kind, field: called(visit.language, kind, field),
    )


@router.get("/supply/entries/new")
async def choose_kind(visit: VisitDep, pages: PagesDep, supply: SupplyDep) -> Response:
    """Show what can be written; of an expert's own file there is just one."""
    has_file = bool(await supply.entries.mine({"expert"} & set(supply.kinds), all_states=True))
    kinds = [kind for kind in supply.kinds if kind != "expert" or not has_file]
    return pages.render("supply/new_entry.html", visit, kinds=kinds)


@router.get("/supply/entries/new/{kind}")
async def show_blank_entry(
    kind: str, visit: VisitDep, pages: PagesDep, supply: SupplyDep
) -> Response:
    """Show the blank editor; what we know of somebody saves typing."""
    known = {"contact_name": supply.me.name, "contact_email": supply.me.email}
    if kind == "expert":
        known |= {"name": supply.me.name, "recommended": "yes"}
    require_kind(supply, kind)
    form = Form({**known, "key": str(new_id())})
    return await Editor(pages, visit, supply, kind).page(form=form)


@router.post("/supply/entries/new/{kind}")
async def create_entry(
    kind: str, request: Request, visit: VisitDep, pages: PagesDep, supply: SupplyDep
) -> Response:
    """Write a new entry."""
    require_kind(supply, kind)
    typed = packed(kind, await typed_into(request, ("key", *names_of(kind))))
    said = {name: value for name, value in payload(kind, typed).items() if value is not None}
    try:
        entry = await supply.entries.create(kind, said, typed.get("key", ""))
    except FORM_ERRORS as error:
        form = Form(typed, placed(kind, trouble_of(error)))
        return await Editor(pages, visit, supply, kind).page(form=form)
    return see(f"/supply/entries/{kind}/{entry.id}?done=created")


@router.get("/supply/entries/{kind}/{entry_id}")
async def show_entry(  # noqa: PLR0913 - all provided by name
    *,
    kind: str,
    entry_id: UUID,
    visit: VisitDep,
    pages: PagesDep,
    supply: SupplyDep,
    done: str = "",
) -> Response:
    """Show an entry in the editor, with its state and what would make it more complete."""
    require_kind(supply, kind)
    entry = await owned(supply, kind, entry_id)
    return await Editor(pages, visit, supply, kind, entry).page(news=NEWS.get(done, ""))


@router.post("/supply/entries/{kind}/{entry_id}")
async def save_entry(  # noqa: PLR0913 - all provided by name
    *,
    kind: str,
    entry_id: UUID,
    request: Request,
    visit: VisitDep,
    pages: PagesDep,
    supply: SupplyDep,
) -> Response:
    """Keep what was changed."""
    require_kind(supply, kind)
    typed = packed(kind, await typed_into(request, ("etag", *names_of(kind))))
    try:
        present = await owned(supply, kind, entry_id)
        said = with_rest(kind, payload(kind, typed), present.said)
        await supply.entries.change(kind, entry_id, said, typed.get("etag", ""))
    except FORM_ERRORS as error:
        entry = await owned(supply, kind, entry_id)
        form = Form(typed, placed(kind, trouble_of(error)))
        return await Editor(pages, visit, supply, kind, entry).page(form=form)
    return see(f"/supply/entries/{kind}/{entry_id}?done=saved")


@router.get("/supply/entries/{kind}/{entry_id}/preview")
async def preview_entry(
    kind: str, entry_id: UUID, visit: VisitDep, pages: PagesDep, supply: SupplyDep
) -> Response:
    """Show an entry as anybody sees it, or that nobody else does."""
    require_kind(supply, kind)
    mine = await owned(supply, kind, entry_id)
    try:
        shown: EntrySnapshot | None = await supply.public.read(kind, entry_id)
    except NotFoundError:
        shown = None
    return pages.render(
        "supply/preview.html",
        visit,
        kind=kind,
        mine=mine,
        shown=shown,
        said=shown.said if shown else {},
        sections=[section for section in SECTIONS[kind] if section.name != "contact"],
        called=lambda field: called(visit.language, kind, field),
        discipline=lambda code: discipline(visit.language, code),
    )
