import datetime as dt
import struct
import zipfile
from pathlib import Path

import pytest
import xlsxwriter  # type: ignore[import-untyped]  # it ships no types

from shared.language import Language
from shared.reading import workbook as reader
from shared.reading.errors import UnreadableFileError
from shared.reading.source import open_source
from tests.reading.files import bad, good, rewrite_entry, write_workbook

SHEET = "xl/worksheets/sheet1.xml"


def test_cells_keep_their_meaning(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, ["名称", "数量", "价格", "日期", "有效", "空"])
        sheet.write_row(1, 0, ["甲", 3, 2.5])
        sheet.write_datetime(
            1,
            3,
            dt.datetime(2026, 1, 2, tzinfo=dt.UTC).replace(tzinfo=None),
            workbook.add_format({"num_format": "yyyy-mm-dd"}),
        )
        sheet.write_boolean(1, 4, True)  # noqa: FBT003 - the library's signature

    rows = good(open_source(path))

    assert rows[0].values == {
        "名称": "甲",
        "数量": 3,
        "价格": 2.5,
        "日期": "2026-01-02",
        "有效": True,
    }


def test_rows_have_the_numbers_shown_beside_them(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "a.xlsx", [[], ["a"], ["x"], [], ["y"]])

    rows = good(open_source(path))

    assert [(row.number, row.values["a"]) for row in rows] == [(3, "x"), (5, "y")]


def test_a_sheet_can_be_named(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "a.xlsx", [["a"], ["x"]], sheet="需求")

    assert open_source(path, "需求").columns == ("a",)
    with pytest.raises(UnreadableFileError) as failure:
        open_source(path, "成果")
    assert failure.value.sentence(Language.ZH) == "没有名为“成果”的工作表。现有：需求。"


def test_formulas_are_told_of(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, ["a", "b"])
        sheet.write_formula(1, 1, "=1+1", value=2)

    source = open_source(path)

    assert "B2" in source.notices[0].en
    assert good(source)[0].values == {"b": 2}


def test_a_code_typed_as_a_number_is_reported(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "a.xlsx", [["uscc"], [914419006181234567]])

    rows = bad(open_source(path))

    assert rows[0].problems[0].field == "uscc"
    assert "lost digits" in rows[0].problems[0].message.en


class TestBadWorkbooks:
    @pytest.mark.parametrize(
        ("content", "says"),
        [
            (b"", "not a valid XLSX"),
            (b"a,b\n1,2\n", "not a valid XLSX"),
            (b"PK\x03\x04 cut off", "not a valid XLSX"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old .xls file or a workbook with a password"),
        ],
    )
    def test_what_is_no_workbook_is_refused(
        self, tmp_path: Path, content: bytes, says: str
    ) -> None:
        path = tmp_path / "a.xlsx"
        path.write_bytes(content)

        with pytest.raises(UnreadableFileError) as failure:
            open_source(path)

        assert says in failure.value.sentence(Language.EN)

    def test_an_archive_of_something_else_is_refused(self, tmp_path: Path) -> None:
        path = tmp_path / "a.xlsx"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("word/document.xml", "<x/>")

        with pytest.raises(UnreadableFileError, match="not a valid XLSX"):
            open_source(path)

    @pytest.mark.parametrize("content", [b"", b"<worksheet><sheetData><row", b"\x00\xff" * 100])
    def test_a_damaged_sheet_is_refused(self, tmp_path: Path, content: bytes) -> None:
        path = rewrite_entry(write_workbook(tmp_path / "a.xlsx", [["a"], ["x"]]), SHEET, content)

        with pytest.raises(UnreadableFileError):
            list(open_source(path).rows)

    def test_a_cut_off_workbook_is_refused(self, tmp_path: Path) -> None:
        path = write_workbook(tmp_path / "a.xlsx", [["a"], *([f"{n}"] for n in range(5000))])
        path.write_bytes(path.read_bytes()[:-2000])

        with pytest.raises(UnreadableFileError, match="not a valid XLSX"):
            open_source(path)

    @pytest.mark.parametrize(("rows", "says"), [([], "is empty"), ([["a"]], "no rows below it")])
    def test_a_sheet_without_data_is_refused(
        self, tmp_path: Path, rows: list[list[str]], says: str
    ) -> None:
        path = write_workbook(tmp_path / "a.xlsx", rows)

        with pytest.raises(UnreadableFileError, match=says):
            list(open_source(path).rows)


class TestBombs:
    def test_a_workbook_that_unpacks_to_too_much_is_refused(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(reader, "MAX_UNPACKED_MB", 1)
        path = write_workbook(tmp_path / "a.xlsx", [["a"], ["x"]])
        rewrite_entry(path, SHEET, b" " * (2 << 20))

        with pytest.raises(UnreadableFileError, match="more than 1 MB"):
            open_source(path)

    def test_an_archive_that_lies_about_its_size_is_refused(self, tmp_path: Path) -> None:
        path = write_workbook(tmp_path / "a.xlsx", [["a"], ["x"]])
        rewrite_entry(path, SHEET, b"<!-- " + b"x" * 5_000_000)
        content = path.read_bytes()
        path.write_bytes(content.replace(struct.pack("<I", 5_000_005), struct.pack("<I", 10)))

        with pytest.raises(UnreadableFileError, match="not a valid XLSX"):
            open_source(path)

    def test_more_rows_than_the_limit_are_refused(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(reader, "MAX_ROWS", 3)
        path = write_workbook(tmp_path / "a.xlsx", [["a"], ["1"], ["2"], ["3"]])

        with pytest.raises(UnreadableFileError, match="4 rows; the limit is 3"):
            open_source(path)

    def test_two_cells_far_apart_do_not_fill_the_memory(self, tmp_path: Path) -> None:
        path = tmp_path / "a.xlsx"
        with xlsxwriter.Workbook(path) as workbook:
            sheet = workbook.add_worksheet()
            sheet.write_string(0, 0, "a")
            sheet.write_string(1_048_575, 16_383, "b")

        with pytest.raises(UnreadableFileError):
            list(open_source(path).rows)
