import csv
from pathlib import Path

import pytest

from deploy.commands.main import execute
from tests.reading.files import write

CORPUS = """\
{"doc_id": "a", "kind": "achievement", "title": "镁合金真空压铸", "text": "减少压铸件气孔"}
{"doc_id": "b", "kind": "achievement", "title": "锂电池极片涂布", "text": "涂布划痕在线检测"}
{"doc_id": "c", "kind": "achievement", "title": "家具喷涂废气治理", "text": ""}
"""
QUERIES = '{"query_id": "q", "title": "压铸件气孔多", "text": "铝合金压铸件内部气孔，良率低"}\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "corpus.jsonl", CORPUS)
    write(tmp_path / "queries.jsonl", QUERIES)
    return tmp_path


def test_documents_are_ranked_and_named_pairs_scored_besides(folder: Path) -> None:
    pool = write(folder / "pool.tsv", "query_id\tdoc_id\tlevel\nq\tc\t1\n")
    out = folder / "run.tsv"

    code = execute(["rank", str(folder), "--out", str(out), "--pool", str(pool)])

    with out.open(encoding="utf-8", newline="") as table:
        rows = list(csv.reader(table, delimiter="\t"))
    assert code == 0
    assert rows[0] == ["query_id", "doc_id", "score"]
    assert rows[1][:2] == ["q", "a"]
    assert {row[1] for row in rows[1:]} >= {"a", "c"}


@pytest.mark.parametrize("line", ["{", '{"title": "x"}', "[]"])
def test_a_line_that_is_no_document_is_told(
    folder: Path, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder / "corpus.jsonl", line)

    code = execute(["rank", str(folder), "--out", str(folder / "run.tsv"), "--lang", "en"])

    assert code == 2
    assert "Each line of corpus.jsonl" in capsys.readouterr().err


def test_a_folder_without_a_corpus_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = execute(["rank", str(tmp_path), "--out", str(tmp_path / "run.tsv"), "--lang", "en"])

    assert code == 2
    assert f"There is no {tmp_path / 'corpus.jsonl'}." in capsys.readouterr().err
