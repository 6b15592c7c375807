"""The pages of providers, services, experts, facilities and results, as anybody may see them."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Final
from uuid import UUID

from fastapi import APIRouter, Request, Response

from services.portal.pages.forms import FORM_ERRORS, Form, trouble_of, typed_into
from services.portal.pages.rendering import Pages
from services.portal.pages.routing import PageRoute, PagesDep, see
from services.portal.pages.snapshots import NeedSnapshot
from services.portal.pages.visit import Visit, VisitDep
from services.portal.pages.visitors.dependencies import Ways, WaysDep
from services.portal.pages.visitors.forgiving import if_it_answers
from services.portal.pages.visitors.snapshots import (
    PLURALS,
    EntryPage,
    EntrySnapshot,
    FittingNeed,
)
from shared.errors import NotFoundError

router = APIRouter(include_in_schema=False, route_class=PageRoute)

OF_PROVIDERS: Final = ("offering", "facility", "achievement")
"""What may belong to a provider."""

INVITING: Final = 20
"""How many of their own needs visitors may choose among to invite an entry to."""


def _page_of(kind: str) -> Callable[..., Awaitable[Response]]:
    async def show_entry(
        entry_id: UUID, visit: VisitDep, pages: PagesDep, ways: WaysDep
    ) -> Response:
        """Show an entry: what it is, what was done, how fresh that is, which needs it fits."""
        return await _page(pages, visit, ways, (kind, entry_id), Form())

    return show_entry


def _invitation_to(kind: str) -> Callable[..., Awaitable[Response]]:
    async def invite_entry(
        entry_id: UUID, request: Request, visit: VisitDep, pages: PagesDep, ways: WaysDep
    ) -> Response:
        """Invite whoever answers for an entry to respond to a need of one's own."""
        visit.required()
        typed = await typed_into(request, ("need", "message"))
        entry = {"kind": kind, "id": str(entry_id)}
        said = {"entry": entry, "message": typed.get("message", "").strip() or None}
        try:
            need_id = _chosen(typed.get("need", ""))
            await ways.responses.invite(need_id, said)
        except FORM_ERRORS as error:
            form = Form(typed, trouble_of(error))
            return await _page(pages, visit, ways, (kind, entry_id), form)
        return see(f"/needs/{need_id}/matches?done=invited")

    return invite_entry


def _list_of(kind: str) -> Callable[..., Awaitable[Response]]:
    async def show_entries() -> Response:
        """Lead to the search box, which lists every entry of a kind."""
        return see("/services" if kind == "offering" else f"/search?kind={kind}")

    return show_entries


for _kind, _plural in PLURALS.items():
    _place = f"/{_plural}/{{entry_id}}"
    router.get(f"/{_plural}", name=f"list_{_plural}")(_list_of(_kind))
    router.get(_place, name=f"show_{_kind}")(_page_of(_kind))
    router.post(f"{_place}/invitations", name=f"invite_{_kind}")(_invitation_to(_kind))


def _chosen(need: str) -> UUID:
    """Return which need was chosen.

    Raises:
        NotFoundError: It is none.
    """
    try:
        return UUID(need)
    except ValueError as error:
        raise NotFoundError from error


async def _page(
    pages: Pages, visit: Visit, ways: Ways, which: tuple[str, UUID], form: Form
) -> Response:
    kind, entry_id = which
    entry = await ways.catalog.entry(kind, entry_id)
    fitting, owned, inviting, marks = await asyncio.gather(
        _fitting(ways, kind, entry),
        _owned(ways, kind, entry),
        _inviting(ways, visit, entry),
        if_it_answers(ways.catalog.marks(kind, entry_id)),
    )
    return pages.render(
        "visitors/entry.html",
        visit,
        status=form.status,
        kind=kind,
        plural=PLURALS[kind],
        entry=entry,
        fitting=fitting,
        owned=owned,
        inviting=inviting,
        marks=marks,
        form=form,
    )


async def _fitting(ways: Ways, kind: str, entry: EntrySnapshot) -> list[FittingNeed] | None:
    """Return the needs on an entry's matter; who wants not to be recommended, is not."""
    if not entry.recommended:
        return None
    found = await if_it_answers(ways.engine.fitting(kind, entry.id))
    return [need for need in found.items if need.on_the_matter] if found else None


async def _inviting(ways: Ways, visit: Visit, entry: EntrySnapshot) -> Sequence[NeedSnapshot]:
    """Return the visitor's own needs that look for help: one may invite the entry to each."""
    if visit.me is None or not visit.me.may_post or entry.actions:
        return ()
    mine = await if_it_answers(ways.requests.open_needs({"own": "true", "limit": INVITING}))
    return mine.items if mine else ()


async def _owned(ways: Ways, kind: str, entry: EntrySnapshot) -> list[tuple[str, EntryPage]]:
    """Return what belongs to a provider, by its kind."""
    if kind != "provider":
        return []
    pages = await asyncio.gather(
        *(if_it_answers(ways.catalog.of_provider(one, entry.id)) for one in OF_PROVIDERS)
    )
    named = zip(OF_PROVIDERS, pages, strict=True)
    return [(one, page) for one, page in named if page is not None and page.items]
