"""Who a token belongs to, at the portal: a session, or a signed token as everywhere else."""

from datetime import timedelta

from services.portal.accounts.repository import granted_roles
from services.portal.opaque import API, SESSION, unknown_token
from services.portal.sessions.domain import TOUCH, SessionLimits
from services.portal.sessions.models import Session
from services.portal.sessions.repository import session_of, touch
from shared.clock import utc_now
from shared.database import Database
from shared.language import Text
from shared.tokens import PEOPLE_ISSUER, BadTokenError, TokenClaims, TokenVerifier


class PortalVerifier:
    """Reads the tokens that are shown to the portal, in the manner of `TokenVerifier`.

    A session is looked up each time, so it ends for the next request when it is
    ended, and a role is there or gone for the next request too.
    """

    def __init__(self, signed: TokenVerifier, database: Database, limits: SessionLimits) -> None:
        self._signed = signed
        self._database = database
        self._limits = limits

    async def verify(self, token: str) -> TokenClaims:
        """Return what a trustworthy token says.

        Raises:
            BadTokenError: It is not to be trusted, has ended, or is for something else.
        """
        if token.startswith(API):
            raise BadTokenError(
                Text(
                    "访问令牌只能在 /api/tokens/short 换取短期令牌",
                    "an API token only buys short-lived ones, at /api/tokens/short",
                )
            )
        if not token.startswith(SESSION):
            return await self._signed.verify(token)
        return await self._claims(token)

    async def _claims(self, token: str) -> TokenClaims:
        async with self._database.snapshot() as reading:
            found = await session_of(reading, token)
            if found is None or not self._limits.alive(found.seen_at, found.expires_at, utc_now()):
                raise unknown_token()
            roles = await granted_roles(reading, found.person_id)
        if utc_now() - found.seen_at > TOUCH:
            await self._touch(found)
        return TokenClaims(
            iss=PEOPLE_ISSUER,
            sub=str(found.person_id),
            aud="portal",
            exp=int((utc_now() + timedelta(minutes=1)).timestamp()),
            iat=int(found.created_at.timestamp()),
            roles=sorted(role.value for role in roles),
        )

    async def _touch(self, found: Session) -> None:
        async with self._database.transaction() as writing:
            await touch(writing, found.id)
