"""Terms that are proposed for the vocabulary by which texts are understood."""

import asyncio
from collections.abc import Mapping
from functools import partial
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response

from services.portal.dependencies import ResourcesDep
from services.portal.pages.desk.dependencies import Desk, DeskDep
from services.portal.pages.desk.matters import (
    Fact,
    Line,
    Listing,
    Matter,
    show_list,
    show_matter,
    step_taken,
    together,
)
from services.portal.pages.desk.term_gateway import TermFieldSnapshot, TermGateway, TermSnapshot
from services.portal.pages.figures import industry
from services.portal.pages.forms import FORM_ERRORS, Form, at_fields, trouble_of, typed_into
from services.portal.pages.routing import PageRoute, see
from services.portal.pages.schemas import names_in
from services.portal.pages.texts import TEXTS
from services.portal.pages.visit import service_token
from services.portal.pages.visitors.codes import discipline
from services.portal.pages.wording.desk_terms import TERM_KINDS

router = APIRouter(include_in_schema=False, route_class=PageRoute)

HOME: Final = "/desk/terms"
ADDING: Final = f"{HOME}/new"
VIEWS: Final = ("proposed", "approved", "rejected", "withdrawn")
LISTING: Final = Listing(HOME, "desk_terms", "term_status_", VIEWS, adding=ADDING)
SAID: Final = ("term", "kind", "field", "broader", "discipline", "reason")
SEVERAL: Final = ("english", "synonyms", "industries")
NOTED: Final = ("reject", "withdraw")
LONGEST: Final = 200


async def get_terms(request: Request, desk: DeskDep, resources: ResourcesDep) -> TermGateway:
    """Return matching, as the operator may use it."""
    return TermGateway(request.app.state.peers, await service_token(resources, desk.me))


TermsDep = Annotated[TermGateway, Depends(get_terms)]


@router.get(HOME)
async def list_terms(desk: DeskDep, terms: TermsDep, view: str = "", cursor: str = "") -> Response:
    """Show which terms are proposed, and what became of the others."""
    chosen = LISTING.view(view)
    found = await terms.page({"status": chosen, **({"cursor": cursor} if cursor else {})})
    lines = [_line(desk, one) for one in found.items]
    return show_list(desk, LISTING, chosen, lines, found.next_cursor)


@router.get(ADDING)
async def show_form(desk: DeskDep, terms: TermsDep, term: str = "") -> Response:
    """Show the form for a term, begun with one that was not recognised."""
    return await _form(desk, terms, Form({"term": term.strip()[:LONGEST]}))


@router.post(ADDING)
async def propose(request: Request, desk: DeskDep, terms: TermsDep) -> Response:
    """Propose a term."""
    typed = await typed_into(request, (*SAID, *SEVERAL))
    try:
        proposal = await terms.propose(_draft(typed))
    except FORM_ERRORS as error:
        return await _form(desk, terms, Form(typed, at_fields(trouble_of(error))))
    return see(f"{HOME}/{proposal.id}?done=yes")


@router.get(HOME + "/{proposal_id}")
async def show_term(proposal_id: UUID, desk: DeskDep, terms: TermsDep, done: str = "") -> Response:
    """Show a proposed term, what was said about it, and what can be decided."""
    return await _shown(desk, terms, proposal_id, done=done)


@router.post(HOME + "/{proposal_id}/steps/{action}")
async def decide(
    proposal_id: UUID, action: str, request: Request, desk: DeskDep, terms: TermsDep
) -> Response:
    """Approve a term, refuse it with a reason, take it back, or propose it again."""
    move = partial(terms.move, proposal_id)
    show = partial(_shown, desk, terms, proposal_id)
    return await step_taken(request, action, move, show, f"{HOME}/{proposal_id}")


def _draft(typed: Mapping[str, str]) -> dict[str, Any]:
    """Return what is proposed: what was left empty is not said."""
    plain = {name: typed[name].strip() for name in SAID if typed.get(name, "").strip()}
    return {**plain, **{name: names_in(typed.get(name, "")) for name in SEVERAL}}


async def _form(desk: Desk, terms: TermGateway, form: Form) -> Response:
    language = desk.visit.language
    return desk.page(
        "term.html",
        status=form.status,
        form=form,
        kinds=[(kind, label.pick(language)) for kind, label in TERM_KINDS.items()],
        fields=[(one.name, one.called(language)) for one in await terms.fields()],
        labels={name: f"term_{name}" for name in (*SAID, *SEVERAL)},
    )


def _line(desk: Desk, one: TermSnapshot) -> Line:
    kind = TEXTS[f"term_kind_{one.kind}"].pick(desk.visit.language)
    return Line(
        path=f"{HOME}/{one.id}",
        title=one.term,
        note=" · ".join((kind, *one.english[:1], *one.synonyms)),
        status=one.status,
        state=f"term_status_{one.status}",
        since=one.proposed_at,
    )


async def _shown(  # noqa: PLR0913 - what a page is made of
    desk: Desk,
    terms: TermGateway,
    proposal_id: UUID,
    *,
    form: Form | None = None,
    tried: str = "",
    done: str = "",
) -> Response:
    one, steps, fields = await asyncio.gather(
        terms.one(proposal_id), terms.history(proposal_id), terms.fields()
    )
    matter = Matter(
        path=f"{HOME}/{proposal_id}",
        section=HOME,
        heading="desk_terms",
        title=one.term,
        life="term",
        status=one.status,
        etag=f'"v{one.version}"',
        facts=_facts(desk, one, fields),
        actions=one.actions,
        reasons={},
        labels={},
        steps=steps,
        notes=["desk_terms_note"] if one.status == "proposed" else [],
        noted=NOTED,
    )
    return await show_matter(desk, matter, form=form, tried=tried, done=done)


def _facts(desk: Desk, one: TermSnapshot, fields: list[TermFieldSnapshot]) -> list[Fact]:
    language = desk.visit.language
    called = {known.name: known.called(language) for known in fields}
    return [
        Fact("term_english", together(desk, one.english)),
        Fact("term_synonyms", together(desk, one.synonyms)),
        Fact("term_kind", TEXTS[f"term_kind_{one.kind}"].pick(language)),
        Fact("term_field", called.get(one.field, one.field)),
        Fact("term_broader", one.broader),
        Fact("term_discipline", discipline(one.discipline)),
        Fact("term_industries", together(desk, map(industry, one.industries))),
        Fact("term_reason", one.reason or ""),
    ]
