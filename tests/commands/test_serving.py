"""`keqiao serve` says in a sentence why a service cannot have the processes it was asked for."""

import asyncio
from pathlib import Path

import pytest

from deploy.commands.main import EXIT_NOTHING_DONE, execute
from deploy.server import take_port
from deploy.workers import require_shared_database
from services.catalog.settings import CatalogSettings
from shared.database import Database
from shared.migrations import differences
from shared.opening import alone_on


@pytest.fixture
def port() -> str:
    """A port that nobody uses."""
    with take_port("127.0.0.1", 0) as listener:
        return str(listener.getsockname()[1])


@pytest.mark.parametrize(("language", "words"), [("zh", "PostgreSQL 数据库"), ("en", "on SQLite")])
def test_several_workers_on_sqlite_are_refused(
    language: str,
    words: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("CATALOG_DATA_DIR", str(tmp_path))

    code = execute(["--lang", language, "serve", "catalog", "--workers", "2"])

    said = capsys.readouterr().err
    assert code == EXIT_NOTHING_DONE
    assert words in said
    assert "CATALOG_DATABASE_URL" in said
    assert str(tmp_path) in said


def test_several_workers_on_postgresql_are_not() -> None:
    settings = CatalogSettings(database_url="postgresql+asyncpg://keqiao@db/catalog")

    require_shared_database(settings)

    assert settings.dsn == "postgresql+asyncpg://keqiao@db/catalog"


def test_tables_are_brought_up_to_date_as_a_step_of_its_own(
    database_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CATALOG_DATABASE_URL", database_url)

    code = execute(["--lang", "en", "migrate", "catalog"])

    assert code == 0
    assert capsys.readouterr().out == "The tables of catalog are up to date.\n"
    assert asyncio.run(differences(database_url, "services.catalog")) == []


def test_a_second_process_on_the_same_file_is_told_so(
    port: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("CATALOG_DATA_DIR", str(tmp_path))
    first = Database(f"sqlite+aiosqlite:///{tmp_path / 'catalog.sqlite3'}")

    with alone_on(first):
        code = execute(["--lang", "en", "serve", "catalog", "--port", port])

    assert code == EXIT_NOTHING_DONE
    assert "Another process is using" in capsys.readouterr().err
