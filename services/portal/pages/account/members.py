"""An organization of one's own: what is said about it, who belongs to it, and its life."""

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from fastapi import APIRouter, Request, Response

from services.portal.dependencies import Resources, ResourcesDep
from services.portal.organizations.domain import REASON_LABELS, MemberRole
from services.portal.organizations.members import Members, open_invitations
from services.portal.organizations.repository import members_of, steps_of
from services.portal.organizations.schemas import (
    Acceptance,
    InvitationDraft,
    MemberChange,
    OrganizationChange,
    StatusStep,
)
from services.portal.organizations.service import Organizations
from services.portal.pages.forms import FORM_ERRORS, Form, trouble_of, typed_into
from services.portal.pages.rendering import Pages
from services.portal.pages.routing import PageRoute, PagesDep, see
from services.portal.pages.texts import TEXTS
from services.portal.pages.visit import Me, Visit, VisitDep
from services.portal.policy import require_owner
from shared.preconditions import etag_of

router = APIRouter(include_in_schema=False, route_class=PageRoute)

PLACE: Final = "/account/organizations/{organization_id}"
CHANGED: Final = ("name", "uscc", "region_code")
NEWS: Final = {
    "saved": "account_changed",
    "moved": "account_moved",
    "invited": "account_invited",
    "back": "account_taken_back",
    "member": "account_member_changed",
}


@dataclass(frozen=True, slots=True)
class Office:
    """The page of an organization, for one of its members."""

    pages: Pages
    resources: Resources
    visit: Visit
    me: Me
    organization_id: UUID

    async def page(self, *, form: Form | None = None, tried: str = "", news: str = "") -> Response:
        """Return the page, with what was tried and is wrong."""
        shown = await self._found()
        read = shown["organization"]
        said = {name: getattr(read, name) or "" for name in CHANGED}
        filled = form or Form()
        return self.pages.render(
            "account/members.html",
            self.visit,
            status=filled.status,
            form=filled,
            said=said,
            tried=tried,
            news=news,
            etag=etag_of(read.version),
            reason_labels={
                code.value: label.pick(self.visit.language) for code, label in REASON_LABELS.items()
            },
            roles=[
                (role.value, TEXTS[f"account_role_{role.value}"].pick(self.visit.language))
                for role in (MemberRole.MEMBER, MemberRole.OWNER)
            ],
            labels={"name": "organization_name", "role": "account_invite_as"},
            **shown,
        )

    async def _found(self) -> dict[str, Any]:
        async with self.resources.database.snapshot() as session:
            organizations = Organizations(session, self.me.caller, self.resources.mail)
            organization, membership = await organizations.seen(self.organization_id)
            is_owner = membership is not None and membership.role is MemberRole.OWNER
            return {
                "organization": await organizations.read(organization),
                "members": await members_of(session, organization.id),
                "is_owner": is_owner,
                "is_member": membership is not None,
                "invitations": await open_invitations(session, organization.id) if is_owner else [],
                "steps": await steps_of(session, organization.id),
            }


@router.get(PLACE)
async def show_organization(
    organization_id: UUID,
    visit: VisitDep,
    pages: PagesDep,
    resources: ResourcesDep,
    done: str = "",
) -> Response:
    """Show an organization to its members."""
    office = Office(pages, resources, visit, visit.required(), organization_id)
    return await office.page(news=NEWS.get(done, ""))


@router.post(f"{PLACE}/change")
async def change_organization(
    organization_id: UUID,
    request: Request,
    visit: VisitDep,
    pages: PagesDep,
    resources: ResourcesDep,
) -> Response:
    """Change what is said about it."""
    me = visit.required()
    typed = await typed_into(request, ("etag", *CHANGED))
    try:
        said = {name: typed.get(name, "").strip() or None for name in CHANGED}
        body = OrganizationChange.model_validate(said)
        async with resources.database.transaction() as session:
            organizations = Organizations(session, me.caller, resources.mail)
            await organizations.change(organization_id, body, typed.get("etag", ""))
    except FORM_ERRORS as error:
        office = Office(pages, resources, visit, me, organization_id)
        return await office.page(form=Form(typed, trouble_of(error)), tried="change")
    return see(f"/account/organizations/{organization_id}?done=saved")


@router.post(f"{PLACE}/steps/{{action}}")
async def move_organization(  # noqa: PLR0913 - all provided by name
    *,
    organization_id: UUID,
    action: str,
    request: Request,
    visit: VisitDep,
    pages: PagesDep,
    resources: ResourcesDep,
) -> Response:
    """Hand it in again, or close it."""
    me = visit.required()
    typed = await typed_into(request, ("etag", "reason_code", "note"))
    said = {name: typed[name] for name in ("reason_code", "note") if typed.get(name, "").strip()}
    try:
        step = StatusStep.model_validate({"action": action, **said})
        async with resources.database.transaction() as session:
            organizations = Organizations(session, me.caller, resources.mail)
            await organizations.move(organization_id, step, typed.get("etag", ""))
    except FORM_ERRORS as error:
        office = Office(pages, resources, visit, me, organization_id)
        return await office.page(form=Form(typed, trouble_of(error)), tried=action)
    return see(f"/account/organizations/{organization_id}?done=moved")


@router.post(f"{PLACE}/invitations")
async def invite(
    organization_id: UUID,
    request: Request,
    visit: VisitDep,
    pages: PagesDep,
    resources: ResourcesDep,
) -> Response:
    """Ask somebody by letter to join."""
    me = visit.required()
    typed = await typed_into(request, ("email", "role"))
    try:
        body = InvitationDraft.model_validate(typed)
        await resources.rates.spend("invitation", str(me.person_id))
        async with resources.database.transaction() as session:
            organizations = Organizations(session, me.caller, resources.mail)
            organization = await organizations.owned(organization_id)
            members = Members(session, resources.mail, me.caller)
            await members.invite(organization, body, me.person_id)
    except FORM_ERRORS as error:
        office = Office(pages, resources, visit, me, organization_id)
        return await office.page(form=Form(typed, trouble_of(error)), tried="invite")
    return see(f"/account/organizations/{organization_id}?done=invited")


@router.post(f"{PLACE}/invitations/{{invitation_id}}/take-back")
async def take_back(
    organization_id: UUID, invitation_id: UUID, visit: VisitDep, resources: ResourcesDep
) -> Response:
    """Take an invitation back."""
    me = visit.required()
    async with resources.database.transaction() as session:
        organizations = Organizations(session, me.caller, resources.mail)
        organization = await organizations.owned(organization_id)
        members = Members(session, resources.mail, me.caller)
        await members.take_back(organization, invitation_id)
    return see(f"/account/organizations/{organization_id}?done=back")


@router.post(f"{PLACE}/members/{{person_id}}/role")
async def appoint(  # noqa: PLR0913 - all provided by name
    *,
    organization_id: UUID,
    person_id: UUID,
    request: Request,
    visit: VisitDep,
    pages: PagesDep,
    resources: ResourcesDep,
) -> Response:
    """Make a member an owner, or an owner a member."""
    me = visit.required()
    typed = await typed_into(request, ("role",))
    try:
        body = MemberChange.model_validate(typed)
        async with resources.database.transaction() as session:
            organizations = Organizations(session, me.caller, resources.mail)
            organization = await organizations.owned(organization_id)
            members = Members(session, resources.mail, me.caller)
            await members.appoint(organization, person_id, body.role)
    except FORM_ERRORS as error:
        office = Office(pages, resources, visit, me, organization_id)
        return await office.page(form=Form({}, trouble_of(error)))
    return see(f"/account/organizations/{organization_id}?done=member")


@router.post(f"{PLACE}/members/{{person_id}}/remove")
async def remove(
    organization_id: UUID,
    person_id: UUID,
    visit: VisitDep,
    pages: PagesDep,
    resources: ResourcesDep,
) -> Response:
    """Let somebody go, or leave."""
    me = visit.required()
    try:
        async with resources.database.transaction() as session:
            organizations = Organizations(session, me.caller, resources.mail)
            organization, membership = await organizations.seen(organization_id, lock=True)
            if person_id != me.person_id:
                require_owner(me.caller, organization_id, membership)
            members = Members(session, resources.mail, me.caller)
            await members.remove(organization, person_id)
    except FORM_ERRORS as error:
        office = Office(pages, resources, visit, me, organization_id)
        return await office.page(form=Form({}, trouble_of(error)))
    if person_id == me.person_id:
        return see("/account?done=account_left")
    return see(f"/account/organizations/{organization_id}?done=member")


@router.get("/organizations/join")
async def show_join(visit: VisitDep, pages: PagesDep, code: str = "") -> Response:
    """Show where the code of an invitation is entered."""
    visit.required()
    return _join(pages, visit, Form({"token": code}))


@router.post("/organizations/join")
async def join(
    request: Request, visit: VisitDep, pages: PagesDep, resources: ResourcesDep
) -> Response:
    """Join the organization that sent the letter."""
    me = visit.required()
    typed = await typed_into(request, ("token",))
    try:
        body = Acceptance.model_validate({"token": typed.get("token", "").strip()})
        async with resources.database.transaction() as session:
            members = Members(session, resources.mail, me.caller)
            await members.accept(body.token, me.person_id)
    except FORM_ERRORS as error:
        return _join(pages, visit, Form(typed, trouble_of(error)))
    return see("/account?done=account_joined")


def _join(pages: Pages, visit: Visit, form: Form) -> Response:
    return pages.render(
        "account/join.html",
        visit,
        status=form.status,
        form=form,
        labels={"token": "account_join_code"},
    )
