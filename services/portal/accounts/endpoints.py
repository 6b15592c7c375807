"""Registering, and one's own account."""

from http import HTTPStatus

from fastapi import APIRouter, Response

from services.portal.accounts.consent import TEXT, VERSION, require_current, text_digest
from services.portal.accounts.models import Consent
from services.portal.accounts.repository import consents_of, person_by_id
from services.portal.accounts.schemas import (
    Accepted,
    Confirmation,
    ConsentBody,
    ConsentRead,
    ConsentText,
    PersonChange,
    PersonRead,
    Registration,
)
from services.portal.accounts.service import Registrations, change_person, person_read
from services.portal.dependencies import (
    ResourcesDep,
    SessionDep,
    SignedInDep,
    SnapshotDep,
    limited,
)
from shared.language import Text, current_language
from shared.preconditions import IfMatch, etag_of, require_match

router = APIRouter(prefix="/api", tags=["accounts"])

WRITTEN = Text(
    "请查看邮箱：我们已寄出一封信，说明下一步。",
    "Look into your mail: we have sent a letter that says what comes next.",
)


@router.get("/consent-text")
async def read_consent_text() -> ConsentText:
    """Return what people agree to when they register, in the language asked for."""
    text = TEXT.pick(current_language.get())
    return ConsentText(version=VERSION, text=text, sha256=text_digest())


@router.post("/people", status_code=HTTPStatus.ACCEPTED, dependencies=[limited("registration")])
async def register(body: Registration, resources: ResourcesDep) -> Accepted:
    """Ask for an account; what comes next is in a letter. Nobody learns who has an account."""
    registrations = Registrations(resources.database, resources.passwords, resources.mail)
    await registrations.take(body, resources.settings.password_profile)
    return Accepted(message=WRITTEN.pick(current_language.get()))


@router.post("/people/confirm", status_code=HTTPStatus.CREATED, dependencies=[limited("sign_in")])
async def confirm_registration(body: Confirmation, resources: ResourcesDep) -> PersonRead:
    """Make the account, with the code from the letter and the password."""
    registrations = Registrations(resources.database, resources.passwords, resources.mail)
    return await registrations.confirm(body)


@router.get("/me")
async def read_me(me: SignedInDep, session: SnapshotDep, response: Response) -> PersonRead:
    """Return one's own account."""
    person = await person_by_id(session, me.person_id)
    response.headers["ETag"] = etag_of(person.version)
    return await person_read(session, person)


@router.patch("/me")
async def change_me(
    body: PersonChange,
    me: SignedInDep,
    session: SessionDep,
    response: Response,
    if_match: IfMatch = None,
) -> PersonRead:
    """Change one's own name or language."""
    person = await person_by_id(session, me.person_id)
    require_match(if_match, person.version)
    await change_person(session, person, body)
    response.headers["ETag"] = etag_of(person.version)
    return await person_read(session, person)


@router.get("/me/consents")
async def list_consents(me: SignedInDep, session: SnapshotDep) -> list[ConsentRead]:
    """Return what one agreed to, and when."""
    rows = await consents_of(session, me.person_id)
    return [ConsentRead.model_validate(row) for row in rows]


@router.post("/me/consents", status_code=HTTPStatus.CREATED)
async def consent(body: ConsentBody, me: SignedInDep, session: SessionDep) -> ConsentRead:
    """Agree to the present text. It is withdrawn by closing the account."""
    require_current(body.version)
    person = await person_by_id(session, me.person_id)
    row = Consent(person_id=person.id, text_version=VERSION, text_sha256=text_digest())
    session.add(row)
    await session.flush()
    return ConsentRead.model_validate(row)
