"""`keqiao run`: the whole platform in one process, on a machine that has nothing but Python."""

import fcntl
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Annotated, Any, Final

import typer
from fastapi import FastAPI

from deploy.commands import options
from deploy.commands.demo_life import play_demo_life_once
from deploy.commands.demo_people import make_demo_people_once
from deploy.commands.engines import EngineName, engine_access, told_of
from deploy.commands.loading import load_demo_once
from deploy.commands.speech import remark, say
from deploy.registry import SERVICES
from deploy.server import SECONDS_FOR_ONE_PERSON, Place, serve_until_stopped, take_port
from shared.errors import ConflictError
from shared.language import Text
from shared.logging import configure_logging

_STARTED: Final = Text(
    """
[bold]科桥已启动：[link={url}]{url}[/link][/]
  接口说明  {url}/catalog/docs   {url}/requests/docs   {url}/matching/docs
  数据目录  {data}
  试一试    {command} match "铝合金压铸件气孔多，想找人帮忙"
  停止      Ctrl-C
""",
    """
[bold]KeQiao is running: [link={url}]{url}[/link][/]
  API       {url}/catalog/docs   {url}/requests/docs   {url}/matching/docs
  data      {data}
  try       {command} match "铝合金压铸件气孔多，想找人帮忙"
  stop      Ctrl-C
""",
)
_LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})
_STARTING = Text("正在启动…", "Starting…")
_STOPPED = Text("已停止。", "Stopped.")


class DataDirectoryTakenError(ConflictError):
    """Another platform works on the same files."""

    slug = "data-directory-taken"
    title = Text("数据目录正在使用", "The data directory is in use")
    detail = Text(
        "另一个科桥正在使用 {folder}。先停掉它，或用 --data-dir 指定别的目录。",
        "Another KeQiao is using {folder}. Stop it first, or give --data-dir another folder.",
    )


def run(
    *,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen on.", min=1, max=65535)] = 8000,
    data_directory: options.DataDirectory = options.DEFAULT_DATA_DIRECTORY,
    demo: Annotated[
        bool, typer.Option("--demo/--no-demo", help="Load the demo data the first time.")
    ] = True,
    engine: options.Engine = EngineName.EMBEDDED,
) -> int:
    """Run the whole platform in one process. It needs no database server and no secret."""
    with (
        take_port(host, port) as listener,
        alone_in(data_directory),
        engine_access(engine, data_directory / "meilisearch") as access,
    ):
        configure_logging(level="WARNING")
        remark(_STARTING)
        url = f"http://{host}:{port}"

        async def once_started() -> None:
            say(_STARTED, url=url, data=data_directory.resolve(), command=_own_name())
            if demo:
                await _fill(url, data_directory)

        # Letters hold secrets: they may be read where only this machine reaches.
        told = {"public_url": url, "mailbox_readable": True}
        platform = _platform(
            data_directory,
            portal=told if demo and host in _LOOPBACK else {},
            matching={} if access is None else told_of(access),
        )
        # The interrupt is lost if it comes when the last task has just ended.
        with suppress(KeyboardInterrupt):
            serve_until_stopped(
                platform, Place(listener), once_started, finish=SECONDS_FOR_ONE_PERSON
            )
        remark(_STOPPED)
    return 0


async def _fill(url: str, data_directory: Path) -> None:
    """Let the demo's people, entries, needs and cases be there."""
    await make_demo_people_once(url, data_directory)
    await load_demo_once(url, data_directory)
    await play_demo_life_once(url, data_directory)


def _own_name() -> str:
    """Return what to type for this command where it was typed."""
    called = Path(sys.argv[0]).absolute()
    here = Path.cwd()
    return str(called.relative_to(here) if called.is_relative_to(here) else called)


def _platform(data_directory: Path, **told: dict[str, Any]) -> FastAPI:
    """Return the platform; `told` is what services are told besides, by name."""
    # Imported here: the services and their dictionaries take a while to load.
    from deploy.platform import create_platform  # noqa: PLC0415 - see above

    settings = {
        name: SERVICES[name].read_settings(data_dir=data_directory, **facts)
        for name, facts in told.items()
    }
    return create_platform(data_directory, settings=settings)


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Hold the folder for this process; the system lets go of it however the process ends.

    Raises:
        DataDirectoryTakenError: Another process holds it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise DataDirectoryTakenError(folder=str(folder.resolve())) from error
        yield
