"""Recognizes somebody who had themselves erased, and keeps nothing that says who they were.

Who leaves has what names them deleted (PIPL, article 47), but sources go on naming them, and
a new record of a source would bring them back. So of what identified them digests are kept:

    HMAC-SHA-256 (RFC 2104) under a key of this service's, made at random at first use

There are so few telephone numbers that plain digests of all of them can be tried in minutes;
the key lies in a file beside the signing keys, not in the database, so who has the tables
alone can try nothing. Each digest stands by itself: none says when, or which belong together.
Only what is one person's is digested: an address, and a name with a telephone number or with
an organization; a number or a name alone may be that of others.
"""

import hmac
import os
import re
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from unicodedata import normalize

KEY_BYTES: Final = 32
MARK_LENGTH: Final = 64
"""Of a digest, written as hexadecimal figures."""

_NUMBER: Final = 11
"""Figures of a Chinese mobile number; what comes before them says the country."""


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody, as a record names them."""

    name: str | None = None
    email: str | None = None
    phone: str | None = None
    organization: str | None = None

    def signs(self) -> Iterator[tuple[str, str]]:
        """Yield what tells them from everybody else, each with the field that says it."""
        name, figures = _folded(self.name), re.sub(r"\D", "", self.phone or "")[-_NUMBER:]
        if email := _folded(self.email):
            yield "email", f"email\n{email}"
        if name and figures:
            yield "phone", f"phone\n{name}\n{figures}"
        if name and (organization := _folded(self.organization)):
            yield "name", f"organization\n{name}\n{organization}"


class Recognition:
    """Makes the digests of a service.

    Args:
        folder: Where its keys are. The key of this is never renewed: with another, nobody who
            left before would be recognized.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / "recognition.key"

    def marks(self, somebody: Named) -> Mapping[str, str]:
        """Return the digests of what identifies somebody, each with the field that says it."""
        key = self._key()
        return {
            hmac.digest(key, sign.encode(), "sha256").hex(): field
            for field, sign in somebody.signs()
        }

    def _key(self) -> bytes:
        try:
            return self._path.read_bytes()
        except FileNotFoundError:
            return self._made()

    def _made(self) -> bytes:
        """Make the key, whole or not at all; of two processes the first one makes it."""
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = self._path.with_suffix(f".{os.getpid()}.draft")
        draft.unlink(missing_ok=True)
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(KEY_BYTES))
        try:
            os.link(draft, self._path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
        return self._path.read_bytes()


def _folded(text: str | None) -> str:
    """Return the form under which two spellings count as the same."""
    return "".join(normalize("NFKC", text or "").casefold().split())
