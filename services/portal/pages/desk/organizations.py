"""Organizations that wait to be verified, and those that were."""

from typing import Final
from uuid import UUID

from fastapi import APIRouter, Request, Response
from sqlalchemy.ext.asyncio import AsyncSession

from services.portal.organizations.domain import (
    REASON_LABELS,
    OrganizationAction,
    OrganizationStatus,
)
from services.portal.organizations.models import Organization
from services.portal.organizations.repository import members_of, organizations_in, steps_of
from services.portal.organizations.schemas import OrganizationRead, StatusStep
from services.portal.organizations.service import Organizations
from services.portal.pages.desk.dependencies import Desk, DeskDep
from services.portal.pages.desk.matters import (
    Fact,
    Line,
    Listing,
    Matter,
    Reason,
    Step,
    said_step,
    show_list,
    show_matter,
    together,
)
from services.portal.pages.figures import region
from services.portal.pages.forms import FORM_ERRORS, Form, trouble_of
from services.portal.pages.routing import PageRoute, see
from services.portal.pages.texts import TEXTS
from shared.pagination import page_request

router = APIRouter(include_in_schema=False, route_class=PageRoute)

HOME: Final = "/desk/organizations"
SHOWN: Final = 30
VIEWS: Final = (*(status.value for status in OrganizationStatus), "all")
LISTING: Final = Listing(HOME, "desk_organizations", "desk_organizations_", VIEWS)
NEED_REASON: Final = frozenset(
    {OrganizationAction.REJECT, OrganizationAction.SUSPEND, OrganizationAction.CLOSE}
)


@router.get(HOME)
async def list_organizations(desk: DeskDep, view: str = "registered", cursor: str = "") -> Response:
    """Show which organizations wait to be verified, the longest waiting first."""
    chosen = LISTING.view(view)
    status = None if chosen == "all" else OrganizationStatus(chosen)
    page = page_request(cursor or None, SHOWN)
    async with desk.resources.database.snapshot() as session:
        rows = await organizations_in(session, status, page)
    found = page.page(rows, key=lambda row: row.id, read=lambda row: row)
    lines = [_line(desk, row) for row in found.items]
    return show_list(desk, LISTING, chosen, lines, found.next_cursor)


@router.get(HOME + "/{organization_id}")
async def show_organization(organization_id: UUID, desk: DeskDep, done: str = "") -> Response:
    """Show an organization, who stands behind it, and what an operator can do with it."""
    matter = await _matter(desk, organization_id)
    return await show_matter(desk, matter, done=done)


@router.post(HOME + "/{organization_id}/steps/{action}")
async def move_organization(
    organization_id: UUID, action: str, request: Request, desk: DeskDep
) -> Response:
    """Verify an organization, refuse it, suspend it, and so on."""
    typed, said = await said_step(request, action)
    try:
        step = StatusStep.model_validate(said, strict=False)
        async with desk.resources.database.transaction() as session:
            await _use_cases(desk, session).move(organization_id, step, typed.get("etag"))
    except FORM_ERRORS as error:
        matter = await _matter(desk, organization_id)
        return await show_matter(desk, matter, form=Form(typed, trouble_of(error)), tried=action)
    return see(f"{HOME}/{organization_id}?done=yes")


def _use_cases(desk: Desk, session: AsyncSession) -> Organizations:
    return Organizations(session, desk.me.caller, desk.resources.mail)


def _line(desk: Desk, row: Organization) -> Line:
    kind = TEXTS[f"kind_{row.kind.value}"].pick(desk.visit.language)
    return Line(
        path=f"{HOME}/{row.id}",
        title=row.name,
        note=f"{kind} · {row.uscc}",
        status=row.status.value,
        state=f"organization_state_{row.status.value}",
        since=row.created_at,
    )


async def _matter(desk: Desk, organization_id: UUID) -> Matter:
    async with desk.resources.database.snapshot() as session:
        use_cases = _use_cases(desk, session)
        organization, _ = await use_cases.seen(organization_id)
        read = await use_cases.read(organization)
        members = await members_of(session, organization_id)
        steps = [
            Step(one.action, one.to_status, one.actor, one.at, one.reason_code, one.note)
            for one in await steps_of(session, organization_id)
        ]
    people = together(desk, (f"{person.name} {person.email}" for person, _ in members))
    language = desk.visit.language
    labels = {code.value: label.pick(language) for code, label in REASON_LABELS.items()}
    reasons = [Reason(code, label) for code, label in labels.items()]
    return Matter(
        path=f"{HOME}/{organization_id}",
        section=HOME,
        heading="desk_organizations",
        title=read.name,
        life="organization",
        state_prefix="organization_state_",
        status=read.status.value,
        etag=f'"v{read.version}"',
        facts=_facts(desk, read, people),
        actions=[action.value for action in read.actions],
        reasons={action.value: reasons if action in NEED_REASON else [] for action in read.actions},
        labels=labels,
        steps=steps,
        notes=["desk_verify_note"] if read.status is OrganizationStatus.REGISTERED else [],
    )


def _facts(desk: Desk, read: OrganizationRead, people: str) -> list[Fact]:
    office = read.uscc[2:8]
    return [
        Fact("organization_kind", TEXTS[f"kind_{read.kind.value}"].pick(desk.visit.language)),
        Fact("uscc", read.uscc),
        Fact("desk_uscc_office", region(office)),
        Fact("region_code", region(read.region_code)),
        Fact("desk_members", people),
    ]
