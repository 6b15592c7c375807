"""Opaque tokens: random, shown once, kept as a hash only."""

import hashlib
import secrets
from typing import Final

from shared.language import Text
from shared.tokens import BadTokenError

SESSION: Final = "kqs_"
API: Final = "kqp_"
MAILED: Final = "kqm_"

DIGEST_LENGTH: Final = 64


def new_token(prefix: str) -> str:
    """Return a token of 256 random bits; its prefix tells people and scanners what it is."""
    return prefix + secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """Return what is stored of a token. It is random, so it needs no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()


def unknown_token() -> BadTokenError:
    """Return the one error for tokens that were never ours, have ended or have expired."""
    return BadTokenError(Text("未知或已过期", "it is unknown or has expired"))
