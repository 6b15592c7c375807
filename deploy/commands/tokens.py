"""`keqiao token`: a short-lived token for calling the API by hand."""

import sys
from datetime import timedelta
from typing import Annotated

import typer

from deploy.commands import options
from deploy.commands.connecting import SERVICES, people_keys
from shared.auth import Role
from shared.errors import NotFoundError
from shared.language import Text
from shared.tokens import Issuer


class NoSigningKeyError(NotFoundError):
    """There is no platform here whose key could sign."""

    slug = "no-signing-key"
    title = Text("没有签名密钥", "No signing key")
    detail = Text(
        "{folder} 里没有平台的签名密钥。请先运行一次 make run，或用 --data-dir 指定数据目录。",
        "There is no signing key of a platform in {folder}. Run make run once, or say --data-dir.",
    )


def token(  # noqa: PLR0913 - the options of a command
    *,
    subject: Annotated[str, typer.Option(help="Whom the token is for.")] = "operator",
    roles: Annotated[list[Role], typer.Option("--role", help="What they are. Repeatable.")] = [  # noqa: B006 - typer makes a new list each time
        Role.OPERATOR
    ],
    organization: Annotated[str, typer.Option(help="Whom they act for.")] = "",
    minutes: Annotated[int, typer.Option(help="How long it is good for.", min=1, max=1440)] = 60,
    rotate: Annotated[
        bool, typer.Option("--rotate", help="First make a new signing key; older tokens stay good.")
    ] = False,
    data_directory: options.DataDirectory = options.DEFAULT_DATA_DIRECTORY,
) -> int:
    """Print a signed token. Send it as: Authorization: Bearer TOKEN."""
    keys = people_keys(data_directory)
    if keys is None:
        raise NoSigningKeyError(folder=str(data_directory))
    if rotate:
        keys.rotate()
    signed = Issuer(keys).issue(
        subject=subject,
        roles=roles,
        audience=SERVICES,
        lifetime=timedelta(minutes=minutes),
        organization=organization or None,
    )
    sys.stdout.write(f"{signed}\n")
    return 0
