"""`keqiao audit verify`: whether the services' audit logs are as they were recorded.

It reads the databases itself, so that no service vouches for its own log; services may
run meanwhile.
"""

import asyncio
from collections.abc import Mapping, Sequence
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import Annotated, Final

import sqlalchemy as sa
import typer

from deploy.commands import options
from deploy.commands.speech import say
from deploy.registry import SERVICES
from shared.audit.trail import Trail
from shared.audit.verification import Damage, Noted, Verdict, verify
from shared.database import Database
from shared.errors import InvalidError, NotFoundError
from shared.language import Text, current_language
from shared.settings import AuditedSettings

_BROKEN: Final = 1


class AuditedService(StrEnum):
    """The services that keep an audit log."""

    PORTAL = "portal"
    CATALOG = "catalog"
    REQUESTS = "requests"


class AuditAction(StrEnum):
    """What can be done with audit logs here."""

    VERIFY = "verify"


class NoAuditLogError(NotFoundError):
    """A service's database has no audit log."""

    slug = "no-audit-log"
    title = Text("没有审计日志", "No audit log")
    detail = Text(
        "服务 {service} 的数据库里没有审计日志：服务尚未启动过，或数据目录不对。",
        "The database of {service} has no audit log: it never ran, or this is not its directory.",
    )


class NotNotedError(InvalidError):
    """What was said to be noted cannot be read."""

    slug = "audit-note-unreadable"
    detail = Text(
        "无法读取 {said}，应为 服务:序号:哈希。",
        "{said} cannot be read; say service:sequence:hash.",
    )


_INTACT = Text(
    "{service}：完好，第 {first} 至 {last} 条，末尾 {service}:{last}:{hash}",
    "{service}: intact, entries {first} to {last}, ends with {service}:{last}:{hash}",
)
_DAMAGED = Text(
    "{service}：已损坏，从第 {sequence} 条起：{damage}。",
    "{service}: damaged, from entry {sequence} on: {damage}.",
)
_DAMAGES: Final[Mapping[Damage, Text]] = {
    Damage.MISSING: Text("缺失", "it is missing"),
    Damage.ALTERED: Text("被改动", "it was altered"),
    Damage.SURPLUS: Text("多出来的", "it was not recorded here"),
    Damage.NOT_AS_NOTED: Text("与所记哈希不符", "its hash is not the one that was noted"),
}


def audit(
    action: Annotated[AuditAction, typer.Argument(help="verify: read the logs and check them.")],  # noqa: ARG001 - there is one
    services: Annotated[
        list[AuditedService] | None, typer.Argument(help="Whose logs; by default all services'.")
    ] = None,
    *,
    noted: Annotated[
        list[str],
        typer.Option(help="What an entry once was, service:sequence:hash. Repeatable."),
    ] = [],  # noqa: B006 - typer makes a new list each time
    data_directory: options.OneFolder = None,
) -> int:
    """Say of each audit log whether it is as it was recorded, or where it is damaged first."""
    notes = _read_notes(noted)
    wanted = services or list(AuditedService)
    verdicts = asyncio.run(_verdicts(wanted, notes, data_directory))
    for service, verdict in verdicts.items():
        _tell(service, verdict)
    return 0 if all(verdict.intact for verdict in verdicts.values()) else _BROKEN


def _read_notes(said: Sequence[str]) -> Mapping[str, Noted]:
    notes = {}
    for note in said:
        service, _, rest = note.partition(":")
        sequence, _, hashed = rest.partition(":")
        known = service in set(AuditedService)
        if not (known and sequence.isascii() and sequence.isdigit() and hashed):
            raise NotNotedError(problems=[], said=note)
        notes[service] = Noted(int(sequence), hashed)
    return notes


async def _verdicts(
    services: Sequence[AuditedService], notes: Mapping[str, Noted], folder: Path | None
) -> Mapping[str, Verdict]:
    return {
        service.value: await _verdict(service.value, notes.get(service.value), folder)
        for service in services
    }


async def _verdict(service: str, noted: Noted | None, folder: Path | None) -> Verdict:
    told = {} if folder is None else {"data_dir": folder}
    settings = SERVICES[service].read_settings(**told)
    trail: Trail = import_module(f"services.{service}.tables").TRAIL
    if not isinstance(settings, AuditedSettings):
        raise NoAuditLogError(service=service)
    database = Database(settings.dsn, settings.limits)
    if not _is_there(database):
        raise NoAuditLogError(service=service)
    try:
        async with database.snapshot() as session:
            return await verify(session, trail, noted)
    except (sa.exc.OperationalError, sa.exc.ProgrammingError) as error:
        raise NoAuditLogError(service=service) from error
    finally:
        await database.dispose()


def _is_there(database: Database) -> bool:
    """Say whether there is something to open, which a SQLite file would be made by."""
    return database.dialect == "postgresql" or Path(str(database.url.database)).is_file()


def _tell(service: str, verdict: Verdict) -> None:
    if verdict.broken is not None:
        damage = _DAMAGES[verdict.broken.damage]
        say(_DAMAGED, service=service, sequence=verdict.broken.sequence, damage=_spoken(damage))
        return
    first = verdict.anchor + 1
    say(_INTACT, service=service, first=first, last=verdict.last, hash=verdict.hash)


def _spoken(text: Text) -> str:
    return text.pick(current_language.get())
