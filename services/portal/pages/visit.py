"""Who looks at a page, in which language, and how it is shown to them."""

import asyncio
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from typing import Annotated, Final
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

from fastapi import Depends, Request

from services.portal.accounts.repository import person_by_id
from services.portal.dependencies import Resources
from services.portal.drafts.repository import Writer
from services.portal.notifications.repository import unread_count
from services.portal.organizations.domain import OrganizationStatus
from services.portal.organizations.repository import memberships_of
from services.portal.pages.encodings import encodings_taken
from services.portal.pages.look import LOOK, Look
from services.portal.sessions.cookies import is_local, name_of
from services.portal.tokens.schemas import ShortTokenBody
from services.portal.tokens.service import Standing, signed, standing_of
from shared.auth import ANONYMOUS, Caller, get_caller
from shared.errors import PlatformError, UnauthenticatedError
from shared.language import Language, current_language

LANGUAGE_COOKIE: Final = "keqiao-language"
DRAFT_COOKIE: Final = "keqiao-draft"
"""What leads to the drafts of a visitor."""

POSTING: Final = frozenset({"firm", "expert", "provider", "operator"})
"""Who may post needs and join them; the requests service decides, the pages say so in time."""


class SignInFirstError(UnauthenticatedError):
    """The page is for people with an account."""

    slug = "sign-in-first"


@dataclass(frozen=True, slots=True)
class Me:
    """Somebody with an account, and what they are at this moment."""

    person_id: UUID
    caller: Caller
    name: str
    email: str
    standing: Standing
    unread: int
    organization: str | None
    waiting: bool
    """Whether an organization of theirs waits to be verified."""

    @property
    def may_post(self) -> bool:
        """Whether they may post needs."""
        return not POSTING.isdisjoint(self.standing.roles)


@dataclass(frozen=True, slots=True)
class Visit:
    """One look at one page."""

    language: Language
    here: str
    look: Look
    me: Me | None = None
    draft_token: str = ""
    over_open_line: bool = False
    """Plain HTTP from another machine: no browser keeps our cookies there."""
    fragment: bool = False
    """Whether htmx asks, which puts a part of a page into one that is open."""
    compressed: bool = False
    """Whether the page goes out compressed: to nobody in particular, as a length may tell much."""

    def required(self) -> Me:
        """Return who is signed in.

        Raises:
            SignInFirstError: Nobody is.
        """
        if self.me is None:
            raise SignInFirstError
        return self.me

    @property
    def writer(self) -> Writer:
        """Whose drafts these are."""
        return Writer(self.me.person_id if self.me else None, self.draft_token)

    def in_language(self, language: str) -> str:
        """Return the address of this page in a language."""
        path, _, query = self.here.partition("?")
        said = [pair for pair in parse_qsl(query) if pair[0] != "lang"]
        return f"{path}?{urlencode([*said, ('lang', language)])}"


def cookies_of(request: Request) -> dict[str, str]:
    """Return the cookies of a request that are ours; of a garbled header, none."""
    found = SimpleCookie()
    try:
        found.load(request.headers.get("cookie", ""))
    except CookieError:
        return {}
    ours = (LANGUAGE_COOKIE, LOOK, DRAFT_COOKIE)
    said = {cookie: found.get(name_of(cookie, request.scope)) for cookie in ours}
    return {cookie: morsel.value for cookie, morsel in said.items() if morsel}


async def arrive(request: Request) -> Visit:
    """Return who looks; what is asked of peers is asked in their language, too."""
    cookies = cookies_of(request)
    wanted = request.query_params.get("lang", ""), cookies.get(LANGUAGE_COOKIE, "")
    chosen = next((Language(one) for one in wanted if one in set(Language)), None)
    if chosen is not None:
        current_language.set(chosen)
    query = f"?{request.url.query}" if request.url.query else ""
    me, draft_token = await _me(request), cookies.get(DRAFT_COOKIE, "")
    visit = Visit(
        language=current_language.get(),
        here=f"{request.url.path}{query}",
        look=Look.read(cookies.get(LOOK, "")),
        me=me,
        draft_token=draft_token,
        over_open_line=request.url.scheme == "http" and not is_local(request.scope),
        fragment=_is_fragment(request),
        compressed=me is None and not draft_token and "gzip" in encodings_taken(request.headers),
    )
    request.state.visit = visit
    return visit


def _is_fragment(request: Request) -> bool:
    """Tell whether htmx asks; on the way back through the history it wants the whole page."""
    said = request.headers
    return "hx-request" in said and "hx-history-restore-request" not in said


VisitDep = Annotated[Visit, Depends(arrive)]


async def service_token(resources: Resources, me: Me) -> str:
    """Return a token for the other services that is good for minutes."""
    lifetime = resources.settings.token_lifetime
    # The key is read from disk.
    token = await asyncio.to_thread(
        signed, resources.issuer, me.person_id, me.standing, ShortTokenBody(), lifetime
    )
    return token.token


async def _me(request: Request) -> Me | None:
    """Return who is signed in; a session that has ended is nobody's."""
    caller = await _caller(request)
    try:
        person_id = UUID(caller.subject)
    except ValueError:
        return None
    resources: Resources = request.app.state.resources
    try:
        async with resources.database.snapshot() as session:
            person = await person_by_id(session, person_id)
            standing = await standing_of(session, person_id, None)
            mine = [one for one, _ in await memberships_of(session, person_id)]
            unread = await unread_count(session, person_id)
    except PlatformError:
        return None
    names = {one.id: one.name for one in mine}
    return Me(
        person_id=person_id,
        caller=caller,
        name=person.name or "",
        email=person.email or "",
        standing=standing,
        unread=unread,
        organization=names.get(standing.organization_id) if standing.organization_id else None,
        waiting=any(one.status is OrganizationStatus.REGISTERED for one in mine),
    )


async def _caller(request: Request) -> Caller:
    try:
        return await get_caller(request, None)
    except PlatformError:
        return ANONYMOUS
