"""`keqiao serve`: one service in a process of its own."""

from contextlib import suppress
from enum import StrEnum
from typing import Annotated

import typer

from deploy.commands.speech import remark
from deploy.completeness import require_complete
from deploy.registry import SERVICES
from deploy.server import Place, serve_until_stopped, take_port
from deploy.workers import require_shared_database, serve_with_workers
from shared.language import Text
from shared.logging import configure_logging


class ServiceName(StrEnum):
    """The services that can run alone."""

    PORTAL = "portal"
    CATALOG = "catalog"
    REQUESTS = "requests"
    MATCHING = "matching"


_SERVING = Text(
    "{service} 正在 http://{host}:{port} 服务", "{service} answers on http://{host}:{port}"
)


def serve(
    service: Annotated[ServiceName, typer.Argument(help="The service to run.")],
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen on.", min=1, max=65535)] = 8000,
    workers: Annotated[
        int, typer.Option(help="How many processes; several need PostgreSQL.", min=1, max=64)
    ] = 1,
    root_path: Annotated[
        str, typer.Option(help="Where a proxy shows the service, such as /catalog.")
    ] = "",
) -> int:
    """Run one service alone, set up by its environment, for instance CATALOG_DATABASE_URL."""
    entry = SERVICES[service]
    settings = entry.read_settings()
    require_complete(settings, host=host)
    if workers > 1:
        require_shared_database(settings)
    configure_logging()

    def announce() -> None:
        remark(_SERVING, service=service.value, host=host, port=port)

    async def announce_soon() -> None:
        announce()

    with take_port(host, port) as listener, suppress(KeyboardInterrupt):
        if workers > 1:
            place = Place(listener, root_path)
            serve_with_workers(service, place, workers=workers, once_started=announce)
        else:
            place = Place(listener, root_path)
            serve_until_stopped(entry.alone(settings), place, announce_soon)
    return 0
