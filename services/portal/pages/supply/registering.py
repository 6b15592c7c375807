"""Being registered as an expert: applying, nominating, and the state and term of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID

from fastapi import APIRouter, Request, Response

from services.portal.dependencies import Resources, ResourcesDep
from services.portal.organizations.domain import OrganizationStatus
from services.portal.organizations.models import Organization
from services.portal.organizations.repository import (
    members_of,
    memberships_of,
    verified_by_uscc,
)
from services.portal.pages.forms import FORM_ERRORS, Form, Trouble, trouble_of, typed_into
from services.portal.pages.rendering import Pages
from services.portal.pages.routing import PageRoute, PagesDep, see
from services.portal.pages.supply.careers import RegistrationSnapshot
from services.portal.pages.supply.dependencies import Supply, SupplyDep
from services.portal.pages.supply.editor import sheet_of
from services.portal.pages.supply.sheets import names_of, packed, payload, placed, typed_of
from services.portal.pages.texts import TEXTS
from services.portal.pages.visit import Visit, VisitDep
from shared.errors import FieldProblem, InvalidError
from shared.types import new_id

router = APIRouter(include_in_schema=False, route_class=PageRoute)

KIND: Final = "applicant"
BESIDES: Final = ("key", "etag", "sender", "sender_uscc", "person", "statement")


@dataclass(frozen=True, slots=True)
class Desk:
    """The form of an application, for somebody."""

    pages: Pages
    resources: Resources
    visit: Visit
    supply: Supply
    nominating: bool = False
    registration: RegistrationSnapshot | None = None

    async def page(self, form: Form) -> Response:
        """Return the form."""
        units, people = await self._units()
        sheet = sheet_of(self.visit.language, KIND, form)
        more = {"sender": "supply_sender", "sender_uscc": "supply_sender_uscc"}
        labels = {**sheet["labels"], **more, "statement": "supply_statement"}
        return self.pages.render(
            "supply/apply.html",
            self.visit,
            status=form.status,
            form=form,
            nominating=self.nominating,
            registration=self.registration,
            units=units,
            people=people,
            own_providers=[],
            **{**sheet, "labels": {**labels, "person": "supply_person"}},
        )

    async def _units(self) -> tuple[Sequence[tuple[str, str]], Sequence[tuple[str, str]]]:
        """Return the units one could be sent by, and whom one could nominate."""
        me = self.supply.me
        async with self.resources.database.snapshot() as session:
            mine = [one for one, _ in await memberships_of(session, me.person_id)]
            acting = me.standing.organization_id
            colleagues = await members_of(session, acting) if acting and self.nominating else []
        units = [
            (str(one.id), one.name) for one in mine if one.status is OrganizationStatus.VERIFIED
        ]
        if self.nominating:
            units = [unit for unit in units if unit[0] == str(acting)]
        people = [
            (str(person.id), person.name or "")
            for person, _ in colleagues
            if person.id != me.person_id
        ]
        return units, people


@router.get("/supply/registration/apply")
async def show_application(
    visit: VisitDep,
    pages: PagesDep,
    resources: ResourcesDep,
    supply: SupplyDep,
    nominate: bool = False,  # noqa: FBT001, FBT002 - a query parameter
) -> Response:
    """Show the form of an application, or of a nomination."""
    me = supply.me
    known = {"key": str(new_id())}
    if not nominate:
        known |= {"name": me.name, "contact_name": me.name, "contact_email": me.email}
    desk = Desk(pages, resources, visit, supply, nominating=nominate)
    return await desk.page(Form(known))


@router.post("/supply/registration/apply")
async def apply(
    request: Request, visit: VisitDep, pages: PagesDep, resources: ResourcesDep, supply: SupplyDep
) -> Response:
    """Apply to be registered, or nominate a colleague."""
    typed = packed(KIND, await typed_into(request, (*BESIDES, *names_of(KIND))))
    desk = Desk(pages, resources, visit, supply, nominating=bool(typed.get("person")))
    try:
        unit = await _sender(resources, typed)
        said = {**_said(typed), "sender": str(unit.id), "sender_name": unit.name}
        if typed.get("person"):
            said["person"] = typed["person"]
        made = await supply.careers.apply(said, typed.get("key", ""))
    except FORM_ERRORS as error:
        return await desk.page(Form(typed, _trouble(error)))
    return see(f"/supply/registration/{made.id}?done=applied")


@router.get("/supply/registration/{registration_id}/edit")
async def show_revision(
    registration_id: UUID,
    visit: VisitDep,
    pages: PagesDep,
    resources: ResourcesDep,
    supply: SupplyDep,
) -> Response:
    """Show what one said of oneself, to change it."""
    registration = await supply.careers.registration(registration_id)
    typed = typed_of(KIND, registration.profile)
    typed |= {"statement": registration.statement or "", "sender": registration.sender}
    desk = Desk(pages, resources, visit, supply, registration=registration)
    return await desk.page(Form(typed))


@router.post("/supply/registration/{registration_id}/edit")
async def revise(  # noqa: PLR0913 - all provided by name
    *,
    registration_id: UUID,
    request: Request,
    visit: VisitDep,
    pages: PagesDep,
    resources: ResourcesDep,
    supply: SupplyDep,
) -> Response:
    """Keep what one says otherwise now."""
    typed = packed(KIND, await typed_into(request, (*BESIDES, *names_of(KIND))))
    try:
        await supply.careers.revise(registration_id, _said(typed), typed.get("etag", ""))
    except FORM_ERRORS as error:
        registration = await supply.careers.registration(registration_id)
        desk = Desk(pages, resources, visit, supply, registration=registration)
        return await desk.page(Form(typed, _trouble(error)))
    return see(f"/supply/registration/{registration_id}?done=revised")


def _said(typed: Mapping[str, str]) -> dict[str, Any]:
    profile = {name: value for name, value in payload(KIND, typed).items() if value is not None}
    return {"profile": profile, "statement": typed.get("statement", "").strip() or None}


async def _sender(resources: Resources, typed: Mapping[str, str]) -> Organization:
    """Return the unit that is to send somebody: one of theirs, or the one with a credit code.

    Raises:
        InvalidError: There is none.
    """
    chosen, code = typed.get("sender", ""), typed.get("sender_uscc", "").strip()
    async with resources.database.snapshot() as session:
        try:
            found = await session.get(Organization, UUID(chosen)) if chosen else None
        except ValueError:
            found = None
        found = found or (await verified_by_uscc(session, code) if code else None)
    if found is None:
        raise InvalidError(problems=[FieldProblem("sender_uscc", TEXTS["supply_no_sender"])])
    return found


def _trouble(error: Exception) -> Trouble:
    """Return what is wrong, each at its input: what is said of somebody is the profile there."""
    trouble = trouble_of(error)
    bare = [replace(one, field=one.field.removeprefix("profile.")) for one in trouble.problems]
    return placed(KIND, replace(trouble, problems=bare))
