"""An organization of one's own: what is said about it, who belongs to it, and its life."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response

from services.portal import policy
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
from services.portal.pages.attempts import Attempt, attempted
from services.portal.pages.forms import Form, typed_into
from services.portal.pages.rendering import Pages
from services.portal.pages.routing import PageRoute, PagesDep, see
from services.portal.pages.texts import TEXTS
from services.portal.pages.visit import Me, Visit, VisitDep
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

    async def page(self, attempt: Attempt | None = None, *, news: str = "") -> Response:
        """Return the page, with what was tried and is wrong."""
        tried = attempt or Attempt()
        shown = await self._found()
        read = shown["organization"]
        said = {name: getattr(read, name) or "" for name in CHANGED}
        return self.pages.render(
            "account/members.html",
            self.visit,
            status=tried.status,
            form=tried.form,
            said=said,
            tried=tried.name,
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

    async def after(self, attempt: Attempt, news: str, leads: str = "") -> Response:
        """Return the way on, or the page with what is wrong with what was tried."""
        if attempt.form.trouble:
            return await self.page(attempt)
        return see(f"{leads or f'/account/organizations/{self.organization_id}'}?done={news}")

    @asynccontextmanager
    async def at_work(self) -> AsyncIterator[tuple[Organizations, Members]]:
        """Yield what can be done with it, in one transaction."""
        caller, mail = self.me.caller, self.resources.mail
        async with self.resources.database.transaction() as session:
            yield Organizations(session, caller, mail), Members(session, mail, caller)

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


async def get_office(
    organization_id: UUID, visit: VisitDep, pages: PagesDep, resources: ResourcesDep
) -> Office:
    """Return the page of an organization, to whoever is signed in.

    Raises:
        SignInFirstError: Nobody is.
    """
    return Office(pages, resources, visit, visit.required(), organization_id)


OfficeDep = Annotated[Office, Depends(get_office)]


@router.get(PLACE)
async def show_organization(office: OfficeDep, done: str = "") -> Response:
    """Show an organization to its members."""
    return await office.page(news=NEWS.get(done, ""))


@router.post(f"{PLACE}/change")
async def change_organization(request: Request, office: OfficeDep) -> Response:
    """Change what is said about it."""
    typed = await typed_into(request, ("etag", *CHANGED))

    async def doing() -> None:
        said = {name: typed.get(name, "").strip() or None for name in CHANGED}
        body = OrganizationChange.model_validate(said)
        async with office.at_work() as (organizations, _):
            await organizations.change(office.organization_id, body, typed.get("etag", ""))

    return await office.after(await attempted("change", typed, doing()), "saved")


@router.post(f"{PLACE}/steps/{{action}}")
async def move_organization(action: str, request: Request, office: OfficeDep) -> Response:
    """Hand it in again, or close it."""
    typed = await typed_into(request, ("etag", "reason_code", "note"))
    said = {name: typed[name] for name in ("reason_code", "note") if typed.get(name, "").strip()}

    async def doing() -> None:
        step = StatusStep.model_validate({"action": action, **said})
        async with office.at_work() as (organizations, _):
            await organizations.move(office.organization_id, step, typed.get("etag", ""))

    return await office.after(await attempted(action, typed, doing()), "moved")


@router.post(f"{PLACE}/invitations")
async def invite(request: Request, office: OfficeDep) -> Response:
    """Ask somebody by letter to join."""
    typed = await typed_into(request, ("email", "role"))

    async def doing() -> None:
        body = InvitationDraft.model_validate(typed)
        await office.resources.rates.spend("invitation", str(office.me.person_id))
        async with office.at_work() as (organizations, members):
            organization = await organizations.owned(office.organization_id)
            await members.invite(organization, body, office.me.person_id)

    return await office.after(await attempted("invite", typed, doing()), "invited")


@router.post(f"{PLACE}/invitations/{{invitation_id}}/take-back")
async def take_back(invitation_id: UUID, office: OfficeDep) -> Response:
    """Take an invitation back."""
    async with office.at_work() as (organizations, members):
        organization = await organizations.owned(office.organization_id)
        await members.take_back(organization, invitation_id)
    return see(f"/account/organizations/{office.organization_id}?done=back")


@router.post(f"{PLACE}/members/{{person_id}}/role")
async def appoint(person_id: UUID, request: Request, office: OfficeDep) -> Response:
    """Make a member an owner, or an owner a member."""
    typed = await typed_into(request, ("role",))

    async def doing() -> None:
        body = MemberChange.model_validate(typed)
        async with office.at_work() as (organizations, members):
            organization = await organizations.owned(office.organization_id)
            await members.appoint(organization, person_id, body.role)

    return await office.after(await attempted("", {}, doing()), "member")


@router.post(f"{PLACE}/members/{{person_id}}/remove")
async def remove(person_id: UUID, office: OfficeDep) -> Response:
    """Let somebody go, or leave."""
    myself = person_id == office.me.person_id

    async def doing() -> None:
        async with office.at_work() as (organizations, members):
            organization, membership = await organizations.seen(office.organization_id, lock=True)
            if not myself:
                policy.require_owner(office.me.caller, office.organization_id, membership)
            await members.remove(organization, person_id)

    attempt = await attempted("", {}, doing())
    if myself:
        return await office.after(attempt, "account_left", leads="/account")
    return await office.after(attempt, "member")


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

    async def doing() -> None:
        body = Acceptance.model_validate({"token": typed.get("token", "").strip()})
        async with resources.database.transaction() as session:
            members = Members(session, resources.mail, me.caller)
            await members.accept(body.token, me.person_id)

    attempt = await attempted("join", typed, doing())
    if attempt.form.trouble:
        return _join(pages, visit, attempt.form)
    return see("/account?done=account_joined")


def _join(pages: Pages, visit: Visit, form: Form) -> Response:
    return pages.render(
        "account/join.html",
        visit,
        status=form.status,
        form=form,
        labels={"token": "account_join_code"},
    )
