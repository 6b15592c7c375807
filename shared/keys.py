"""Signing keys on disk: one folder per signer, the newest key signs, older ones still verify."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from joserfc.jwk import OKPKey

from shared.clock import utc_now

ALGORITHM = "Ed25519"
"""RFC 9864's name; the older `EdDSA` would leave the curve open."""


_OURS = frozenset({"d", "iat"})
"""What is not published of a key: its private half, and when it was made."""


class KeyRing:
    """The Ed25519 keys of one signer, as JSON Web Keys in a folder of its own.

    Made at first use, readable by its owner only. The folder is read anew each
    time, so a key rotated by the command line is in force without a restart.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def exists(self) -> bool:
        """Tell whether there is a key to sign with."""
        return any("d" in key for key in self._held())

    def signing_key(self) -> OKPKey:
        """Return the newest private key; make the first one if there is none."""
        held = [key for key in self._held() if "d" in key]
        if not held:
            return self._create()
        return OKPKey.import_key(held[-1])

    def public_keys(self) -> list[dict[str, Any]]:
        """Return the public halves of all keys, oldest first."""
        self.signing_key()
        return [{name: key[name] for name in key if name not in _OURS} for key in self._held()]

    def rotate(self) -> str:
        """Sign with a new key from now on and return its id.

        The private halves of the older keys are destroyed; their public halves
        stay, so that tokens signed with them live out their time.
        """
        fresh = self._create()
        for key in self._held():
            if key["kid"] != fresh.kid:
                self._write({name: key[name] for name in key if name != "d"})
        return str(fresh.kid)

    def _create(self) -> OKPKey:
        key = OKPKey.generate_key("Ed25519", {"use": "sig", "alg": ALGORITHM}, auto_kid=True)
        self._write({**key.as_dict(private=True), "iat": utc_now().timestamp()})
        return key

    def _held(self) -> list[dict[str, Any]]:
        keys = [json.loads(path.read_bytes()) for path in self._folder.glob("*.jwk")]
        return sorted(keys, key=lambda key: (key["iat"], key["kid"]))

    def _write(self, key: Mapping[str, Any]) -> None:
        """Write a key whole or not at all, never readable by others, not even for a moment."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self._folder / f"{key['kid']}.jwk"
        draft = path.with_suffix(f".{os.getpid()}.draft")
        draft.unlink(missing_ok=True)
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            json.dump(key, file)
        draft.replace(path)
