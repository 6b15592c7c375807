"""The services there are, loaded when asked for so that the command line starts at once."""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
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

_NOT_OURS: Final = re.compile(
    # What Kubernetes and Docker tell of a neighbour of that name, and a library's own.
    r"(SERVICE_(HOST|PORT)(_\w+)?|PORT(_\d+_(TCP|UDP)(_\w+)?)?|ENV_\w+|CA_BUNDLE)",
    re.IGNORECASE,
)
_UNKNOWN = Text("没有这个设置", "There is no such setting")


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
        kind = self.settings_class()
        facts = {"service": self.name, "prefix": f"{self.name.upper()}_"}
        if strangers := list(_strangers(facts["prefix"], kind.model_fields)):
            raise BadSettingsError(problems=strangers, **facts)
        try:
            settings: AppSettings = kind(**told)
        except ValidationError as error:
            raise BadSettingsError(problems=field_problems(error), **facts) from error
        except SettingsError as error:
            raise BadSettingsError(problems=(), reason=str(error), **facts) from error
        return settings

    def settings_class(self) -> type[AppSettings]:
        """Return what the service's settings are read into."""
        kind: type[AppSettings] = getattr(
            import_module(f"services.{self.name}.settings"), self.settings
        )
        return kind

    def create(self, settings: AppSettings, peers: httpx.AsyncClient) -> FastAPI:
        """Return the service's app."""
        app: FastAPI = import_module(f"services.{self.name}.app").create_app(settings, peers=peers)
        return app

    def alone(self, settings: AppSettings) -> FastAPI:
        """Return the service's app for a process of its own; peers are reached over the wire."""
        return self.create(settings, peers_of(settings, {}))


def _strangers(prefix: str, fields: Mapping[str, object]) -> Iterator[FieldProblem]:
    """Yield the variables that look like settings of a service and are none.

    One letter too few, and a service would quietly start on a file of its own.
    """
    known = [f"{prefix}{name}".upper() for name in fields]
    taken = {*known, *(f"{name}_FILE" for name in known)}
    for variable in sorted(os.environ):
        name = variable.upper()
        if name.startswith(prefix) and name not in taken:
            if _NOT_OURS.fullmatch(name.removeprefix(prefix)):
                continue
            near = ", ".join(get_close_matches(name, known, n=1))
            yield FieldProblem(variable, _UNKNOWN, Text(near, near) if near else None)


SERVICES: Final[Mapping[str, ServiceEntry]] = {
    entry.name: entry
    for entry in (
        ServiceEntry("portal", "PortalSettings"),
        ServiceEntry("catalog", "CatalogSettings"),
        ServiceEntry("requests", "RequestsSettings"),
        ServiceEntry("matching", "MatchingSettings"),
    )
}
