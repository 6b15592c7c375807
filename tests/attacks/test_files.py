"""Files made to hurt who opens them."""

import io
import zipfile
from pathlib import Path
from typing import Final

import pytest

from shared.reading.errors import UnreadableFileError
from shared.reading.source import open_source
from tests.reading.files import rewrite_entry, write_workbook

SHEET: Final = "xl/worksheets/sheet1.xml"
STRINGS: Final = "xl/sharedStrings.xml"
BOOK: Final = "xl/workbook.xml"
LAUGHS: Final = "".join(
    f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha" * 10}">' for n in range(10)
)
XML: Final = '<?xml version="1.0"?>'
MAIN: Final = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def strings_with(declared: str, said: str) -> bytes:
    """Return a table of strings whose first has been tampered with."""
    return f"{XML}<!DOCTYPE sst [{declared}]><sst {MAIN}><si><t>{said}</t></si></sst>".encode()


def texts_of(path: Path) -> str:
    """Return all that is read from a workbook, or nothing if it is not read."""
    try:
        source = open_source(path)
        return "\n".join([*(source.columns or ()), *(str(row) for row in source.rows)])
    except UnreadableFileError:
        return ""


def test_entities_of_entities_are_not_blown_up(tmp_path: Path) -> None:
    for entry in (STRINGS, SHEET, BOOK):
        path = write_workbook(tmp_path / "laughs.xlsx", [["name"], ["x"]])
        rewrite_entry(path, entry, strings_with(LAUGHS, "&a9;"))

        assert "haha" not in texts_of(path), entry


@pytest.mark.parametrize("address", ["file://{secret}", "{secret}", "http://127.0.0.1:9/x"])
def test_nothing_is_fetched_for_a_workbook(tmp_path: Path, address: str) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("kanarie-of-the-disk")
    declared = f'<!ENTITY x SYSTEM "{address.format(secret=secret)}">'
    path = write_workbook(tmp_path / "a.xlsx", [["name"], ["x"]])
    rewrite_entry(path, STRINGS, strings_with(declared, "&x;"))

    assert "kanarie" not in texts_of(path)


def test_entries_that_lead_out_of_the_archive_are_written_nowhere(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    path = write_workbook(tmp_path / "in" / "a.xlsx", [["name"], ["x"]])
    with zipfile.ZipFile(path, "a") as archive:
        for name in ("../escaped.txt", "/tmp/keqiao-escaped.txt", "..\\escaped.txt"):  # noqa: S108 - the attack
            archive.writestr(name, "x")

    texts_of(path)

    assert [one.name for one in tmp_path.rglob("*")] == ["in", "a.xlsx"]
    assert not Path("/tmp/keqiao-escaped.txt").exists()  # noqa: S108 - the attack


def test_very_many_entries_and_archives_in_archives_are_read_no_deeper(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros", b"\0" * (8 << 20))
    path = write_workbook(tmp_path / "a.xlsx", [["name"], ["x"]])
    with zipfile.ZipFile(path, "a") as archive:
        for number in range(5_000):
            archive.writestr(f"xl/{number}", b"")
        archive.writestr("xl/inner.zip", inner.getvalue())

    assert texts_of(path).startswith("name")
