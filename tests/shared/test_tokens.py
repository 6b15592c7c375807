import base64
import hmac
import json
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared.clock import utc_now
from shared.errors import UnavailableError
from shared.keys import KeyRing
from shared.tokens import BadTokenError, Issuer, KeysUnavailableError, TokenVerifier

MINUTE = timedelta(minutes=1)


class Publisher:
    """Answers for the issuers' keys, counts how often it is asked, and can be away."""

    def __init__(self, **rings: KeyRing) -> None:
        self.rings = rings
        self.asked = 0
        self.away = False

    async def fetch(self, host: str) -> dict[str, Any]:
        self.asked += 1
        if self.away:
            raise UnavailableError
        return {"keys": self.rings[host].public_keys()}


@pytest.fixture
def ring(tmp_path: Path) -> KeyRing:
    return KeyRing(tmp_path / "portal")


@pytest.fixture
def publisher(ring: KeyRing, tmp_path: Path) -> Publisher:
    return Publisher(portal=ring, catalog=KeyRing(tmp_path / "catalog"))


@pytest.fixture
def verifier(publisher: Publisher) -> TokenVerifier:
    return TokenVerifier(audience="requests", fetch=publisher.fetch)


def token_of(
    ring: KeyRing,
    *,
    issuer: str = "keqiao",
    subject: str = "li",
    roles: Iterable[str] = ("firm",),
    audience: Iterable[str] = ("requests",),
) -> str:
    return Issuer(ring, issuer).issue(
        subject=subject, roles=roles, audience=audience, lifetime=MINUTE, organization="acme"
    )


def encoded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


async def test_a_good_token_says_who_is_calling(ring: KeyRing, verifier: TokenVerifier) -> None:
    claims = await verifier.verify(token_of(ring, audience=["catalog", "requests"]))

    assert (claims.subject, claims.roles, claims.organization) == ("li", ["firm"], "acme")


async def test_a_token_for_others_is_refused(ring: KeyRing, verifier: TokenVerifier) -> None:
    with pytest.raises(BadTokenError):
        await verifier.verify(token_of(ring, audience=["catalog"]))


async def test_a_token_expires_but_clocks_may_differ_a_little(
    ring: KeyRing, verifier: TokenVerifier
) -> None:
    token = token_of(ring)

    with time_machine.travel(utc_now() + MINUTE + timedelta(seconds=10), tick=False):
        assert (await verifier.verify(token)).subject == "li"
    with (
        time_machine.travel(utc_now() + MINUTE + timedelta(seconds=20), tick=False),
        pytest.raises(BadTokenError, match="expired"),
    ):
        await verifier.verify(token)


async def test_a_token_from_the_future_is_refused(ring: KeyRing, verifier: TokenVerifier) -> None:
    with time_machine.travel(utc_now() + timedelta(hours=1), tick=False):
        token = token_of(ring)

    with pytest.raises(BadTokenError):
        await verifier.verify(token)


async def test_a_signer_nobody_knows_is_refused(ring: KeyRing, verifier: TokenVerifier) -> None:
    with pytest.raises(BadTokenError, match="issuer"):
        await verifier.verify(token_of(ring, issuer="stranger"))


async def test_a_key_that_was_not_published_is_refused(
    tmp_path: Path, verifier: TokenVerifier
) -> None:
    with pytest.raises(BadTokenError, match="key"):
        await verifier.verify(token_of(KeyRing(tmp_path / "forger")))


@pytest.mark.parametrize("algorithm", ["HS256", "none"])
async def test_only_our_algorithm_counts(
    ring: KeyRing, verifier: TokenVerifier, algorithm: str
) -> None:
    """An attacker may sign with our public key as a shared secret, or not at all."""
    header, claims, _signature = token_of(ring).split(".")
    public = ring.public_keys()[0]
    header = encoded(json.dumps({"alg": algorithm, "kid": public["kid"]}).encode())
    said = f"{header}.{claims}"
    signed = hmac.digest(public["x"].encode(), said.encode(), "sha256")

    with pytest.raises(BadTokenError):
        await verifier.verify(f"{said}.{encoded(signed) if algorithm == 'HS256' else ''}")


async def test_a_service_speaks_for_itself_only(
    publisher: Publisher, verifier: TokenVerifier
) -> None:
    catalog = publisher.rings["catalog"]

    claims = await verifier.verify(
        token_of(catalog, issuer="catalog", subject="catalog", roles=["service"])
    )

    assert claims.subject == "catalog"
    for subject, roles in (("li", ["service"]), ("catalog", ["operator"]), ("catalog", [])):
        with pytest.raises(BadTokenError, match="may not say"):
            await verifier.verify(token_of(catalog, issuer="catalog", subject=subject, roles=roles))


async def test_a_service_cannot_sign_for_people(
    publisher: Publisher, verifier: TokenVerifier
) -> None:
    with pytest.raises(BadTokenError):
        await verifier.verify(token_of(publisher.rings["catalog"], issuer="keqiao"))


async def test_keys_rotate_without_a_stop(
    ring: KeyRing, publisher: Publisher, verifier: TokenVerifier
) -> None:
    before = token_of(ring)
    await verifier.verify(before)
    ring.rotate()
    after = token_of(ring)

    with time_machine.travel(utc_now() + timedelta(seconds=5), tick=False):
        assert (await verifier.verify(after)).subject == "li"
        assert (await verifier.verify(before)).subject == "li"

    assert publisher.asked == 2


async def test_forged_key_ids_do_not_make_us_ask_again_and_again(
    tmp_path: Path, ring: KeyRing, publisher: Publisher, verifier: TokenVerifier
) -> None:
    await verifier.verify(token_of(ring))
    forged = token_of(KeyRing(tmp_path / "forger"))

    for _ in range(20):
        with pytest.raises(BadTokenError):
            await verifier.verify(forged)

    assert publisher.asked == 1


async def test_known_keys_outlive_an_issuer_that_is_away(
    ring: KeyRing, publisher: Publisher, verifier: TokenVerifier
) -> None:
    await verifier.verify(token_of(ring))
    publisher.away = True

    with time_machine.travel(utc_now() + timedelta(minutes=10), tick=False):
        claims = await verifier.verify(token_of(ring))

    assert claims.subject == "li"
    assert publisher.asked == 2


async def test_without_any_keys_the_service_is_unavailable_and_recovers_at_once(
    ring: KeyRing, publisher: Publisher, verifier: TokenVerifier
) -> None:
    publisher.away = True
    with pytest.raises(KeysUnavailableError):
        await verifier.verify(token_of(ring))

    publisher.away = False

    assert (await verifier.verify(token_of(ring))).subject == "li"


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "a.b", "é.é.é", "....", "\x00"])
async def test_what_is_no_token_is_refused(verifier: TokenVerifier, token: str) -> None:
    with pytest.raises(BadTokenError):
        await verifier.verify(token)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(at=st.integers(0, 10_000), character=st.sampled_from("AZaz09-_.=é\x00"))
async def test_a_token_with_any_character_changed_is_refused(
    ring: KeyRing, verifier: TokenVerifier, at: int, character: str
) -> None:
    token = token_of(ring)
    at %= len(token) - 1  # The last character holds bits that mean nothing.
    changed = token[:at] + character + token[at + 1 :]
    if changed == token:
        return

    with pytest.raises(BadTokenError):
        await verifier.verify(changed)
