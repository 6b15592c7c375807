"""Short-lived signed tokens: how they are made and how they are checked.

See `shared.auth` for who signs what. Nothing here knows a role by name.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from joserfc import jws, jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from shared.clock import utc_now
from shared.errors.problems import PlatformError, UnauthenticatedError, UnavailableError
from shared.keys import ALGORITHM, KeyRing
from shared.language import Text

PEOPLE_ISSUER: Final = "keqiao"
"""Who signs the tokens of people; its keys are the portal's."""

ISSUER_HOSTS: Final[Mapping[str, str]] = {
    PEOPLE_ISSUER: "portal",
    "portal": "portal",
    "catalog": "catalog",
    "requests": "requests",
    "matching": "matching",
}
"""Every signer we trust, and the peer that publishes its keys."""

LEEWAY: Final = timedelta(seconds=15)
"""How far two machines' clocks may differ."""

KEYS_LIVE: Final = timedelta(minutes=5)
"""How long published keys are used before they are asked for again."""

REFETCH_PAUSE: Final = timedelta(seconds=3)
"""How long at least between two questions for keys; forged key ids cost no more than that."""

MOST_READ: Final = 2_000
"""How many tokens are remembered whose signature was checked; never longer than their keys."""

JwksFetch = Callable[[str], Awaitable[Mapping[str, Any]]]
"""Returns the JSON Web Key Set that the peer of this name publishes."""


class BadTokenError(UnauthenticatedError):
    """A token was shown and is not to be trusted."""

    slug = "invalid-token"
    title = Text("令牌无效", "Invalid token")
    detail = Text("令牌无效：{reason}。", "The token is not valid: {reason}.")
    challenge = 'Bearer error="invalid_token"'

    def __init__(self, reason: Text) -> None:
        super().__init__(reason=reason)


class KeysUnavailableError(UnavailableError):
    """The keys that tokens are checked with cannot be had at the moment."""

    slug = "keys-unavailable"
    detail = Text(
        "暂时无法验证令牌，请稍后重试。", "Tokens cannot be checked at the moment; try again later."
    )


class TokenClaims(BaseModel):
    """What a token says; claims we do not know are none of our business."""

    model_config = ConfigDict(strict=True, extra="ignore")

    issuer: str = Field(alias="iss")
    subject: str = Field(alias="sub", min_length=1, max_length=200)
    audience: str | list[str] = Field(alias="aud")
    expires: int = Field(alias="exp")
    issued: int = Field(alias="iat")
    roles: list[str] = Field(default=[], max_length=20)
    organization: str | None = Field(default=None, alias="org", max_length=200)


class Issuer:
    """Signs tokens with the keys of a ring, in the name of `name`."""

    def __init__(self, keys: KeyRing, name: str = PEOPLE_ISSUER) -> None:
        self._keys = keys
        self._name = name

    def issue(
        self,
        *,
        subject: str,
        roles: Iterable[str],
        audience: Iterable[str],
        lifetime: timedelta,
        organization: str | None = None,
    ) -> str:
        """Return a signed token that is valid from now for `lifetime`."""
        now = utc_now()
        claims: dict[str, Any] = {
            "iss": self._name,
            "sub": subject,
            "aud": sorted(audience),
            "iat": int(now.timestamp()),
            "exp": int((now + lifetime).timestamp()),
            "roles": sorted(str(role) for role in roles),
        }
        if organization is not None:
            claims["org"] = organization
        key = self._keys.signing_key()
        header = {"alg": ALGORITHM, "kid": key.kid, "typ": "JWT"}
        return jwt.encode(header, claims, key, algorithms=[ALGORITHM])


@dataclass(slots=True)
class _KnownKeys:
    """What an issuer published when we last asked."""

    keys: KeySet = field(default_factory=lambda: KeySet([]))
    asked_at: datetime | None = None
    asking: asyncio.Lock = field(default_factory=asyncio.Lock)

    def has(self, kid: str) -> bool:
        return any(key.kid == kid for key in self.keys)

    def age(self) -> timedelta:
        # Either way: a clock that was put back must not keep us from asking again.
        return abs(utc_now() - self.asked_at) if self.asked_at else timedelta.max


class TokenVerifier:
    """Checks tokens for one audience against the keys their issuers publish."""

    def __init__(self, *, audience: str, fetch: JwksFetch) -> None:
        self._audience = audience
        self._fetch = fetch
        self._known = {issuer: _KnownKeys() for issuer in ISSUER_HOSTS}
        self._read: dict[str, tuple[str, TokenClaims]] = {}

    async def verify(self, token: str) -> TokenClaims:
        """Return what a trustworthy token says.

        Raises:
            BadTokenError: It is malformed, forged, expired, or not for us.
            KeysUnavailableError: Its issuer's keys cannot be had.
        """
        kid, said = self._read.get(token) or _unverified(token)
        keys = await self._keys_of(said.issuer, kid)
        try:
            if token not in self._read:
                jwt.decode(token, keys, algorithms=[ALGORITHM])
        except (JoseError, ValueError) as error:
            raise BadTokenError(Text("无法验证", "it cannot be verified")) from error
        self._require_now(said)
        self._remember(token, kid, said)
        return _confined(said)

    def _require_now(self, said: TokenClaims) -> None:
        """Let claims pass that are in time, and for us (RFC 7519, 4.1)."""
        now, leeway = int(utc_now().timestamp()), LEEWAY.total_seconds()
        if said.expires < now - leeway:
            raise BadTokenError(Text("已过期", "it has expired"))
        meant = said.audience if isinstance(said.audience, list) else [said.audience]
        if said.issued > now + leeway or self._audience not in meant:
            raise BadTokenError(Text("无法验证", "it cannot be verified"))

    def _remember(self, token: str, kid: str, said: TokenClaims) -> None:
        """Check the signature of a token once: whether it is in time and its key good, always."""
        if len(self._read) >= MOST_READ:
            self._read.clear()
        self._read[token] = kid, said

    async def _keys_of(self, issuer: str, kid: str) -> KeySet:
        if issuer not in self._known:
            raise BadTokenError(Text("签发者未知", "nobody here trusts its issuer"))
        known = self._known[issuer]
        async with known.asking:
            wanted = known.age() > KEYS_LIVE or not known.has(kid)
            if wanted and known.age() > REFETCH_PAUSE:
                await self._ask(issuer, known)
        if not known.has(kid):
            raise BadTokenError(Text("签名密钥未知", "its key is unknown"))
        return known.keys

    async def _ask(self, issuer: str, known: _KnownKeys) -> None:
        """Ask an issuer for its keys; keys we have outlive an issuer that is away."""
        known.asked_at = utc_now()
        try:
            published = await self._fetch(ISSUER_HOSTS[issuer])
            known.keys = KeySet.import_key_set({"keys": published["keys"]})
            self._read.clear()
        except (PlatformError, OSError, JoseError, ValueError, KeyError, TypeError) as error:
            if not known.keys:
                known.asked_at = None
                raise KeysUnavailableError from error


def _unverified(token: str) -> tuple[str, TokenClaims]:
    """Return the key id and the claims of a token nobody has checked yet."""
    try:
        signature = jws.extract_compact(token.encode("ascii"))
        claims = TokenClaims.model_validate_json(signature.payload)
        return str(signature.headers()["kid"]), claims
    except (JoseError, ValidationError, ValueError, KeyError) as error:
        raise BadTokenError(Text("格式不正确", "it is malformed")) from error


def _confined(claims: TokenClaims) -> TokenClaims:
    """Return the claims, if their issuer may make them: a service speaks for itself only."""
    if claims.issuer == PEOPLE_ISSUER:
        return claims
    if claims.subject != claims.issuer or claims.roles != ["service"]:
        raise BadTokenError(
            Text("签发者无权作此声明", "its issuer may not say so"),
        )
    return claims
