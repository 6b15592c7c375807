"""`keqiao migrate`: the tables of services, brought up to date before the services start."""

import asyncio
from typing import Annotated, Final

import typer

from deploy.commands.serving import ServiceName
from deploy.commands.speech import say
from deploy.registry import SERVICES
from shared.language import Text
from shared.migrations import upgrade
from shared.settings import ServiceSettings

_DONE: Final = Text("{service} 的数据表已是最新。", "The tables of {service} are up to date.")


def migrate(
    services: Annotated[
        list[ServiceName] | None, typer.Argument(help="Whose tables; by default all services'.")
    ] = None,
) -> int:
    """Bring tables up to date. On PostgreSQL services do not do it at their start unless told."""
    for service in services or list(ServiceName):
        settings = SERVICES[service].read_settings()
        if isinstance(settings, ServiceSettings):
            asyncio.run(upgrade(settings.dsn, f"services.{service.value}"))
            say(_DONE, service=service.value)
    return 0
