"""Whether a service was told enough to serve a city with, asked before it takes a port."""

import os
import tempfile
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from deploy.registry import SERVICES
from shared.errors import FieldProblem, InvalidError
from shared.language import Text
from shared.settings import AppSettings

if TYPE_CHECKING:
    from services.portal.settings import PortalSettings

LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})

_WANTED = Text("请设置", "It has to be set")


class HalfConfiguredError(InvalidError):
    """What was told is not enough."""

    slug = "half-configured"
    title = Text("配置不完整", "Half configured")
    detail = Text(
        "服务 {service} 没有启动，以下设置需要补全或更正：",
        "The service {service} did not start; these settings are missing or wrong:",
    )


def require_complete(settings: AppSettings, *, host: str) -> None:
    """Refuse to serve with less than is needed on that address.

    Args:
        settings: What the service was told.
        host: Where it is to listen. What others can reach needs more than this machine does.

    Raises:
        HalfConfiguredError: With every setting that is missing or wrong.
    """
    problems = [*_everywhere(settings), *(() if host in LOOPBACK else _to_others(settings))]
    if problems:
        raise HalfConfiguredError(problems=problems, service=settings.name)


def _everywhere(settings: AppSettings) -> Iterator[FieldProblem]:
    for stranger in sorted(settings.peers.keys() - SERVICES.keys()):
        near = get_close_matches(stranger, SERVICES, n=1) or list(SERVICES)
        yield _problem(
            settings,
            "peers",
            Text(f"没有名为 {stranger} 的服务", f"There is no service called {stranger}"),
            Text("、".join(near), ", ".join(near)),
        )
    if reason := _not_writable(settings.data_dir):
        yield _problem(
            settings,
            "data_dir",
            Text(f"不能写入 {settings.data_dir}：{reason}", f"Cannot be written to: {reason}"),
            Text("本进程可写的目录", "a folder that this process may write to"),
        )


def _to_others(settings: AppSettings) -> Iterator[FieldProblem]:
    """Yield what is wrong with serving others than this machine."""
    # The command line starts at once; this would take it a while.
    from services.portal.settings import PortalSettings  # noqa: PLC0415 - see above

    if not isinstance(settings, PortalSettings):
        return
    yield from _place(settings)
    if not (settings.smtp_url or settings.oidc_issuer):
        yield _problem(settings, "smtp_url", _NO_LETTERS, _SMTP)
    if settings.smtp_url and "mail_from" not in settings.model_fields_set:
        yield _problem(settings, "mail_from", _WANTED, Text("keqiao@城市域名", "keqiao@city.cn"))
    if settings.mailbox_readable:
        yield _problem(settings, "mailbox_readable", _OPEN_LETTERS, Text("false", "false"))


def _place(settings: "PortalSettings") -> Iterator[FieldProblem]:
    address = urlsplit(settings.public_url)
    if "public_url" not in settings.model_fields_set:
        yield _problem(settings, "public_url", _WANTED, _PLACE)
    elif address.scheme != "https" and address.hostname not in LOOPBACK:
        yield _problem(settings, "public_url", _OPEN_LINE, _PLACE)


_PLACE = Text(
    "用户访问的地址，如 https://keqiao.city.cn", "where people find us: https://keqiao.city.cn"
)
_OPEN_LINE = Text(
    "没有 TLS，浏览器不会保留登录状态", "Without TLS no browser keeps a session, so nobody signs in"
)
_NO_LETTERS = Text(
    "不能发信，也没有身份提供方：没有人能注册或找回密码",
    "No letters and no identity provider: nobody can register or get a new password",
)
_SMTP = Text(
    "smtp://用户:密码@主机:587，或设置 PORTAL_OIDC_ISSUER",
    "smtp://user:password@host:587, or PORTAL_OIDC_ISSUER instead",
)
_OPEN_LETTERS = Text(
    "信件连同其中的密钥会被任何人读到", "Anybody would read letters, with the secrets in them"
)


def _problem(settings: AppSettings, field: str, message: Text, expected: Text) -> FieldProblem:
    return FieldProblem(f"{settings.name}_{field}".upper(), message, expected)


def _not_writable(folder: Path) -> str:
    """Return why nothing can be written there; empty if it can."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as probe:
            os.fsync(probe.fileno())
    except OSError as error:
        return error.strerror or str(error)
    return ""
