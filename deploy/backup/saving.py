"""Saves all services to one point."""

import asyncio
import shutil
import time
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from datetime import datetime
from pathlib import Path
from typing import Final

from deploy.backup.errors import NeverQuietError
from deploy.backup.manifest import (
    NAME,
    Manifest,
    files_in,
    read_manifest,
    saved_file,
    sync,
    write_manifest,
)
from deploy.backup.stores import Store, store_of
from shared.clock import utc_now
from shared.settings import ServiceSettings

SAVED: Final = ("portal", "catalog", "requests")
"""Matching holds nothing of its own: its copies and its index are made anew."""

FILES: Final = "deliverables"
KEYS: Final = "keys"
PATIENCE: Final = 30.0
PAUSE: Final = 0.2


async def save(services: Mapping[str, ServiceSettings], into: Path) -> Path:
    """Save services to a new folder in `into`, named by the moment, and return it.

    Args:
        services: What each service was told, by name.
        into: A folder for backups; made if it is not there, for us alone.

    Raises:
        NothingToSaveError: A service has no data.
        NeverQuietError: There was no moment between writers.
    """
    await asyncio.to_thread(into.mkdir, mode=0o700, parents=True, exist_ok=True)
    stores = {name: store_of(settings) for name, settings in services.items()}
    async with AsyncExitStack() as stack:
        for store in stores.values():
            stack.push_async_callback(store.close)
        at = await _pinned(list(stores.values()))
        folder = into / at.strftime("%Y-%m-%dT%H-%M-%S-%fZ")
        folder.mkdir(mode=0o700)
        saved = {}
        for name, store in stores.items():
            place = folder / name / "data"
            place.mkdir(parents=True)
            saved[name] = await store.save(place)
    await asyncio.to_thread(_copy_files, services, folder)
    names = list(files_in(folder))
    files = {name: await asyncio.to_thread(saved_file, folder / name) for name in names}
    write_manifest(folder, Manifest(at=at, services=saved, files=files))
    sync(into)
    return folder


def forget_old(into: Path, *, keep: int) -> list[Path]:
    """Remove all but the newest backups in a folder, and return which; others' folders stay."""
    backups = sorted(folder for folder in into.iterdir() if (folder / NAME).is_file())
    old = backups[:-keep]
    for folder in old:
        read_manifest(folder)
        # First what makes it a backup: nobody shall take half of one for a whole.
        (folder / NAME).unlink()
        shutil.rmtree(folder)
    return old


async def _pinned(stores: Sequence[Store]) -> datetime:
    """Hold the writers of all, begin to read in each, let them go, and return when that was."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            # Always in one order: two backups at once do not wait for each other for ever.
            if all([await store.hold() for store in stores]):
                for store in stores:
                    await store.pin()
                return utc_now()
        finally:
            for store in reversed(stores):
                await store.release()
        await asyncio.sleep(PAUSE)
    raise NeverQuietError(seconds=int(PATIENCE))


def _copy_files(services: Mapping[str, ServiceSettings], folder: Path) -> None:
    for name, settings in services.items():
        keys = settings.data_dir / KEYS / name
        if keys.is_dir():
            shutil.copytree(keys, folder / name / KEYS, ignore=shutil.ignore_patterns("*.draft"))
    kept = services["requests"].data_dir / FILES if "requests" in services else None
    if kept and kept.is_dir():
        unfinished = shutil.ignore_patterns("arriving-*")
        shutil.copytree(kept, folder / "requests" / FILES, ignore=unfinished)
    for path in folder.rglob("*"):
        path.chmod(0o700 if path.is_dir() else 0o600)
        sync(path)
