"""The accounts of others, for security administrators: roles, lock-outs, sessions."""

from typing import Any, Final
from uuid import UUID

from fastapi import APIRouter, Request, Response

from services.portal.accounts.domain import GrantedRole
from services.portal.pages.desk.office import Office, PeopleOfficeDep, PersonPage
from services.portal.pages.forms import FORM_ERRORS, Form, trouble_of, typed_into
from services.portal.pages.routing import PageRoute, see

router = APIRouter(include_in_schema=False, route_class=PageRoute)

HOME: Final = "/desk/people"
ROLES: Final = tuple(role.value for role in GrantedRole if role is not GrantedRole.EXPERT)
"""What is granted here; who is an expert, the register says."""

LABELS: Final = {"name": "your_name", "roles": "desk_roles"}


@router.get(HOME)
async def list_people(
    office: PeopleOfficeDep, email: str = "", cursor: str = "", done: str = ""
) -> Response:
    """Show accounts, the oldest first, or the one with an address."""
    said = {"email": email.strip(), "cursor": cursor}
    form, found = Form({"email": said["email"]}), PersonPage(items=[])
    try:
        found = await office.own.people({name: it for name, it in said.items() if it})
    except FORM_ERRORS as error:
        form = Form({"email": said["email"]}, trouble_of(error))
    return _people(office, form, found, done=bool(done))


@router.post(HOME)
async def create_account(request: Request, office: PeopleOfficeDep) -> Response:
    """Make an account for somebody, who gets a letter to choose a password."""
    typed = await typed_into(request, ("email", "name", "role"))
    said: dict[str, Any] = {"email": typed.get("email", ""), "name": typed.get("name", "")}
    said["roles"] = [typed["role"]] if typed.get("role") else []
    try:
        person = await office.own.create(said)
    except FORM_ERRORS as error:
        return _people(office, Form(typed, trouble_of(error)), await office.own.people({}))
    return see(f"{HOME}/{person.id}?done=yes")


@router.get(HOME + "/{person_id}")
async def show_person(person_id: UUID, office: PeopleOfficeDep, done: str = "") -> Response:
    """Show an account and what can be done with it."""
    return await _person(office, person_id, done=bool(done))


@router.post(HOME + "/{person_id}/roles/{role}/{verb}")
async def change_role(person_id: UUID, role: str, verb: str, office: PeopleOfficeDep) -> Response:
    """Grant a role, or take it back."""
    change = office.own.grant if verb == "grant" else office.own.revoke
    try:
        await change(person_id, role)
    except FORM_ERRORS as error:
        return await _person(office, person_id, form=Form({}, trouble_of(error)))
    return see(f"{HOME}/{person_id}?done=yes")


@router.post(HOME + "/{person_id}/{deed}")
async def act(person_id: UUID, deed: str, office: PeopleOfficeDep) -> Response:
    """Disable or enable an account, end its sessions, or lift its lock-out."""
    try:
        if deed == "sessions":
            await office.own.end_sessions(person_id)
        elif deed == "lockout":
            await office.own.release(person_id)
        else:
            await office.own.move(person_id, deed)
    except FORM_ERRORS as error:
        return await _person(office, person_id, form=Form({}, trouble_of(error)))
    return see(f"{HOME}/{person_id}?done=yes")


def _people(office: Office, form: Form, found: PersonPage, *, done: bool = False) -> Response:
    return office.page(
        "people.html",
        status=form.status,
        labels=LABELS,
        form=form,
        found=found,
        roles=ROLES,
        done=done,
    )


async def _person(
    office: Office, person_id: UUID, *, form: Form | None = None, done: bool = False
) -> Response:
    filled = form or Form()
    return office.page(
        "person.html",
        status=filled.status,
        form=filled,
        person=await office.own.person(person_id),
        roles=ROLES,
        done=done,
    )
