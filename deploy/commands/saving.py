"""`keqiao backup`, `keqiao verify` and `keqiao restore`: what outlives a disk."""

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from deploy.backup.checking import check
from deploy.backup.manifest import Manifest
from deploy.backup.restoring import bring_back
from deploy.backup.saving import SAVED, forget_old, save
from deploy.commands import options
from deploy.commands.speech import remark, say
from deploy.registry import SERVICES
from shared.language import Text
from shared.settings import ServiceSettings

Backup = Annotated[Path, typer.Argument(help="The folder of one backup.")]

_SAVED = Text(
    "已备份到 {folder}（{rows} 行，{files} 个文件）",
    "Saved to {folder}: {rows} rows, {files} files",
)
_FORGOTTEN = Text("已删除旧备份 {folder}", "Removed the old backup {folder}")
_WHOLE = Text(
    "{folder} 完好：{at} 的 {services}，{rows} 行，{files} 个文件",
    "{folder} is whole: {services} as of {at}, {rows} rows, {files} files",
)
_RESTORED = Text(
    "已恢复到 {at}。请启动各服务：匹配服务会自行重新同步并重建索引，所有人需重新登录。",
    "Restored as of {at}. Start the services: matching takes everything anew and builds its index "
    "by itself, and everybody signs in again.",
)


def backup(
    into: Annotated[Path, typer.Option(help="The folder for backups; each gets its own in it.")],
    *,
    keep: Annotated[
        int, typer.Option(help="Remove all but so many of the newest; 0 keeps all.", min=0)
    ] = 0,
    data_directory: options.OneFolder = None,
) -> int:
    """Save all services to one point while they run: data, keys and files, not the index."""
    folder = asyncio.run(save(_told(data_directory), into))
    manifest = asyncio.run(check(folder))
    say(_SAVED, folder=folder, **_sizes(manifest))
    for old in forget_old(into, keep=keep) if keep else ():
        remark(_FORGOTTEN, folder=old)
    return 0


def verify(folder: Backup) -> int:
    """Say whether a backup is whole and could be restored."""
    manifest = asyncio.run(check(folder))
    services = list(manifest.services)
    say(_WHOLE, folder=folder, at=manifest.at.isoformat(), services=services, **_sizes(manifest))
    return 0


def restore(
    folder: Backup,
    *,
    replace: Annotated[
        bool, typer.Option("--replace", help="Put it in the place of data that is there.")
    ] = False,
    data_directory: options.OneFolder = None,
) -> int:
    """Bring stopped services back to a backup; those that follow their feeds resync at start."""
    manifest = asyncio.run(bring_back(folder, _told(data_directory), replace=replace))
    say(_RESTORED, at=manifest.at.isoformat())
    return 0


def _told(data_directory: Path | None) -> Mapping[str, ServiceSettings]:
    told: dict[str, Any] = {} if data_directory is None else {"data_dir": data_directory}
    read = {name: SERVICES[name].read_settings(**told) for name in SAVED}
    return {
        name: settings for name, settings in read.items() if isinstance(settings, ServiceSettings)
    }


def _sizes(manifest: Manifest) -> dict[str, int]:
    rows = sum(sum(saved.rows.values()) for saved in manifest.services.values())
    return {"rows": rows, "files": len(manifest.files)}
