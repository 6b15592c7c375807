"""`keqiao openapi`: the services' descriptions as files."""

import asyncio
import tempfile
from pathlib import Path
from typing import Annotated

import orjson
import typer

from deploy.commands.speech import say
from deploy.registry import SERVICES, ServiceEntry
from shared.language import Text

_WRITTEN = Text("已写入 {path}", "Wrote {path}")


def openapi(
    folder: Annotated[Path, typer.Argument(help="The folder to write to; made if missing.")],
) -> int:
    """Write the OpenAPI description of every service to FOLDER/SERVICE.json."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, entry in SERVICES.items():
        path = folder / f"{name}.json"
        description = asyncio.run(_description(entry))
        path.write_bytes(description)
        say(_WRITTEN, path=path)
    return 0


async def _description(entry: ServiceEntry) -> bytes:
    """Return a service's description; it is put together but never started."""
    with tempfile.TemporaryDirectory() as nowhere:
        app = entry.alone(entry.read_settings(data_dir=Path(nowhere)))
        return orjson.dumps(app.openapi(), option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS)
