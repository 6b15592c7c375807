"""A folder is ranked by the code that serves matches."""

import csv
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from itertools import pairwise
from pathlib import Path

import numpy as np
import orjson
import pytest
from typing_extensions import override

from services.matching.evaluation.folder import UnreadableFolderError, rank_folder
from services.matching.indexing.library import Library
from services.matching.meaning.meanings import Meanings
from services.matching.meaning.port import NoVectorsError, Reader, Vectors
from services.matching.ranking.domain import Fit, Meaning
from services.matching.ranking.ranker import closeness
from services.matching.retrieval.embedded import EmbeddedIndex
from services.matching.retrieval.port import IndexDocument
from services.matching.retrieval.scores import TopicalScores
from services.matching.text.analyser import Analyser
from tests.matching.meaning.oracle import meant

CORPUS = [
    {"doc_id": "a", "kind": "achievement", "title": "真空压铸 气孔 控制", "text": ""},
    {"doc_id": "b", "kind": "achievement", "title": "印染废水脱色", "text": "高级氧化。"},
    {"doc_id": "c", "kind": "expert", "title": "", "text": "Laser welding of battery packs."},
    {"doc_id": "d", "kind": "expert", "title": "", "text": "压铸模具的热处理。"},
]
QUERIES = [
    {"query_id": "q1", "title": "压铸件气孔多", "text": "希望减少气孔。"},
    {"query_id": "q2", "title": "joining of batteries", "text": ""},
    {"query_id": "q3", "title": "", "text": "😀"},
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, rows in (("corpus", CORPUS), ("queries", QUERIES)):
        (tmp_path / f"{name}.jsonl").write_bytes(b"\n".join(map(orjson.dumps, rows)))
    return tmp_path


def ranked(
    folder: Path,
    pool: str | None = None,
    scratch: AbstractAsyncContextManager[Library] | None = None,
) -> list[tuple[str, str, float]]:
    path = None
    if pool is not None:
        path = folder / "pool.tsv"
        path.write_text(pool, "utf-8")
    rank_folder(folder, folder / "run.tsv", path, scratch=scratch)
    with (folder / "run.tsv").open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file, delimiter="\t")
    assert header == ["query_id", "doc_id", "score"]
    return [(query, document, float(score)) for query, document, score in rows]


class Known(Reader):
    """A model that knows a few words, or answers nothing."""

    model = version = "small"

    def __init__(self, *, silent: bool) -> None:
        self._silent = silent

    @override
    async def vectors(self, texts: Sequence[str], *, seconds: float) -> Vectors:
        if self._silent:
            raise NoVectorsError("silent")
        found = np.array(list(map(meant, texts)), np.float32)
        return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True), np.float32)

    @override
    async def close(self) -> None:
        """Hold nothing."""


@asynccontextmanager
async def with_meanings(
    folder: Path, analyser: Analyser, *, silent: bool = False
) -> AsyncIterator[Library]:
    meanings = Meanings(Known(silent=silent), folder / "meanings.bin")
    index = EmbeddedIndex(folder / "index", analyser)
    library = Library(analyser, index, folder, meanings=meanings)
    yield library
    await library.close()


def test_with_an_embedding_service_closeness_in_meaning_counts(
    folder: Path, analyser: Analyser
) -> None:
    plain = {row[:2]: row[2] for row in ranked(folder)}

    meant_too = {row[:2]: row[2] for row in ranked(folder, scratch=with_meanings(folder, analyser))}

    same = Fit(plain["q2", "c"], meaning=Meaning("small", value=1.0, cosine=1.0))
    assert meant_too.keys() == plain.keys()
    assert meant_too["q2", "c"] == pytest.approx(closeness(same), abs=0.001)
    assert meant_too["q2", "c"] > plain["q2", "c"]


def test_a_folder_is_not_ranked_by_half_of_what_was_asked_for(
    folder: Path, analyser: Analyser
) -> None:
    with pytest.raises(NoVectorsError):
        ranked(folder, scratch=with_meanings(folder, analyser, silent=True))


def test_documents_are_written_best_first_for_each_query(folder: Path) -> None:
    rows = ranked(folder)

    assert next(row[:2] for row in rows if row[0] == "q1") == ("q1", "a")
    assert [row[:2] for row in rows if row[0] == "q2"] == [("q2", "c")]
    assert [row for row in rows if row[0] == "q3"] == []
    assert all(one[2] >= other[2] for one, other in pairwise(rows) if one[0] == other[0])


def test_pairs_of_the_pool_are_scored_besides_and_only_their_ids_are_read(folder: Path) -> None:
    pool = "query_id\tdoc_id\tlevel\nq1\tb\t5\nq3\tc\tnonsense\nq9\ta\t1\nq1\tunheard-of\t1\n"

    plain, pooled = ranked(folder), ranked(folder, pool)

    assert {row[:2] for row in pooled} - {row[:2] for row in plain} == {("q1", "b"), ("q3", "c")}
    assert set(plain) <= set(pooled)
    assert ("q3", "c", 0.0) in pooled


def test_scores_are_those_that_serve_matches(folder: Path) -> None:
    analyser = Analyser()
    scores = TopicalScores(analyser)
    scores.put(
        [
            IndexDocument(key=row["doc_id"], kind=row["kind"], title=row["title"], text=row["text"])
            for row in CORPUS
        ]
    )
    served = scores.fits(scores.topic(QUERIES[0]["title"], QUERIES[0]["text"]), ["a", "d"])

    written = {document: score for query, document, score in ranked(folder) if query == "q1"}

    assert written["a"] == pytest.approx(served["a"].topical, abs=1e-6)
    assert written["d"] == pytest.approx(served["d"].topical, abs=1e-6)


def test_progress_reaches_its_end(folder: Path) -> None:
    steps: list[tuple[int, int]] = []

    rank_folder(
        folder, folder / "run.tsv", progress=lambda done, total: steps.append((done, total))
    )

    assert steps[-1] == (7, 7)
    assert steps == sorted(steps)


@pytest.mark.parametrize(
    "line", ['{"doc_id": "x", "kind": "y"}', "not json", '["a list"]', '{"doc_id": 3}']
)
def test_a_line_that_is_not_a_document_is_an_error(folder: Path, line: str) -> None:
    (folder / "corpus.jsonl").write_text(line, "utf-8")

    with pytest.raises(UnreadableFolderError):
        rank_folder(folder, folder / "run.tsv")
