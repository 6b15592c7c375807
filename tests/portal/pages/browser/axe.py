"""axe-core, which finds what keeps people with disabilities from using a page; from npm."""

import hashlib
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import Final

PACKAGE: Final = "axe-core@4.14.1"
SHA256: Final = "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c"
KEPT: Final = Path("build") / "axe-4.14.1.min.js"


class NoAxeError(RuntimeError):
    """It cannot be had here."""


def axe_script() -> str:
    """Return the script, fetched once.

    Raises:
        NoAxeError: There is no npm, or it does not get it.
    """
    if not KEPT.exists():
        _fetch()
    text = KEPT.read_bytes()
    if hashlib.sha256(text).hexdigest() != SHA256:
        raise NoAxeError(f"{KEPT} is not what was published as {PACKAGE}.")
    return text.decode()


def _fetch() -> None:
    npm = shutil.which("npm")
    if npm is None:
        raise NoAxeError("there is no npm")
    with tempfile.TemporaryDirectory() as folder:
        packed = subprocess.run(  # noqa: S603 - a fixed command
            [npm, "pack", "--silent", "--pack-destination", folder, PACKAGE],
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        found = list(Path(folder).glob("*.tgz"))
        if packed.returncode or not found:
            raise NoAxeError(f"npm did not get it: {packed.stderr.strip()[-200:]}")
        with tarfile.open(found[0]) as package:
            script = package.extractfile("package/axe.min.js")
            text = script.read() if script else b""
        fresh = Path(folder) / KEPT.name
        fresh.write_bytes(text)
        KEPT.parent.mkdir(exist_ok=True)
        # Another worker may fetch it at the same time; each puts a whole file there.
        partial = KEPT.with_suffix(f".{hashlib.sha256(folder.encode()).hexdigest()[:8]}")
        shutil.copy(fresh, partial)
        partial.replace(KEPT)
