"""`keqiao rank`: ranks a benchmark folder with the code that serves matches."""

from pathlib import Path
from typing import Annotated

import typer

from deploy.commands import options
from deploy.commands.engines import EngineName, engine_access
from deploy.commands.progress import progress_bar
from deploy.commands.speech import say
from shared.errors import InvalidError, NotFoundError, UnavailableError
from shared.language import Text

_WRITTEN = Text("排序结果已写入 {path}", "The ranking is in {path}")


class FileMissingError(NotFoundError):
    """A file that was named, or that a named folder should hold, is not there."""

    slug = "file-missing"
    title = Text("缺少文件", "A file is missing")
    detail = Text("找不到 {path}。", "There is no {path}.")


class BadFolderError(InvalidError):
    """A line of the folder's files is not what it should be."""

    slug = "bad-benchmark"
    title = Text("文件内容有误", "The files are not as they should be")
    detail = Text(
        "无法读取（{reason}）。corpus.jsonl 每行一个对象，含 doc_id、kind、title、text；"
        "queries.jsonl 含 query_id、title、text。",
        "They cannot be read ({reason}). Each line of corpus.jsonl is an object with doc_id, kind, "
        "title and text; of queries.jsonl, one with query_id, title and text.",
    )


class NoEmbeddingError(UnavailableError):
    """The embedding service that is set gives no vectors."""

    slug = "no-embedding"
    title = Text("语义服务不可用", "The embedding service is unavailable")
    detail = Text(
        "MATCHING_EMBEDDING_URL 所指的服务没有给出向量（{reason}）。",
        "The service at MATCHING_EMBEDDING_URL gives no vectors ({reason}).",
    )


def rank(
    folder: Annotated[Path, typer.Argument(help="A folder with corpus.jsonl and queries.jsonl.")],
    out: Annotated[Path, typer.Option(help="Where to write query_id, doc_id, score.")],
    pool: Annotated[
        Path | None, typer.Option(help="Pairs to score besides: query_id, doc_id.")
    ] = None,
    engine: options.Engine = EngineName.EMBEDDED,
) -> int:
    """Rank the documents of a folder for each of its queries, as matches are ranked."""
    needed = [folder / "corpus.jsonl", folder / "queries.jsonl", *([pool] if pool else [])]
    for path in needed:
        if not path.is_file():
            raise FileMissingError(path=str(path))
    # Imported here: the engine and its dictionaries take a while to load.
    from services.matching.evaluation.folder import (  # noqa: PLC0415 - see above
        UnreadableFolderError,
        rank_folder,
    )
    from services.matching.indexing.engines import scratch_library  # noqa: PLC0415 - see above
    from services.matching.meaning.access import embedding_of  # noqa: PLC0415 - see above
    from services.matching.meaning.port import NoVectorsError  # noqa: PLC0415 - see above
    from services.matching.settings import MatchingSettings  # noqa: PLC0415 - see above

    embedding = embedding_of(MatchingSettings())
    with engine_access(engine) as access, progress_bar() as progress:
        task = progress.add_task("", total=None)
        try:
            rank_folder(
                folder,
                out,
                pool=pool,
                progress=lambda done, total: progress.update(task, completed=done, total=total),
                scratch=scratch_library(access, embedding),
            )
        except NoVectorsError as error:
            raise NoEmbeddingError(reason=str(error)) from error
        except UnreadableFolderError as error:
            raise BadFolderError(problems=(), reason=str(error)) from error
    say(_WRITTEN, path=out)
    return 0
