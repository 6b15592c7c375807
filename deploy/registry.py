"""The services there are, loaded when asked for so that the command line starts at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final

import httpx
from fastapi import FastAPI
from pydantic import ValidationError
from pydantic_settings import SettingsError

from shared.errors import FieldProblem, InvalidError, field_problems
from shared.language import Text
from shared.network import peers_of
from shared.settings import AppSettings


class BadSettingsError(InvalidError):
    """The environment says something the service cannot be."""

    slug = "bad-settings"
    title = Text("配置有误", "Bad settings")
    detail = Text(
        "服务 {service} 的环境变量（{prefix}…）有误。{reason}",
        "The environment ({prefix}…) of the service {service} is wrong. {reason}",
    )

    def __init__(
        self, problems: Sequence[FieldProblem], *, service: str, prefix: str, reason: str = ""
    ) -> None:
        super().__init__(problems=problems, service=service, prefix=prefix, reason=reason)


@dataclass(frozen=True, slots=True)
class ServiceEntry:
    """Where a service's settings and app come from."""

    name: str
    settings: str

    def read_settings(self, **told: Any) -> AppSettings:  # noqa: ANN401 - whatever the settings have
        """Return the settings, from the environment where `told` says nothing.

        Raises:
            BadSettingsError: The environment says something the service cannot be.
        """
        kind = getattr(import_module(f"services.{self.name}.settings"), self.settings)
        facts = {"service": self.name, "prefix": f"{self.name.upper()}_"}
        try:
            settings: AppSettings = kind(**told)
        except ValidationError as error:
            raise BadSettingsError(problems=field_problems(error), **facts) from error
        except SettingsError as error:
            raise BadSettingsError(problems=(), reason=str(error), **facts) from error
        return settings

    def create(self, settings: AppSettings, peers: httpx.AsyncClient) -> FastAPI:
        """Return the service's app."""
        app: FastAPI = import_module(f"services.{self.name}.app").create_app(settings, peers=peers)
        return app

    def alone(self, settings: AppSettings) -> FastAPI:
        """Return the service's app for a process of its own; peers are reached over the wire."""
        return self.create(settings, peers_of(settings, {}))


SERVICES: Final[Mapping[str, ServiceEntry]] = {
    entry.name: entry
    for entry in (
        ServiceEntry("portal", "PortalSettings"),
        ServiceEntry("catalog", "CatalogSettings"),
        ServiceEntry("requests", "RequestsSettings"),
        ServiceEntry("matching", "MatchingSettings"),
    )
}
