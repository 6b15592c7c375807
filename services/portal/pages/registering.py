"""Becoming somebody on the platform, and replacing a lost password."""

from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response

from services.portal.accounts.consent import TEXT, VERSION, text_digest
from services.portal.accounts.schemas import Confirmation, ConsentText, Registration
from services.portal.accounts.service import Registrations
from services.portal.credentials.schemas import Reset, ResetRequest
from services.portal.dependencies import Resources, ResourcesDep, VisitorDep
from services.portal.pages.forms import (
    FORM_ERRORS,
    Form,
    own_path,
    trouble_of,
    typed_into,
)
from services.portal.pages.rendering import Pages
from services.portal.pages.routing import NextDep, PageRoute, PagesDep, see
from services.portal.pages.signing_in import HOME, has_drafts, welcome
from services.portal.pages.texts import TEXTS
from services.portal.pages.visit import Visit, VisitDep
from shared.errors import FieldProblem, InvalidError

router = APIRouter(include_in_schema=False, route_class=PageRoute)


@router.get("/register")
async def show_registration(
    visit: VisitDep,
    pages: PagesDep,
    resources: ResourcesDep,
    following: NextDep = "",
) -> Response:
    """Show the form, with the text people agree to; who is signed in is led on."""
    if visit.me is not None:
        return see(own_path(following, HOME))
    return await _registration(pages, resources, visit, Form({"next": following}))


@router.post("/register")
async def register(
    request: Request, visit: VisitDep, pages: PagesDep, resources: ResourcesDep, visitor: VisitorDep
) -> Response:
    """Ask for an account; a letter brings the code. Nobody learns who has one already."""
    names = ("name", "email", "password", "consent_version", "consent", "next")
    typed = await typed_into(request, names)
    try:
        wanted = Registration.model_validate(_filled(typed, names[:4]))
        _require_consent(typed)
        await resources.rates.spend("registration", visitor.address)
        registrations = Registrations(resources.database, resources.passwords, resources.mail)
        await registrations.take(wanted, resources.settings.password_profile)
    except FORM_ERRORS as error:
        form = Form(typed, trouble_of(error))
        return await _registration(pages, resources, visit, form)
    return see(f"/register/confirm?{urlencode({'next': typed.get('next', '')})}")


@router.get("/register/confirm")
async def show_confirmation(
    visit: VisitDep,
    pages: PagesDep,
    following: NextDep = "",
) -> Response:
    """Ask for the code from the letter."""
    return _confirmation(pages, visit, Form({"next": following}))


@router.post("/register/confirm")
async def confirm(
    request: Request, visit: VisitDep, pages: PagesDep, resources: ResourcesDep, visitor: VisitorDep
) -> Response:
    """Make the account and sign its owner in: they have just shown their password."""
    names = ("token", "password", "next")
    typed = await typed_into(request, names)
    try:
        await resources.rates.spend("sign_in", visitor.address)
        body = Confirmation.model_validate(_trimmed(_filled(typed, names[:2])))
        registrations = Registrations(resources.database, resources.passwords, resources.mail)
        person = await registrations.confirm(body)
        opened = await resources.sign_in.with_password(person.email, body.password, visitor)
    except FORM_ERRORS as error:
        return _confirmation(pages, visit, Form(typed, trouble_of(error)))
    return await welcome(request, resources, visit, opened, typed.get("next", ""))


@router.get("/password/forgotten")
async def show_forgotten(visit: VisitDep, pages: PagesDep) -> Response:
    """Ask whose password is lost."""
    return pages.render("forgotten.html", visit, form=Form())


@router.post("/password/forgotten")
async def send_reset(
    request: Request, visit: VisitDep, pages: PagesDep, resources: ResourcesDep, visitor: VisitorDep
) -> Response:
    """Send a code, if there is such an account; the answer is the same if there is none."""
    typed = await typed_into(request, ("email",))
    try:
        body = ResetRequest.model_validate(_filled(typed, ("email",)))
        await resources.rates.spend("reset", visitor.address)
        await resources.changes.offer_reset(body.email)
    except FORM_ERRORS as error:
        form = Form(typed, trouble_of(error))
        return pages.render("forgotten.html", visit, status=form.status, form=form)
    return see("/password/new?sent=yes")


@router.get("/password/new")
async def show_new_password(
    visit: VisitDep, pages: PagesDep, resources: ResourcesDep, sent: str = ""
) -> Response:
    """Ask for the code from the letter and for a new password."""
    return _new_password(pages, resources, visit, Form(), sent=bool(sent))


@router.post("/password/new")
async def choose_password(
    request: Request, visit: VisitDep, pages: PagesDep, resources: ResourcesDep, visitor: VisitorDep
) -> Response:
    """Choose a new password; every session ends, and one signs in with it."""
    names = ("token", "new_password")
    typed = await typed_into(request, names)
    try:
        await resources.rates.spend("sign_in", visitor.address)
        body = Reset.model_validate(_trimmed(_filled(typed, names)))
        await resources.changes.reset(body.token, body.new_password)
    except FORM_ERRORS as error:
        return _new_password(pages, resources, visit, Form(typed, trouble_of(error)))
    return see("/sign-in?done=password_chosen")


def _filled(typed: dict[str, str], names: tuple[str, ...]) -> dict[str, str]:
    """Return what was filled in: an empty field is missing, not an empty text."""
    return {name: typed[name] for name in names if typed.get(name)}


def _trimmed(said: dict[str, str]) -> dict[str, str]:
    """Take off what copying a code from a letter may bring along."""
    return {**said, "token": said["token"].strip()} if "token" in said else said


def _require_consent(typed: dict[str, str]) -> None:
    if typed.get("consent") != "yes":
        raise InvalidError(problems=[FieldProblem("consent", TEXTS["consent_missing"])])


async def _registration(pages: Pages, resources: Resources, visit: Visit, form: Form) -> Response:
    consent = ConsentText(version=VERSION, text=TEXT.pick(visit.language), sha256=text_digest())
    return pages.render(
        "register.html",
        visit,
        status=form.status,
        form=form,
        next=form.value("next"),
        consent=consent,
        password_hint=password_hint(resources, visit),
        drafts=await has_drafts(resources, visit),
        labels={"name": "person_name", "password": "new_password", "consent": "consent_heading"},
    )


def _confirmation(pages: Pages, visit: Visit, form: Form) -> Response:
    return pages.render(
        "confirm.html",
        visit,
        status=form.status,
        form=form,
        next=form.value("next"),
        labels={"token": "mailed_code", "password": "chosen_password"},
    )


def _new_password(
    pages: Pages, resources: Resources, visit: Visit, form: Form, *, sent: bool = False
) -> Response:
    return pages.render(
        "new_password.html",
        visit,
        status=form.status,
        form=form,
        sent=sent,
        password_hint=password_hint(resources, visit),
        labels={"token": "mailed_code"},
    )


def password_hint(resources: Resources, visit: Visit) -> str:
    """Return what a password has to be."""
    profile = resources.settings.password_profile
    return TEXTS[f"password_hint_{profile.value}"].pick(visit.language)
