import csv
from pathlib import Path

import pytest

from deploy import client
from deploy.commands.main import execute
from deploy.importing import transfer
from tests.commands.fake_platform import FakePlatform
from tests.reading.files import write, write_workbook

GOOD = '{"id": "1", "name": "一"}\n{"id": "2", "name": "二"}\n'
MAP = ("--map", "source_id=id", "--map", "title=name")


@pytest.fixture
def _hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "_PAUSES", (0.01,))


class TestGoodRows:
    def test_every_row_is_stored_under_its_fields(
        self, platform: FakePlatform, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        file = write(tmp_path / "a.jsonl", GOOD)

        code = execute(["import", "achievements", str(file), *MAP])

        assert code == 0
        assert platform.rows[("a", "2")] == {"source_id": "2", "title": "二"}
        assert platform.requests[0]["path"] == "/catalog/achievements/import"
        assert "2 created, 0 updated, 0 unchanged, 0 rejected. Source: a" in capsys.readouterr().out

    def test_the_same_again_changes_nothing(
        self, platform: FakePlatform, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        order = ["import", "achievements", str(write(tmp_path / "a.jsonl", GOOD)), *MAP]

        codes = [execute(order), execute(order)]

        assert codes == [0, 0]
        assert len(platform.rows) == 2
        assert "0 created, 0 updated, 2 unchanged" in capsys.readouterr().out

    def test_a_dry_run_stores_nothing(
        self, platform: FakePlatform, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        file = write(tmp_path / "a.jsonl", GOOD)

        execute(["import", "achievements", str(file), *MAP, "--dry-run"])

        assert not platform.rows
        assert "nothing was stored" in capsys.readouterr().out

    def test_demands_can_be_published(self, platform: FakePlatform, tmp_path: Path) -> None:
        file = write(tmp_path / "a.jsonl", '{"title": "t"}\n')

        execute(["import", "demands", str(file), "--publish", "--source", "city"])

        assert platform.requests[0]["publish"] is True
        assert platform.requests[0]["source"] == "city"
        assert platform.requests[0]["path"] == "/requests/demands/import"

    def test_rows_travel_in_batches(
        self, platform: FakePlatform, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        file = write(tmp_path / "a.csv", "title\n" + "".join(f"{n}\n" for n in range(1_201)))
        long = write(tmp_path / "b.jsonl", f'{{"title": "{"x" * 400}"}}\n' * 10)

        execute(["import", "achievements", str(file)])
        monkeypatch.setattr(transfer, "_BYTES_A_BATCH", 1_000)
        execute(["import", "achievements", str(long)])

        assert [len(request["rows"]) for request in platform.requests] == [500, 500, 201, *[2] * 5]

    def test_who_asks_is_told(self, platform: FakePlatform, tmp_path: Path) -> None:
        file = write(tmp_path / "a.jsonl", '{"title": "t"}\n')

        execute(["import", "achievements", str(file), "--lang", "zh"])

        assert platform.headers[0]["authorization"] == "Bearer a-token"
        assert platform.headers[0]["accept-language"] == "zh"

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030"])
    def test_a_table_in_any_encoding_gives_typed_fields(
        self, platform: FakePlatform, tmp_path: Path, encoding: str
    ) -> None:
        table = "名称,关键词,年份,TRL\n镁合金压铸,压铸；镁,２０２４,6\n"
        file = write(tmp_path / "a.csv", table, encoding)
        pairs = ("title=名称", "keywords=关键词", "year=年份", "trl=TRL")

        code = execute(["import", "achievements", str(file), *_maps(pairs)])

        assert code == 0
        assert platform.requests[0]["rows"] == [
            {"title": "镁合金压铸", "keywords": ["压铸", "镁"], "year": 2024, "trl": 6}
        ]

    def test_a_workbook_gives_the_same(self, platform: FakePlatform, tmp_path: Path) -> None:
        file = write_workbook(
            tmp_path / "a.xlsx", [["title", "source_id", "keywords"], ["甲", 7, "a;b"]]
        )

        code = execute(["import", "achievements", str(file)])

        assert code == 0
        assert platform.requests[0]["rows"] == [
            {"title": "甲", "source_id": "7", "keywords": ["a", "b"]}
        ]


class TestBadRows:
    def test_each_is_told_with_its_number_and_the_good_ones_are_stored(
        self, platform: FakePlatform, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        file = write(
            tmp_path / "a.jsonl", '{"title": "一"}\nnot json\n{"title": ""}\n{"title":"b"}'
        )

        code = execute(["import", "achievements", str(file)])

        told = capsys.readouterr()
        assert code == 1
        assert len(platform.rows) == 2
        assert "row 2  This line is not valid JSON." in told.err
        assert "row 3  title  The text is empty.  expected: a title" in told.err
        assert "2 created, 0 updated, 0 unchanged, 2 rejected" in told.out

    def test_they_can_be_had_as_a_table_that_is_safe_to_open(
        self, platform: FakePlatform, tmp_path: Path
    ) -> None:
        file = write(tmp_path / "a.csv", "title,summary\n一,二\n,x\n=1+1,y\n")
        report = tmp_path / "bad.csv"

        code = execute(["import", "achievements", str(file), "--report", str(report)])

        with report.open(encoding="utf-8-sig", newline="") as table:
            lines = list(csv.reader(table))
        assert code == 1
        assert lines[0] == ["row", "field", "problem", "expected", "value"]
        assert [(line[0], line[4]) for line in lines[1:]] == [("3", ""), ("4", "'=1+1")]
        assert len(platform.rows) == 1


class TestWhatStopsAnImport:
    @pytest.mark.usefixtures("_hasty")
    def test_a_platform_that_goes_away_is_told_with_what_was_stored(
        self, platform: FakePlatform, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        platform.batches_until_failure = 1
        file = write(tmp_path / "a.csv", "title\n" + "".join(f"{n}\n" for n in range(700)))

        code = execute(["import", "achievements", str(file)])

        told = capsys.readouterr()
        assert code == 2
        assert "busy" in told.err
        assert "500 rows are stored. The same command again" in told.err

    def test_who_is_not_known_is_told_how_to_say_who_they_are(
        self,
        platform: FakePlatform,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        monkeypatch.delenv("KEQIAO_TOKEN")
        file = write(tmp_path / "a.jsonl", '{"title": "t"}\n')

        code = execute(["import", "achievements", str(file), "--data-dir", str(tmp_path)])

        told = capsys.readouterr().err
        assert code == 2
        assert "who?" in told
        assert "--data-dir" in told
        assert not platform.rows

    @pytest.mark.usefixtures("_hasty", "platform")
    def test_nobody_at_the_address_is_told(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        file = write(tmp_path / "a.jsonl", '{"title": "t"}\n')

        code = execute(["import", "achievements", str(file), "--url", "http://127.0.0.1:9"])

        assert code == 2
        assert "http://127.0.0.1:9 does not answer" in capsys.readouterr().err

    @pytest.mark.parametrize(
        ("arguments", "says"),
        [
            (["--map", "titel=name"], "Did you mean title?"),
            (["--map", "title"], '"title" should be field=column'),
            (["--map", "title=x", "--map", "title=y"], "two columns (x and y)"),
            (["--map", "title=nome"], 'no column "nome"'),
            (["--ignore", "nome"], 'no column "nome"'),
            ([], "These columns are not fields: name."),
            (["--map", "summary=name"], "No column gives the required fields: title."),
            (["--publish", "--map", "title=name"], "--publish is for demands only"),
            (["--source", "东莞"], "cannot name the source"),
            (["--sheet"], "requires an argument"),
        ],
    )
    def test_columns_that_do_not_fit_are_told_before_anything_is_sent(
        self,
        platform: FakePlatform,
        tmp_path: Path,
        capsys: pytest.CaptureFixture[str],
        arguments: list[str],
        says: str,
    ) -> None:
        table = write(tmp_path / "a.csv", "name,source_id\nx,1\n")
        lines = write(tmp_path / "a.jsonl", '{"name": "x", "source_id": "1"}\n')

        codes = [execute(["import", "achievements", str(f), *arguments]) for f in (table, lines)]

        assert codes == [2, 2]
        assert capsys.readouterr().err.count(says) == 2
        assert not platform.requests

    @pytest.mark.parametrize(
        ("file", "says"),
        [
            (("a.csv", b""), "The file is empty."),
            (("a.csv", b"title\n"), "no rows below it"),
            (("a.csv", b"title,title\n1,2\n"), '"title" twice'),
            (("a.xlsx", b"no workbook"), "not a valid XLSX"),
            (("a.doc", b"x"), '".doc"'),
        ],
    )
    def test_a_file_that_cannot_be_read_is_told(
        self,
        platform: FakePlatform,
        tmp_path: Path,
        capsys: pytest.CaptureFixture[str],
        file: tuple[str, bytes],
        says: str,
    ) -> None:
        name, content = file
        (tmp_path / name).write_bytes(content)

        code = execute(["import", "achievements", str(tmp_path / name)])

        assert code == 2
        assert says in capsys.readouterr().err
        assert not platform.requests

    def test_a_file_that_is_not_there_is_told(
        self, platform: FakePlatform, capsys: pytest.CaptureFixture[str]
    ) -> None:
        code = execute(["import", "achievements", "nowhere.csv"])

        assert code == 2
        assert "There is no file nowhere.csv." in capsys.readouterr().err
        assert not platform.requests


def _maps(pairs: tuple[str, ...]) -> list[str]:
    return [word for pair in pairs for word in ("--map", pair)]
