"""Settings that lie in files, as Docker, Kubernetes and systemd hand over secrets.

`CATALOG_DATABASE_URL_FILE=/run/secrets/catalog` says the same as `CATALOG_DATABASE_URL`
with what the file holds, without the white space around it.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from pydantic_settings import EnvSettingsSource, SettingsError
from typing_extensions import override

IN_A_FILE: Final = "_file"


class EnvironmentAndFiles(EnvSettingsSource):
    """The variables of the environment, and the content of the files that some of them name."""

    @override
    def _load_env_vars(self) -> Mapping[str, str | None]:
        told = dict(super()._load_env_vars())
        for name in self.settings_cls.model_fields:
            variable = f"{self.env_prefix}{name}".lower()
            if file := told.get(f"{variable}{IN_A_FILE}"):
                if told.get(variable):
                    raise SettingsError(f"{variable.upper()} is told twice, once in a file.")
                told[variable] = _content(variable, file)
        return told


def _content(variable: str, file: str) -> str:
    try:
        return Path(file).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{variable.upper()}_FILE: {file} cannot be read: {error}") from error
