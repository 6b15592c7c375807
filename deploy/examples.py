"""Writes down every setting there is, with what it is for and what it is if nobody says."""

import json
import textwrap
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Any, Final

from pydantic import SecretStr, TypeAdapter
from pydantic.fields import FieldInfo

from deploy.registry import SERVICES, ServiceEntry

ROOT: Final = Path(__file__).parents[1]
FIXED: Final = frozenset({"name"})
"""What a service is called is not for the environment to say."""

_HEAD: Final = """\
# Every setting of 科桥, made by `keqiao settings`; change the classes, not this file.
#
# Copy it to `.env` beside compose.yaml, or to /etc/keqiao/keqiao.env, and take the # away where
# something else than the default is wanted. Each may also be told in a file, as Docker, Kubernetes
# and systemd hand over secrets: PORTAL_SMTP_URL_FILE=/run/secrets/smtp_url.
"""


def environment_example() -> str:
    """Return the content of `.env.example`: all settings of all services, commented out."""
    return "\n".join([_HEAD, *(_section(entry) for entry in SERVICES.values())])


def _section(entry: ServiceEntry) -> str:
    fields = entry.settings_class().model_fields
    shown = [_setting(entry, name, field) for name, field in fields.items() if name not in FIXED]
    return "\n".join([f"# ---- {entry.name} ----", "", *shown])


def _setting(entry: ServiceEntry, name: str, field: FieldInfo) -> str:
    lines = [*_comment(field), f"#{entry.name}_{name}".upper() + f"={_default(field)}", ""]
    return "\n".join(lines)


def _comment(field: FieldInfo) -> Iterator[str]:
    limits = ", ".join(
        f"{sign} {getattr(limit, attribute)}"
        for limit in field.metadata
        for attribute, sign in (("ge", "≥"), ("gt", ">"), ("le", "≤"), ("lt", "<"))
        if hasattr(limit, attribute)
    )
    said = f"{field.description} ({limits})" if limits else str(field.description)
    return iter(textwrap.wrap(said, 96, initial_indent="# ", subsequent_indent="# "))


def _default(field: FieldInfo) -> str:
    value = field.get_default(call_default_factory=True, validated_data={})
    match value:
        case None:
            return ""
        case SecretStr():
            return value.get_secret_value()
        case Path():
            return str(value.relative_to(ROOT) if value.is_relative_to(ROOT) else value)
        case Enum() | str():
            return str(value.value if isinstance(value, Enum) else value)
        case _:
            return _as_json(field, value)


def _as_json(field: FieldInfo, value: Any) -> str:  # noqa: ANN401 - whatever the field holds
    plain = TypeAdapter[Any](field.annotation or object).dump_python(value, mode="json")
    return plain if isinstance(plain, str) else json.dumps(plain, ensure_ascii=False)
