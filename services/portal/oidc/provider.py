"""Talks to the identity provider: where to send people, and who comes back."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from authlib.common.errors import AuthlibBaseError  # type: ignore[import-untyped]  # it ships no types
from authlib.integrations.httpx_client import (  # type: ignore[import-untyped]  # it ships no types
    AsyncOAuth2Client,
)
from httpx2 import HTTPError
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from pydantic import BaseModel, ValidationError

from services.portal.oidc.errors import ProviderRefusedError, ProviderUnavailableError
from services.portal.oidc.models import OidcFlow
from shared.clock import utc_now

SECONDS: Final = 10.0
LEEWAY_SECONDS: Final = 30
ALGORITHMS: Final = ["RS256", "PS256", "ES256", "EdDSA", "Ed25519"]
"""Signatures by a key the provider publishes; never `none`, never a shared secret."""


class Discovered(BaseModel):
    """What a provider says of itself (OpenID Connect Discovery 1.0, section 3)."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str


@dataclass(frozen=True, slots=True)
class ProviderSettings:
    """Which provider, and who we are to it."""

    issuer: str
    client_id: str
    client_secret: str
    scope: str
    redirect_uri: str
    acr: str = ""
    """How people have to have signed in there; any way, if it is empty."""


class Provider:
    """An identity provider, asked about itself once; its keys are asked for at each sign-in."""

    def __init__(self, settings: ProviderSettings) -> None:
        self._settings = settings
        self._discovered: Discovered | None = None
        self._asking = asyncio.Lock()

    @property
    def issuer(self) -> str:
        """Who vouches for people."""
        return self._settings.issuer

    async def address_for(self, flow: OidcFlow, state: str, *, unasked: bool) -> str:
        """Return where a browser is sent to sign in.

        Args:
            flow: The sign-in that begins.
            state: What comes back with its answer.
            unasked: Nobody is known to have wanted it, so the provider has to ask them.
        """
        wanted = {"acr_values": self._settings.acr, "prompt": "login" if unasked else ""}
        discovered = await self._discover()
        async with self._client() as client:
            address, _ = client.create_authorization_url(
                discovered.authorization_endpoint,
                state=state,
                nonce=flow.nonce,
                code_verifier=flow.code_verifier,
                **{name: value for name, value in wanted.items() if value},
            )
        return str(address)

    async def claims_of(self, code: str, flow: OidcFlow) -> Mapping[str, Any]:
        """Return what the provider says of who came back with a code.

        Raises:
            ProviderRefusedError: The code or the answer is not good.
            ProviderUnavailableError: The provider does not answer.
        """
        discovered = await self._discover()
        try:
            async with self._client() as client:
                token = await client.fetch_token(
                    discovered.token_endpoint,
                    code=code,
                    code_verifier=flow.code_verifier,
                    grant_type="authorization_code",
                )
                keys = (
                    await client.request("GET", discovered.jwks_uri, withhold_token=True)
                ).json()
            return verified(str(token.get("id_token", "")), keys, self._settings, flow.nonce)
        except HTTPError as error:
            raise ProviderUnavailableError from error
        except (AuthlibBaseError, JoseError, ValueError, KeyError) as error:
            raise ProviderRefusedError from error

    async def _discover(self) -> Discovered:
        async with self._asking:
            if self._discovered is None:
                self._discovered = await self._asked()
        return self._discovered

    async def _asked(self) -> Discovered:
        place = f"{self._settings.issuer.rstrip('/')}/.well-known/openid-configuration"
        try:
            async with self._client() as client:
                answer = await client.request("GET", place, withhold_token=True)
                discovered = Discovered.model_validate(answer.json())
        except (HTTPError, ValidationError, ValueError) as error:
            raise ProviderUnavailableError from error
        # Otherwise anybody's document could vouch in this provider's name.
        if discovered.issuer != self._settings.issuer:
            raise ProviderUnavailableError
        return discovered

    def _client(self) -> AsyncOAuth2Client:
        told = self._settings
        return AsyncOAuth2Client(
            told.client_id,
            told.client_secret or None,
            scope=told.scope,
            redirect_uri=told.redirect_uri,
            code_challenge_method="S256",
            token_endpoint_auth_method="client_secret_basic" if told.client_secret else "none",
            timeout=SECONDS,
            follow_redirects=False,
        )


def verified(
    id_token: str,
    keys: Any,  # noqa: ANN401 - JSON
    settings: ProviderSettings,
    nonce: str,
) -> Mapping[str, Any]:
    """Return what an ID token says (OpenID Connect Core 1.0, section 3.1.3.7).

    Raises:
        JoseError: It is not signed by the keys, or not by this provider, for us and this sign-in.
        ValueError: It is no token.
    """
    decoded = jwt.decode(id_token, KeySet.import_key_set(keys), algorithms=ALGORITHMS)
    acr = {"essential": True, "value": settings.acr}
    wanted: dict[str, Any] = {"acr": acr} if settings.acr else {}
    registry = jwt.JWTClaimsRegistry(
        now=int(utc_now().timestamp()),
        leeway=LEEWAY_SECONDS,
        iss={"essential": True, "value": settings.issuer},
        aud={"essential": True, "value": settings.client_id},
        exp={"essential": True},
        sub={"essential": True},
        nonce={"essential": True, "value": nonce},
        **wanted,
    )
    registry.validate(decoded.claims)
    return decoded.claims
