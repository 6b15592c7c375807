import json
import stat
from pathlib import Path

from shared.keys import KeyRing


def test_a_key_is_made_at_first_use_and_kept(tmp_path: Path) -> None:
    ring = KeyRing(tmp_path / "keys" / "portal")

    assert not ring.exists()
    first = ring.signing_key()

    assert ring.exists()
    assert KeyRing(tmp_path / "keys" / "portal").signing_key().kid == first.kid


def test_nobody_else_can_read_a_key(tmp_path: Path) -> None:
    folder = tmp_path / "keys" / "portal"

    KeyRing(folder).signing_key()

    [path] = folder.iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_what_is_published_holds_no_private_half(tmp_path: Path) -> None:
    ring = KeyRing(tmp_path)

    [published] = ring.public_keys()

    assert set(published) == {"kty", "crv", "x", "kid", "use", "alg"}


def test_a_rotated_key_signs_no_more_and_still_verifies(tmp_path: Path) -> None:
    ring = KeyRing(tmp_path)
    old = ring.signing_key()

    new = ring.rotate()

    assert ring.signing_key().kid == new != old.kid
    assert [key["kid"] for key in ring.public_keys()] == [old.kid, new]
    stored = [json.loads(path.read_bytes()) for path in tmp_path.glob("*.jwk")]
    assert [key["kid"] for key in stored if "d" in key] == [new]
