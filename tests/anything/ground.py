"""What worlds stand on: prepared once, copied for each of them, on either engine."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.anything.world import Cast, World, prepared
from tests.databases import Databases, create_databases, drop_databases


@dataclass(frozen=True)
class Ground:
    """A platform to which everybody has come, and which has stopped.

    `server` is where PostgreSQL answers; on SQLite there is none, and the databases are files.
    """

    folder: Path
    server: str | None
    databases: Databases
    cast: Cast

    @classmethod
    def laid(cls, folder: Path, server: str | None) -> "Ground":
        """Let everybody come to a new platform."""
        databases = create_databases(server) if server else {}
        return cls(folder, server, databases, prepared(folder, databases))

    @contextmanager
    def world(self) -> Iterator[World]:
        """Yield a running world that begins here and has files and databases of its own."""
        with tempfile.TemporaryDirectory(prefix="keqiao-") as name, self._copied() as databases:
            folder = Path(name)
            shutil.copytree(self.folder, folder, dirs_exist_ok=True)
            world = World(folder, self.cast, databases)
            try:
                yield world
            finally:
                world.stop()

    @contextmanager
    def _copied(self) -> Iterator[Databases]:
        if self.server is None:
            yield {}
            return
        databases = create_databases(self.server, like=self.databases)
        try:
            yield databases
        finally:
            drop_databases(self.server, databases)
