"""`keqiao account`: an account for somebody, with roles; how the first administrator comes in."""

import asyncio
import secrets
from typing import Annotated, Final

import typer

from deploy.client import Client
from deploy.commands import options
from deploy.commands.connecting import token_as
from deploy.commands.speech import say
from shared.auth import Role
from shared.language import Text

_PATH: Final = "/api/people/accounts"
_MADE = Text(
    "账号已建立：{email}\n  密码  {password}\n请登录后立即修改密码。",
    "The account is made: {email}\n  password  {password}\nSign in and change the password.",
)
_MAILED = Text(
    "账号已建立：{email}。已寄信请其设置密码。",
    "The account is made: {email}. A letter asks them to choose a password.",
)


def account(  # noqa: PLR0913 - the options of a command
    *,
    email: Annotated[str, typer.Argument(help="Whose account.")],
    name: Annotated[str, typer.Option(help="What the person is called.")],
    roles: Annotated[list[Role], typer.Option("--role", help="What they are. Repeatable.")] = [],  # noqa: B006 - typer makes a new list each time
    mail: Annotated[
        bool, typer.Option("--mail", help="Send a letter instead of printing a password.")
    ] = False,
    url: options.Url = options.DEFAULT_URL,
    data_directory: options.DataDirectory = options.DEFAULT_DATA_DIRECTORY,
    token: options.Token = "",
) -> int:
    """Make an account for somebody, with roles, on a running platform."""
    password = None if mail else new_password()
    body = {"email": email, "name": name, "roles": roles, "password": password}
    shown = token_as(Role.SECURITY_ADMINISTRATOR, token, data_directory)
    asyncio.run(_make(Client(url, shown), body))
    say(_MAILED if mail else _MADE, email=email, password=password)
    return 0


def new_password() -> str:
    """Return a password that every profile takes: 128 random bits, and a sign of each class."""
    return f"Kq-{secrets.token_urlsafe(16)}9"


async def _make(client: Client, body: object) -> None:
    async with client:
        await client.post(_PATH, body)
