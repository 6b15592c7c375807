"""Brings all services back to the point to which they were saved."""

import asyncio
import shutil
from collections.abc import Mapping
from contextlib import AsyncExitStack
from pathlib import Path

import sqlalchemy as sa

from deploy.backup.errors import NewerBackupError, OtherEngineError
from deploy.backup.manifest import Manifest, read_manifest, require_undamaged
from deploy.backup.saving import FILES, KEYS
from deploy.backup.stores import store_of
from shared.migrations import knows
from shared.settings import ServiceSettings


async def bring_back(
    folder: Path, services: Mapping[str, ServiceSettings], *, replace: bool
) -> Manifest:
    """Put a backup where the services look for their data, and return what it says of itself.

    Nothing is touched before everything was looked at: the backup is whole, each service is
    stopped, and what is there may be replaced.

    Args:
        folder: The backup.
        services: What each service was told, by name; those that were saved are brought back.
        replace: Whether data that is there may go.

    Raises:
        NoBackupError: The folder holds none.
        DamagedBackupError: It is not what was saved.
        ConflictError: A service runs, has data, is on another engine, or older than the backup.
    """
    manifest = read_manifest(folder)
    await asyncio.to_thread(require_undamaged, folder, manifest)
    told = {name: services[name] for name in manifest.services}
    for name, settings in told.items():
        _require_same_engine(name, settings, manifest)
        _require_known_step(name, manifest)
    stores = {name: store_of(settings) for name, settings in told.items()}
    async with AsyncExitStack() as stack:
        for store in stores.values():
            stack.push_async_callback(store.close)
            await store.require_free(replace=replace)
        for name, store in stores.items():
            await asyncio.to_thread(_copy_files, folder / name, told[name])
            await store.bring_back(folder / name / "data", manifest.services[name])
    return manifest


def _require_same_engine(name: str, settings: ServiceSettings, manifest: Manifest) -> None:
    saved = manifest.services[name].engine
    set_up = sa.make_url(settings.dsn).get_backend_name()
    if saved != set_up:
        raise OtherEngineError(service=name, saved=saved, set_up=set_up)


def _require_known_step(name: str, manifest: Manifest) -> None:
    revision = manifest.services[name].revision
    if not knows(f"services.{name}", revision):
        raise NewerBackupError(service=name, revision=revision)


def _copy_files(source: Path, settings: ServiceSettings) -> None:
    """Copy keys and files; those that are there and not in the backup stay."""
    places = {KEYS: settings.data_dir / KEYS / settings.name, FILES: settings.data_dir / FILES}
    for name, target in places.items():
        if (source / name).is_dir():
            target.mkdir(mode=0o700, parents=True, exist_ok=True)
            shutil.copytree(source / name, target, dirs_exist_ok=True)
