"""`keqiao search-keys`: makes the keys with which matching uses a Meilisearch server."""

import os
from pathlib import Path
from typing import Annotated

import typer

from shared.errors import InvalidError, UnavailableError
from shared.language import Text


class EngineRefusedError(UnavailableError):
    """The server does not answer, or does not take the master key."""

    slug = "search-server-refused"
    title = Text("检索引擎没有接受", "The search server did not agree")
    detail = Text(
        "{url} 的 Meilisearch 没有接受：{reason}", "Meilisearch at {url} did not agree: {reason}"
    )


class NoMasterKeyError(InvalidError):
    """Keys are made with the master key, which was not given."""

    slug = "no-master-key"
    title = Text("缺少主密钥", "No master key")
    detail = Text(
        "请在环境变量 MEILISEARCH_MASTER_KEY 中给出服务器的主密钥；它只用于生成密钥，不会保存。",
        "Give the server's master key in MEILISEARCH_MASTER_KEY; it only makes the keys and is "
        "kept nowhere.",
    )


def search_keys(
    url: Annotated[str, typer.Argument(envvar="MEILISEARCH_URL", help="The server's address.")],
    master_key: Annotated[
        str, typer.Option(envvar="MEILISEARCH_MASTER_KEY", hidden=True, help="Its master key.")
    ] = "",
    folder: Annotated[
        Path | None,
        typer.Option("--into", help="Write search_key and index_key into this folder instead."),
    ] = None,
) -> int:
    """Print the settings with which matching uses a Meilisearch server, never its master key."""
    if not master_key:
        raise NoMasterKeyError(problems=())
    # Imported here: other commands should not wait for the server's client.
    from meilisearch.errors import MeilisearchError  # noqa: PLC0415 - see above

    from deploy.engine.keys import make_access  # noqa: PLC0415 - see above

    try:
        access = make_access(url.rstrip("/"), master_key)
    except MeilisearchError as error:
        raise EngineRefusedError(url=url, reason=error.message) from error
    if folder:
        _write(folder / "search_key", access.search_key)
        _write(folder / "index_key", access.index_key)
        return 0
    print(f"MATCHING_SEARCH_URL={access.url}")
    print(f"MATCHING_SEARCH_KEY={access.search_key}")
    print(f"MATCHING_INDEX_KEY={access.index_key}")
    return 0


def _write(file: Path, secret: str) -> None:
    """Write a secret, never readable by others."""
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as opened:
        opened.write(secret)
