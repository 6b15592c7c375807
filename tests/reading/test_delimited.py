from pathlib import Path

import pytest

from shared.language import Language
from shared.reading.errors import UnreadableFileError
from shared.reading.source import open_source
from tests.reading.files import bad, good, sorted_out, write

TABLE = "名称,备注\n东莞甲厂,一\n东莞乙厂,二\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_every_encoding_gives_the_same_rows(tmp_path: Path, encoding: str) -> None:
    source = open_source(write(tmp_path / "a.csv", TABLE, encoding))

    assert source.columns == ("名称", "备注")
    assert [row.values["名称"] for row in good(source)] == ["东莞甲厂", "东莞乙厂"]


def test_reading_as_gb18030_is_told(tmp_path: Path) -> None:
    plain = open_source(write(tmp_path / "a.csv", TABLE))
    office = open_source(write(tmp_path / "b.csv", TABLE, "gbk"))

    assert not plain.notices
    assert "GB18030" in office.notices[0].en


@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_the_separator_is_found_in_the_header(tmp_path: Path, separator: str) -> None:
    table = TABLE.replace(",", separator)

    source = open_source(write(tmp_path / "a.csv", table))

    assert source.columns == ("名称", "备注")


def test_rows_are_numbered_as_a_spreadsheet_numbers_them(tmp_path: Path) -> None:
    table = 'a,b\n"two\nlines",1\n,\nx,2\n'

    rows = good(open_source(write(tmp_path / "a.csv", table)))

    assert [(row.number, row.values["a"]) for row in rows] == [(2, "two\nlines"), (4, "x")]


def test_empty_cells_and_trailing_empty_columns_are_left_out(tmp_path: Path) -> None:
    rows = good(open_source(write(tmp_path / "a.csv", "a,b,,\n1,,,\n")))

    assert rows[0].values == {"a": "1"}


def test_a_row_with_too_many_cells_is_reported(tmp_path: Path) -> None:
    rows = bad(open_source(write(tmp_path / "a.csv", "a,b\n1,2,3\n1,2\n")))

    assert [row.number for row in rows] == [2]
    assert "more filled cells" in rows[0].problems[0].message.en


def test_a_formula_is_reported_and_other_signs_are_text(tmp_path: Path) -> None:
    source = open_source(write(tmp_path / "a.csv", 'a\n"=HYPERLINK(""x"")"\n-40℃\n+86 769\n@x\n'))

    readable, unreadable = sorted_out(source)

    assert unreadable[0].problems[0].field == "a"
    assert unreadable[0].problems[0].message.zh == "单元格里是公式而不是值。"
    assert [row.values["a"] for row in readable] == ["-40℃", "+86 769", "@x"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "The file is empty."),
        (b"\n\n", "The file is empty."),
        (b"a,b\n", "a header and no rows"),
        (b"a,b\n,\n", "a header and no rows"),
        (b"a,b,a\n1,2,3\n", '"a" twice (columns 1 and 3)'),
        (b"a,,b\n1,2,3\n", "Column 2 has no name"),
        (b"%PDF-1.7\n", "looks like PDF"),
        (b"\xd0\xcf\x11\xe0", "looks like XLS/DOC"),
        (b"a\n\xff\xff\n", "Line 2 is neither"),
        (b"a\n\x81", "Line 2 is neither"),
        (b"\xff\xfea\x00\x00", "Line 1 is neither"),
        (b'a,b\n1,2\n3,"' + b"x\n" * 70_000, "Nothing can be read after row 2"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)

    with pytest.raises(UnreadableFileError) as failure:
        list(open_source(path).rows)

    assert says in failure.value.sentence(Language.EN)


def test_an_unknown_ending_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError) as failure:
        open_source(write(tmp_path / "a.docx", "x"))

    assert '".docx"' in failure.value.sentence(Language.EN)


def test_a_large_table_is_read_as_it_is_asked_for(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "a,b\n" + "一,二\n" * 200_000)

    source = open_source(path)
    first = next(source.rows)

    assert first.position < source.size / 10
