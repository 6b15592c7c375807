"""The services there are, loaded when asked for so that the command line starts at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final

import httpx
from fastapi import FastAPI

from shared.network import peers_of
from shared.settings import AppSettings


@dataclass(frozen=True, slots=True)
class ServiceEntry:
    """Where a service's settings and app come from."""

    name: str
    settings: str

    def read_settings(self, **told: Any) -> AppSettings:  # noqa: ANN401 - whatever the settings have
        """Return the settings, from the environment where `told` says nothing."""
        module = import_module(f"services.{self.name}.settings")
        settings: AppSettings = getattr(module, self.settings)(**told)
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
