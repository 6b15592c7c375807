"""Options and arguments, declared once and used by the commands that have them."""

from pathlib import Path
from typing import Annotated

import typer

from deploy.commands.engines import EngineName

Url = Annotated[
    str, typer.Option(envvar="KEQIAO_URL", help="Where the platform answers.", show_envvar=True)
]
DEFAULT_URL = "http://127.0.0.1:8000"

DataDirectory = Annotated[
    Path, typer.Option("--data-dir", help="Where the platform keeps its files.")
]
DEFAULT_DATA_DIRECTORY = Path("var")

OneFolder = Annotated[
    Path | None,
    typer.Option("--data-dir", help="Where all services keep their files, if in one folder."),
]

Engine = Annotated[
    EngineName,
    typer.Option(
        help="The search engine. meilisearch: the server at MEILISEARCH_URL, or one of our own."
    ),
]

Token = Annotated[
    str,
    typer.Option(
        envvar="KEQIAO_TOKEN",
        show_envvar=True,
        help="An operator's token; by default one is made with the key in the data directory.",
    ),
]

DataFile = Annotated[Path, typer.Argument(help="A .jsonl, .csv, .tsv or .xlsx file.")]
Pairs = Annotated[
    list[str],
    typer.Option("--map", help="field=column: this column fills that field. Repeatable."),
]
Ignored = Annotated[list[str], typer.Option("--ignore", help="A column to pass over. Repeatable.")]
SourceName = Annotated[
    str, typer.Option("--source", help="Who supplies the rows; by default the file's name.")
]
Sheet = Annotated[str, typer.Option(help="The sheet of a workbook; by default its first.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only say what would happen.")]
Publish = Annotated[bool, typer.Option("--publish", help="Publish the demands at once.")]
Report = Annotated[
    Path | None, typer.Option("--report", help="Write the rejected rows to this CSV file.")
]
