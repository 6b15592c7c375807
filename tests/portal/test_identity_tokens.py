"""What an identity provider says of somebody is believed only if it said so, to us, just now."""

from base64 import urlsafe_b64encode
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import replace
from typing import Any, Final

import pytest
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey, RSAKey

from services.portal.oidc.provider import ProviderSettings, verified
from shared.clock import utc_now

SETTINGS: Final = ProviderSettings("https://id.city.cn", "keqiao", "", "openid", "https://x/y")
OURS: Final = {"iss": "https://id.city.cn", "aud": "keqiao", "sub": "desk", "nonce": "n"}
NEVER: Final = "left out"
UNSIGNED: Final = urlsafe_b64encode(b'{"alg":"none","kid":"1"}').decode()


@pytest.fixture(scope="module")
def key() -> RSAKey:
    """The provider's key."""
    return RSAKey.generate_key(2048, {"kid": "1"})


def token(key: Any, *, alg: str = "RS256", **said: object) -> str:  # noqa: ANN401 - keys of any kind
    now = int(utc_now().timestamp())
    claims = {**OURS, "iat": now, "exp": now + 60, **said}
    claims = {name: value for name, value in claims.items() if value != NEVER}
    return jwt.encode({"alg": alg, "kid": "1"}, claims, key, algorithms=[alg])


def published(key: RSAKey) -> Mapping[str, Any]:
    return {"keys": [key.as_dict(private=False)]}


def test_what_the_provider_says_to_us_is_believed(key: RSAKey) -> None:
    assert verified(token(key), published(key), SETTINGS, "n")["sub"] == "desk"


@pytest.mark.parametrize("said", [{}, {"acr": "password"}, {"acr": "two"}], ids=str)
def test_how_somebody_signed_in_there_counts_where_it_is_asked_for(
    key: RSAKey, said: dict[str, Any]
) -> None:
    wanting = replace(SETTINGS, acr="two")

    for settings, good in ((SETTINGS, True), (wanting, said == {"acr": "two"})):
        with nullcontext() if good else pytest.raises(JoseError):
            assert verified(token(key, **said), published(key), settings, "n")["sub"] == "desk"


@pytest.mark.parametrize(
    "said",
    [
        {"iss": "https://id.evil.cn"},
        {"aud": "somebody-else"},
        {"nonce": "of another sign-in"},
        {"exp": 1},
        *({name: NEVER} for name in ("iss", "aud", "sub", "nonce", "exp")),
    ],
    ids=str,
)
def test_what_was_said_by_another_or_for_others_is_not(key: RSAKey, said: dict[str, Any]) -> None:
    with pytest.raises(JoseError):
        verified(token(key, **said), published(key), SETTINGS, "n")


def test_what_is_signed_by_no_key_of_the_provider_is_not(key: RSAKey) -> None:
    stranger = RSAKey.generate_key(2048, {"kid": "1"})
    shared = OctKey.import_key(str(published(key)["keys"][0]["n"]))
    good = token(key)
    forged = {
        "another key": token(stranger),
        "our secret": token(shared, alg="HS256"),
        "no signature": good.rpartition(".")[0] + ".",
        "no algorithm": UNSIGNED + "." + good.split(".")[1] + ".",
    }

    for name, said in forged.items():
        with pytest.raises((JoseError, ValueError)):
            pytest.fail(f"{name}: {verified(said, published(key), SETTINGS, 'n')}")
