"""Who the command line is when it calls a platform."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from shared.auth import Role
from shared.clock import utc_now
from shared.keys import KeyRing
from shared.tokens import Issuer

SUBJECT: Final = "keqiao-command-line"
SERVICES: Final = ("portal", "catalog", "requests", "matching")
_LIFETIME: Final = timedelta(minutes=10)


def people_keys(data_directory: Path) -> KeyRing | None:
    """Return the keys of people's tokens for the platform whose files lie here, if it has any."""
    keys = KeyRing(data_directory / "keys" / "portal")
    # Making a key here would only make tokens that nobody trusts.
    return keys if keys.exists() else None


def people_issuer(data_directory: Path) -> Issuer | None:
    """Return what signs people's tokens for the platform whose files lie here, if one does."""
    keys = people_keys(data_directory)
    return Issuer(keys) if keys else None


def operator_token(given: str, data_directory: Path) -> Callable[[], str | None]:
    """Return what shows an operator's token for each call; see `token_as`."""
    return token_as(Role.OPERATOR, given, data_directory)


def token_as(role: Role, given: str, data_directory: Path) -> Callable[[], str | None]:
    """Return what shows a token for each call, of somebody who has `role`.

    The one given, else short-lived ones signed with the key of the platform on
    this machine; none where there is no such key.
    """
    if given:
        return lambda: given
    issuer = people_issuer(data_directory)
    return _Renewing(issuer, role) if issuer else lambda: None


class _Renewing:
    """Makes a new token when the old one is half-way through its life."""

    def __init__(self, issuer: Issuer, role: Role) -> None:
        self._issuer = issuer
        self._role = role
        self._token = ""
        self._renew_at: datetime | None = None

    def __call__(self) -> str:
        now = utc_now()
        if self._renew_at is None or now >= self._renew_at:
            self._renew_at = now + _LIFETIME / 2
            self._token = self._issuer.issue(
                subject=SUBJECT, roles=[self._role], audience=SERVICES, lifetime=_LIFETIME
            )
        return self._token
