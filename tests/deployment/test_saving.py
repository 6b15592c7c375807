"""`keqiao backup`, `verify` and `restore` as an operator meets them."""

import asyncio
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from deploy.backup.manifest import NAME
from deploy.backup.saving import SAVED
from deploy.commands.main import execute
from shared.database import Database
from shared.keys import KeyRing
from shared.migrations import upgrade
from shared.opening import alone_on


@pytest.fixture(scope="module")
def empty_city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a platform in which nothing has happened yet."""
    folder = tmp_path_factory.mktemp("city") / "data"
    folder.mkdir()
    for name in SAVED:
        asyncio.run(upgrade(f"sqlite+aiosqlite:///{folder / name}.sqlite3", f"services.{name}"))
        KeyRing(folder / "keys" / name).signing_key()
    return folder


@pytest.fixture
def backup(empty_city: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A backup of it."""
    order = ["--lang", "en", "backup", "--into", str(tmp_path / "b"), "--data-dir"]
    assert execute([*order, str(empty_city)]) == 0, capsys.readouterr().err
    [folder] = (tmp_path / "b").iterdir()
    return folder


def epoch(file: Path) -> str:
    with closing(sqlite3.connect(file)) as connection:
        return str(connection.execute("SELECT epoch FROM feed_head").fetchone()[0])


def test_a_backup_is_for_its_owner_only_and_says_what_is_in_it(
    backup: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = execute(["--lang", "en", "verify", str(backup)])

    told = capsys.readouterr().out
    assert code == 0
    assert "is whole: portal, catalog, requests as of 20" in told
    assert {path.stat().st_mode & 0o077 for path in backup.rglob("*")} == {0}
    assert len(list(backup.glob("*/keys/*.jwk"))) == 3


@pytest.mark.parametrize("damage", ["changed", "missing", "strange"])
def test_a_damaged_backup_is_refused_with_what_is_wrong(
    backup: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], damage: str
) -> None:
    file = backup / "catalog" / "data" / "database.sqlite3"
    if damage == "missing":
        file.unlink()
    elif damage == "strange":
        file.with_name("more").write_text("x", "ascii")
    else:
        content = bytearray(file.read_bytes())
        content[5_000] ^= 1
        file.write_bytes(content)

    codes = [
        execute(["--lang", "en", "verify", str(backup)]),
        execute(["--lang", "en", "restore", str(backup), "--data-dir", str(tmp_path / "new")]),
    ]

    told = capsys.readouterr().err
    assert codes == [2, 2]
    assert told.count("catalog/data/") == 2
    assert not (tmp_path / "new").exists()


def test_an_unfinished_backup_is_none(backup: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (backup / NAME).unlink()

    code = execute(["--lang", "en", "verify", str(backup)])

    assert code == 2
    assert "no whole backup" in capsys.readouterr().err


def test_data_that_is_there_is_replaced_only_if_told_and_never_under_a_running_service(
    backup: Path, empty_city: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    order = ["--lang", "en", "restore", str(backup), "--data-dir", str(empty_city)]
    running = Database(f"sqlite+aiosqlite:///{empty_city / 'requests.sqlite3'}")
    first = epoch(empty_city / "catalog.sqlite3")

    unsaid = execute(order)
    with alone_on(running):
        under_a_service = execute([*order, "--replace"])
    untouched = epoch(empty_city / "catalog.sqlite3")
    done = execute([*order, "--replace"])

    told = capsys.readouterr().err
    assert (unsaid, under_a_service, done) == (2, 2, 0)
    assert "Say --replace" in told
    assert "Another process is using" in told
    assert untouched == first
    assert epoch(empty_city / "catalog.sqlite3") != first


def test_a_place_without_data_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    order = ["--lang", "en", "backup", "--into", str(tmp_path / "b")]
    code = execute([*order, "--data-dir", str(tmp_path)])

    assert code == 2
    assert str(tmp_path / "portal.sqlite3") in capsys.readouterr().err
    assert list((tmp_path / "b").iterdir()) == []


def test_only_so_many_backups_are_kept_and_what_is_none_stays(
    backup: Path, empty_city: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    into = backup.parent
    (into / "notes").mkdir()
    order = ["--lang", "en", "backup", "--into", str(into), "--data-dir", str(empty_city)]

    codes = [execute([*order, "--keep", "2"]) for _ in range(2)]

    kept = {path.name for path in into.iterdir()}
    assert codes == [0, 0]
    assert len(kept) == 3
    assert "notes" in kept
    assert backup.name not in kept
    assert f"Removed the old backup {backup}" in capsys.readouterr().err


def test_a_backup_of_a_version_to_come_is_refused(
    backup: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    manifest = backup / NAME
    newer = manifest.read_text("utf-8").replace('"revision": "', '"revision": "9')
    manifest.write_text(newer, "utf-8")

    code = execute(["--lang", "en", "restore", str(backup), "--data-dir", str(tmp_path / "new")])

    assert code == 2
    assert "this version does not know" in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


def test_nobody_is_signed_in_after_a_restore(
    empty_city: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = Path(shutil.copytree(empty_city, tmp_path / "data"))
    with closing(sqlite3.connect(folder / "portal.sqlite3")) as connection:
        columns = [row[1] for row in connection.execute("PRAGMA table_info(session)")]
        values = ", ".join("'2026-11-23 00:00:00.000000'" for _ in columns)
        connection.execute(f"INSERT INTO session VALUES ({values})")  # noqa: S608 - of this test
        connection.commit()
    into = tmp_path / "b"

    saved = execute(["--lang", "en", "backup", "--into", str(into), "--data-dir", str(folder)])
    [backup] = into.iterdir()
    done = execute(["restore", str(backup), "--data-dir", str(folder), "--replace"])

    with closing(sqlite3.connect(folder / "portal.sqlite3")) as connection:
        [[left]] = connection.execute("SELECT count(*) FROM session")
    assert (done, left) == (0, 0)
    # Nobody has the id of that session's person, which is told of a backup at once.
    assert saved == 2
    assert "Rows point to rows that are not there" in capsys.readouterr().err
