"""`keqiao rank`: ranks a benchmark folder with the code that serves matches."""

from pathlib import Path
from typing import Annotated

import typer

from deploy.commands.progress import progress_bar
from deploy.commands.speech import say
from shared.errors import NotFoundError
from shared.language import Text

_WRITTEN = Text("排序结果已写入 {path}", "The ranking is in {path}")


class FileMissingError(NotFoundError):
    """A file that was named, or that a named folder should hold, is not there."""

    slug = "file-missing"
    title = Text("缺少文件", "A file is missing")
    detail = Text("找不到 {path}。", "There is no {path}.")


def rank(
    folder: Annotated[Path, typer.Argument(help="A folder with corpus.jsonl and queries.jsonl.")],
    out: Annotated[Path, typer.Option(help="Where to write query_id, doc_id, score.")],
    pool: Annotated[
        Path | None, typer.Option(help="Pairs to score besides: query_id, doc_id.")
    ] = None,
) -> int:
    """Rank the documents of a folder for each of its queries, as matches are ranked."""
    needed = [folder / "corpus.jsonl", folder / "queries.jsonl", *([pool] if pool else [])]
    for path in needed:
        if not path.is_file():
            raise FileMissingError(path=str(path))
    # Imported here: the engine and its dictionaries take a while to load.
    from services.matching.evaluation.folder import rank_folder  # noqa: PLC0415 - see above

    with progress_bar() as progress:
        task = progress.add_task("", total=None)
        rank_folder(
            folder,
            out,
            pool=pool,
            progress=lambda done, total: progress.update(task, completed=done, total=total),
        )
    say(_WRITTEN, path=out)
    return 0
