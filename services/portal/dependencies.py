"""How an endpoint of the portal gets what it needs."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Annotated, Any, Final, Self, cast
from uuid import UUID

from fastapi import Depends, Request
from sqlalchemy.ext.asyncio import AsyncSession

from services.portal import policy
from services.portal.accounts.address import AddressChanges
from services.portal.accounts.errors import NotAPersonError
from services.portal.credentials.attempts import Lockout
from services.portal.credentials.changes import PasswordChanges
from services.portal.credentials.hashing import Passwords
from services.portal.mail.service import Mail
from services.portal.notifications.service import Messenger
from services.portal.notifications.wording import Wordings
from services.portal.oidc.provider import Provider, ProviderSettings
from services.portal.oidc.service import Identities
from services.portal.rates.counting import CountedTogether, counted_together
from services.portal.sessions.domain import SessionLimits
from services.portal.sessions.service import SignIn, Visitor
from services.portal.settings import PortalSettings
from shared.auth import Caller, CallerDep
from shared.database import Database
from shared.network import keyring_of
from shared.rates import Rates
from shared.tokens import Issuer

ADDRESS_LENGTH: Final = 64
NOT_IN_ADDRESSES: Final = re.compile(r"[^0-9A-Za-z.:_-]")
"""What a proxy may have put into an address and nobody should find in a log."""


@dataclass(frozen=True, slots=True)
class Resources:
    """What the app holds for as long as it runs."""

    settings: PortalSettings
    database: Database
    passwords: Passwords
    sign_in: SignIn
    changes: PasswordChanges
    addresses: AddressChanges
    limits: SessionLimits
    mail: Mail
    issuer: Issuer
    rates: Rates
    oidc: Provider
    identities: Identities
    messenger: Messenger
    woken: asyncio.Event
    """Set when a message is to leave."""

    @classmethod
    def of(cls, settings: PortalSettings, database: Database, wake: Callable[[], None]) -> Self:
        """Return what the settings ask for; `wake` is called when letters wait."""
        passwords = Passwords(
            memory_kib=settings.password_memory_kib, rounds=settings.password_rounds
        )
        lockout = Lockout(settings.lockout_failures, settings.lockout)
        limits = SessionLimits(settings.session_idle, settings.session_absolute)
        profile = settings.password_profile
        mail = Mail(settings.public_url, wake)
        woken = asyncio.Event()
        changes = PasswordChanges(
            database,
            passwords,
            mail,
            profile=profile,
            lockout=lockout,
            provider=settings.oidc_issuer,
        )
        return cls(
            settings=settings,
            database=database,
            passwords=passwords,
            sign_in=SignIn(database, passwords, lockout=lockout, limits=limits, profile=profile),
            changes=changes,
            addresses=AddressChanges(database, changes, mail),
            limits=limits,
            mail=mail,
            issuer=Issuer(keyring_of(settings)),
            rates=Rates(settings.rates, counted_together(database), CountedTogether(database)),
            oidc=Provider(_provider_settings(settings)),
            identities=Identities(
                settings.oidc_issuer, settings.oidc_role_claim, settings.oidc_roles
            ),
            messenger=Messenger(Wordings.load(), frozenset(settings.chats), woken.set),
            woken=woken,
        )


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Somebody with an account, who is here."""

    person_id: UUID
    caller: Caller


def _provider_settings(settings: PortalSettings) -> ProviderSettings:
    return ProviderSettings(
        issuer=settings.oidc_issuer,
        client_id=settings.oidc_client_id,
        client_secret=settings.oidc_client_secret.get_secret_value(),
        scope=settings.oidc_scope,
        acr=settings.oidc_acr,
        redirect_uri=f"{settings.public_url.rstrip('/')}/api/oidc/callback",
    )


async def get_resources(request: Request) -> Resources:
    """Return the resources of the app that is answering."""
    return cast("Resources", request.app.state.resources)


ResourcesDep = Annotated[Resources, Depends(get_resources)]


async def get_shown(request: Request) -> str:
    """Return the token the request came with, in its header or, through the gate, as a cookie."""
    return request.headers.get("authorization", "").partition(" ")[2].strip()


ShownDep = Annotated[str, Depends(get_shown)]


async def get_visitor(request: Request, shown: ShownDep) -> Visitor:
    """Return where the request comes from."""
    address = NOT_IN_ADDRESSES.sub("", request.client.host if request.client else "")
    browser = request.headers.get("user-agent", "")
    # Whatever else a header may hold is not for a database or a page.
    said = "".join(filter(str.isprintable, browser))
    return Visitor(address[:ADDRESS_LENGTH], said, shown)


VisitorDep = Annotated[Visitor, Depends(get_visitor)]


async def get_signed_in(caller: CallerDep) -> SignedIn:
    """Return who is signed in.

    Raises:
        UnauthenticatedError: Nobody is.
        NotAPersonError: The caller is no person.
    """
    policy.require_known(caller)
    try:
        return SignedIn(UUID(caller.subject), caller)
    except ValueError as error:
        raise NotAPersonError from error


SignedInDep = Annotated[SignedIn, Depends(get_signed_in)]


def limited(name: str) -> Any:  # noqa: ANN401 - what FastAPI's Depends returns
    """Return the dependency that lets each address do something only so often."""

    async def spend(resources: ResourcesDep, visitor: VisitorDep) -> None:
        await resources.rates.spend(name, visitor.address)

    return Depends(spend)


def limited_account(name: str) -> Any:  # noqa: ANN401 - what FastAPI's Depends returns
    """Return the dependency that lets each account do something only so often."""

    async def spend(resources: ResourcesDep, me: SignedInDep) -> None:
        await resources.rates.spend(name, str(me.person_id))

    return Depends(spend)


async def get_session(resources: ResourcesDep, _caller: CallerDep) -> AsyncIterator[AsyncSession]:
    """Yield the request's one transaction; the caller comes first, since that may write too."""
    async with resources.database.transaction() as session:
        yield session


async def get_snapshot(resources: ResourcesDep, _caller: CallerDep) -> AsyncIterator[AsyncSession]:
    """Yield a consistent state to read from; the caller comes first here too."""
    async with resources.database.snapshot() as session:
        yield session


# "function": commit before the answer leaves, so a failed commit is a failed request.
SessionDep = Annotated[AsyncSession, Depends(get_session, scope="function")]
SnapshotDep = Annotated[AsyncSession, Depends(get_snapshot, scope="function")]
