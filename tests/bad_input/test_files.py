"""Files people send: what can be read is stored, what cannot is told with where and why."""

import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

from deploy.commands.main import execute
from tests.reading.files import write_workbook
from tests.whole import WholePlatform

HEADER: Final = "source_id,name,kind_of_body\n"
ONE: Final = "1,第一中心,laboratory\n"
TWO: Final = "2,第二中心,laboratory\n"
TABLE: Final = [["source_id", "name", "kind_of_body"], ["1", "第一中心", "laboratory"]]
FIRST, BOTH = {"第一中心"}, {"第一中心", "第二中心"}

DONE, SOME_BAD, NOTHING = 0, 1, 2


@dataclass(frozen=True)
class File:
    """A file, how its import ends, what is said of it, and which names are stored."""

    name: str
    content: bytes | Callable[[Path], object]
    code: int
    says: str
    stored: frozenset[str] | set[str] = frozenset()


def formula(path: Path) -> None:
    """Write a workbook in which somebody computes a name, and in which nobody did."""
    write_workbook(path, [*TABLE, ["2", "=1+1", "laboratory"]])


def cut_off(path: Path) -> None:
    """Write the first half of a workbook."""
    whole = write_workbook(path, TABLE).read_bytes()
    path.write_bytes(whole[: len(whole) // 2])


def another_archive(path: Path) -> None:
    """Write an archive that holds no workbook."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "x")


def long_cell(length: int) -> bytes:
    """Return a table with a name of so many characters in its second row."""
    return f"{HEADER}{ONE}2,{'长' * length},laboratory\n".encode()


def text(content: str, encoding: str = "utf-8") -> bytes:
    """Return a table's bytes."""
    return content.encode(encoding)


FILES: Final = [
    File("broken.xlsx", b"PK\x03\x04 no workbook", NOTHING, "not a valid XLSX"),
    File("cut.xlsx", cut_off, NOTHING, "not a valid XLSX"),
    File("archive.xlsx", another_archive, NOTHING, "not a valid XLSX"),
    File("text.xlsx", text(HEADER + ONE), NOTHING, "not a valid XLSX"),
    File("heads.xlsx", lambda path: write_workbook(path, TABLE[:1]), NOTHING, "no rows below it"),
    File("good.xlsx", lambda path: write_workbook(path, TABLE), DONE, "1 created", FIRST),
    File("formula.xlsx", formula, DONE, "formulas (B3", FIRST | {"0"}),
    File("gbk.csv", text(HEADER + ONE, "gbk"), DONE, "1 created", FIRST),
    File("bom.csv", text(HEADER + ONE, "utf-8-sig"), DONE, "1 created", FIRST),
    File("utf-16.csv", text(HEADER + ONE, "utf-16"), DONE, "1 created", FIRST),
    File("formula.csv", text(HEADER + ONE + "2,=1+1,laboratory\n"), SOME_BAD, "row 3", FIRST),
    File("command.csv", text(HEADER + ONE + "2,@SUM(A1),laboratory\n"), DONE, "2 created",
         FIRST | {"@SUM(A1)"}),
    File("heads.csv", text(HEADER), NOTHING, "no rows below it"),
    File("nothing.csv", b"", NOTHING, "The file is empty."),
    File("blank.csv", b"\n\n \n", NOTHING, ""),
    File("twice.csv", text("name,name\na,b\n"), NOTHING, '"name" twice'),
    File("long-row.csv", text(HEADER + "9,a,laboratory,too,many\n" + TWO), SOME_BAD, "row 2",
         {"第二中心"}),
    File("short-row.csv", text(HEADER + "9\n" + TWO), SOME_BAD, "row 2", {"第二中心"}),
    File("long-cell.csv", long_cell(100_000), SOME_BAD, "row 3", FIRST),
    File("longer-cell.csv", long_cell(200_000), NOTHING, "after row 2", FIRST),
    File("nul.csv", text(HEADER + ONE + "2,第\x00二,laboratory\n"), NOTHING, "binary"),
    File("quote.csv", text(HEADER + ONE + '2,"第二中心,laboratory\n3,a,b\n'), NOTHING,
         "row 3 is never closed", FIRST),
    File("last.csv", text(HEADER + ONE + '2,第二中心,"laboratory"'), DONE, "2 created", BOTH),
    File("colour.csv", text("name,colour\na,red\n"), NOTHING, "colour"),
    File("noise.csv", bytes(range(256)) * 40, NOTHING, ""),
    File("letter.doc", b"x", NOTHING, '".doc"'),
    File("line.jsonl", text('{"name": "第一中心", "kind_of_body": "laboratory"}\n{oops\n'),
         SOME_BAD, "row 2", FIRST),
    File("list.jsonl", b'["name"]\n', NOTHING, "one JSON object a line"),
    File("nan.jsonl", text('{"name": NaN, "kind_of_body": "laboratory"}\n'), SOME_BAD, "row 1"),
    File("deep.jsonl", b'{"name": ' + b"[" * 5_000 + b"]" * 5_000 + b"}\n", SOME_BAD, "row 1"),
    File("pair.jsonl", b'{"name": "\\ud83d", "kind_of_body": "laboratory"}\n', SOME_BAD, "row 1"),
    File("huge.jsonl", b'{"name": "' + b"a" * 9_000_000 + b'"}\n', NOTHING, "Line 1 has more"),
    File("number.jsonl", b'{"name": 1e400, "kind_of_body": "laboratory"}\n', SOME_BAD, "row 1"),
]  # fmt: skip


@pytest.mark.parametrize("file", FILES, ids=[file.name for file in FILES])
def test_a_file_ends_as_the_table_says(
    whole: WholePlatform, tmp_path: Path, capsys: pytest.CaptureFixture[str], file: File
) -> None:
    path = tmp_path / file.name
    if isinstance(file.content, bytes):
        path.write_bytes(file.content)
    else:
        file.content(path)
    before = whole.stored()
    order = ["--lang", "en", "import", "providers", str(path), "--source", file.name]
    order += ["--url", str(whole.client.base_url), "--data-dir", str(whole.folder)]

    codes = [execute(order), execute(order)]

    said = capsys.readouterr()
    query = {"source": file.name, "limit": "100"}
    entries = whole.client.get("/catalog/providers", params=query).json()["items"]
    assert codes == [file.code] * 2, said
    assert file.says in said.out + said.err
    assert "Traceback" not in said.out + said.err
    assert "unexpected" not in said.err
    assert sorted(entry["name"] for entry in entries) == sorted(file.stored)
    assert file.stored or whole.stored() == before
