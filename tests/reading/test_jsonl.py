from pathlib import Path

import pytest

from shared.language import Language
from shared.reading.errors import UnreadableFileError
from shared.reading.source import open_source
from tests.reading.files import good, sorted_out, write


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_every_encoding_gives_the_same_objects(tmp_path: Path, encoding: str) -> None:
    path = write(tmp_path / "a.jsonl", '{"title": "镁合金压铸"}\n\n{"title": "二"}\n', encoding)

    rows = good(open_source(path))

    assert [row.number for row in rows] == [1, 3]
    assert rows[0].values == {"title": "镁合金压铸"}


def test_a_bad_line_is_reported_and_the_lines_after_it_are_read(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", '{"a": 1}\n{"a": \n[1]\n{"a": 2}\n')

    readable, unreadable = sorted_out(open_source(path))

    assert [row.number for row in readable] == [1, 4]
    assert [row.number for row in unreadable] == [2, 3]
    assert unreadable[0].problems[0].message.en == "This line is not valid JSON."
    assert unreadable[1].problems[0].message.zh == "这一行不是 JSON 对象。"


def test_positions_grow_to_the_size_of_the_file(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", '{"a": 1}\n' * 5000)

    source = open_source(path)
    positions = [row.position for row in source.rows]

    assert positions == sorted(positions)
    assert positions[-1] == source.size == path.stat().st_size


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "The file is empty."),
        (b"\n \n", "The file is empty."),
        (b'[\n{"a": 1}\n]', "one JSON value over many lines"),
        (b'{\n"a": 1\n}', "one JSON value over many lines"),
        (b"PK\x03\x04rest", "looks like XLSX/ZIP"),
        (b'{"a": "\x00"}', "looks like binary"),
        (b'{"a": 1}\n{"a": "\xff\xff"}\n', "Line 2 is neither UTF-8 nor GB18030"),
        (b'\xef\xbb\xbf{"a": 1}\n{"a": "\xd6\xd0"}\n', "Line 2 is neither"),
        (b'{"a": "' + b"x" * 1_000_001 + b'"}', "Line 1 has more than 1000000 characters"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(content)

    with pytest.raises(UnreadableFileError) as failure:
        list(open_source(path).rows)

    assert says in failure.value.sentence(Language.EN)
    assert failure.value.sentence(Language.ZH) != failure.value.sentence(Language.EN)
