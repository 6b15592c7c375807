"""A service's database, as saving and bringing back see it, whichever engine it is on."""

from pathlib import Path
from typing import Protocol

import sqlalchemy as sa

from deploy.backup.manifest import SavedService
from deploy.backup.postgresql import PostgresqlStore
from deploy.backup.sqlite import SqliteStore
from shared.settings import ServiceSettings


class Store(Protocol):
    """One database; the calls to save come in this order, those to bring back in theirs."""

    async def hold(self) -> bool:
        """Let no writer begin, and wait a moment for those that have; say whether they ended."""
        ...

    async def pin(self) -> None:
        """See from now on what is there now, whatever is written later."""
        ...

    async def release(self) -> None:
        """Let writers go on; also after a `hold` that did not succeed."""
        ...

    async def save(self, folder: Path) -> SavedService:
        """Write what was pinned into a folder that is there, and say what it was."""
        ...

    async def close(self) -> None:
        """Let go of everything."""
        ...

    async def require_free(self, *, replace: bool) -> None:
        """Refuse if somebody works on it, or if there is data that is not to be replaced.

        Raises:
            ConflictError: So it is.
        """
        ...

    async def bring_back(self, folder: Path, saved: SavedService) -> None:
        """Put what was saved in place of what is there, with new feeds."""
        ...


def store_of(settings: ServiceSettings) -> Store:
    """Return the database of a service."""
    url = sa.make_url(settings.dsn)
    if url.get_backend_name() == "sqlite":
        return SqliteStore(settings.name, Path(str(url.database)))
    return PostgresqlStore(settings.name, url)
