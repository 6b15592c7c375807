"""Registering an organization."""

from fastapi import APIRouter, Request, Response

from services.portal.dependencies import ResourcesDep
from services.portal.organizations.domain import OrganizationKind
from services.portal.organizations.schemas import OrganizationDraft
from services.portal.organizations.service import Organizations
from services.portal.pages.forms import FORM_ERRORS, Form, own_path, trouble_of, typed_into
from services.portal.pages.rendering import Pages
from services.portal.pages.routing import NextDep, PageRoute, PagesDep, see
from services.portal.pages.texts import TEXTS
from services.portal.pages.visit import Visit, VisitDep

router = APIRouter(include_in_schema=False, route_class=PageRoute)

ORGANIZATION_FIELDS = ("name", "kind", "uscc", "region_code")


@router.get("/organizations/new")
async def show_organization_form(
    visit: VisitDep,
    pages: PagesDep,
    following: NextDep = "",
) -> Response:
    """Show the form for an organization."""
    visit.required()
    return _organization(pages, visit, Form({"next": following}))


@router.post("/organizations/new")
async def register_organization(
    request: Request, visit: VisitDep, pages: PagesDep, resources: ResourcesDep
) -> Response:
    """Register an organization, which an operator then verifies."""
    me = visit.required()
    typed = await typed_into(request, (*ORGANIZATION_FIELDS, "next"))
    said = {name: typed[name] for name in ORGANIZATION_FIELDS if typed.get(name, "").strip()}
    try:
        draft = OrganizationDraft.model_validate(said)
        async with resources.database.transaction() as session:
            organizations = Organizations(session, me.caller, resources.mail)
            await organizations.register(draft, me.person_id)
    except FORM_ERRORS as error:
        return _organization(pages, visit, Form(typed, trouble_of(error)))
    return see(own_path(typed.get("next", ""), "/account?done=organization_registered"))


def _organization(pages: Pages, visit: Visit, form: Form) -> Response:
    kinds = [
        (kind.value, TEXTS[f"kind_{kind.value}"].pick(visit.language)) for kind in OrganizationKind
    ]
    return pages.render(
        "account/new_organization.html",
        visit,
        status=form.status,
        form=form,
        next=form.value("next"),
        kinds=kinds,
        labels={"name": "organization_name", "kind": "organization_kind"},
    )
