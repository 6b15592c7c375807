"""`keqiao reindex`: builds the search index anew while searches go on."""

import asyncio
from collections.abc import Mapping
from typing import Any, Final

from deploy.client import Client
from deploy.commands import options
from deploy.commands.connecting import operator_token
from deploy.commands.progress import progress_bar
from deploy.commands.speech import say
from shared.errors import UnavailableError
from shared.language import Text

_PATH: Final = "/matching/reindex"
_LOOK_AGAIN: Final = 0.3

_DONE = Text("索引已重建，共 {count} 条。", "The index is built anew: {count} records.")


class RebuildFailedError(UnavailableError):
    """The new index could not be built; the old one stays in use."""

    slug = "rebuild-failed"
    title = Text("重建失败", "The rebuild failed")
    detail = Text(
        "新索引未能建成，原索引继续使用。原因见服务日志。",
        "The new index was not built and the old one stays in use. The service's log says why.",
    )


def reindex(
    url: options.Url = options.DEFAULT_URL,
    data_directory: options.DataDirectory = options.DEFAULT_DATA_DIRECTORY,
    token: options.Token = "",
) -> int:
    """Build the search index anew and swap it in; searches go on meanwhile."""
    client = Client(url, operator_token(token, data_directory))
    state = asyncio.run(_rebuild(client))
    if state["state"] == "failed":
        raise RebuildFailedError
    say(_DONE, count=state["done"])
    return 0


async def _rebuild(client: Client) -> Mapping[str, Any]:
    async with client:
        state = await client.post(_PATH, {})
        with progress_bar() as progress:
            task = progress.add_task("", total=None)
            while state["state"] == "running":
                progress.update(task, completed=state["done"], total=state["total"])
                await asyncio.sleep(_LOOK_AGAIN)
                state = await client.get(_PATH)
    return dict(state)
