"""A service that lacks something refuses to start, and says everything that is missing at once."""

import subprocess
import sys
from pathlib import Path

import pytest

from deploy.commands.main import EXIT_NOTHING_DONE, execute
from deploy.completeness import HalfConfiguredError, require_complete
from services.catalog.settings import CatalogSettings
from services.portal.settings import PortalSettings
from shared.database import Database
from shared.leases import Lease
from shared.migrations import upgrade
from shared.opening import (
    OLDEST_SQLITE,
    SAFE_SQLITE,
    DatabaseUnreachableError,
    SqliteTooOldError,
    TablesBehindError,
    opened,
    require_sqlite,
)
from tests.platform.layouts import environment, free_ports


def test_a_portal_for_everybody_says_all_that_it_lacks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PORTAL_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("PORTAL_MAILBOX_READABLE", "true")
    monkeypatch.setenv("PORTAL_PEERS", '{"catalogue": "http://10.0.0.7"}')

    code = execute(["--lang", "en", "serve", "portal", "--host", "0.0.0.0"])  # noqa: S104 - refused

    told = capsys.readouterr().err
    assert code == EXIT_NOTHING_DONE
    assert "did not start" in told
    for name in ("PUBLIC_URL", "SMTP_URL", "MAILBOX_READABLE", "PEERS"):
        assert f"PORTAL_{name}" in told
    assert "called catalogue  expected: catalog" in told


def test_on_this_machine_alone_the_same_portal_needs_nothing(tmp_path: Path) -> None:
    settings = PortalSettings(data_dir=tmp_path / "new")

    require_complete(settings, host="127.0.0.1")

    assert (tmp_path / "new").is_dir()
    assert list((tmp_path / "new").iterdir()) == []


def test_a_portal_without_tls_is_refused_and_one_with_it_is_not(tmp_path: Path) -> None:
    told = {"data_dir": tmp_path, "smtp_url": "smtps://mail", "mail_from": "us@city.cn"}
    complete = PortalSettings.model_validate({**told, "public_url": "https://keqiao.city.cn"})
    without = PortalSettings.model_validate({**told, "public_url": "http://keqiao.city.cn"})

    require_complete(complete, host="::")

    with pytest.raises(HalfConfiguredError) as refused:
        require_complete(without, host="::")
    assert [problem.field for problem in refused.value.problems] == ["PORTAL_PUBLIC_URL"]


def test_a_folder_that_cannot_be_written_to_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "ascii")
    settings = CatalogSettings(data_dir=tmp_path / "file" / "folder")

    with pytest.raises(HalfConfiguredError) as refused:
        require_complete(settings, host="127.0.0.1")

    assert [problem.field for problem in refused.value.problems] == ["CATALOG_DATA_DIR"]


async def test_tables_that_nobody_made_or_brought_up_to_date_are_refused(
    database_url: str, tmp_path: Path
) -> None:
    settings = CatalogSettings(data_dir=tmp_path, database_url=database_url, migrate_at_start=False)
    for stands_at in ("nothing", "0001", "head"):
        if stands_at != "nothing":
            await upgrade(database_url, "services.catalog", to=stands_at)
        database = Database(database_url)
        opening = opened(database, Lease(), settings, "services.catalog")

        if stands_at == "head":
            async with opening:
                assert await database.ping()
        else:
            with pytest.raises(TablesBehindError, match="keqiao migrate catalog"):
                async with opening:
                    pass


def test_whoever_starts_it_reads_what_is_missing_and_no_traceback(tmp_path: Path) -> None:
    told = {**environment({}), "CATALOG_DATA_DIR": str(tmp_path), "CATALOG_MIGRATE_AT_START": "no"}
    command = ["--lang", "en", "serve", "catalog", "--port", str(free_ports(1)[0])]

    ended = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "deploy", *command],
        env=told,
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 2
    assert ended.stderr.splitlines()[-1].endswith("Run keqiao migrate catalog.")
    assert "Traceback" not in ended.stderr


async def test_a_server_that_is_not_there_is_named_without_its_password(tmp_path: Path) -> None:
    url = "postgresql+asyncpg://we:geheim@127.0.0.1:9/catalog"
    settings = CatalogSettings(data_dir=tmp_path, database_url=url)
    opening = opened(Database(url), Lease(), settings, "services.catalog")

    with pytest.raises(DatabaseUnreachableError, match=r"we:\*\*\*@127\.0\.0\.1:9") as refused:
        async with opening:
            pass

    assert "geheim" not in str(refused.value)


def test_an_old_sqlite_is_refused_and_a_faulty_one_is_named(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("INFO", "shared.opening")

    require_sqlite(SAFE_SQLITE)
    assert caplog.messages == []

    require_sqlite((3, 51, 2))
    assert "3.51.2 can corrupt a WAL" in caplog.text

    require_sqlite(OLDEST_SQLITE)
    with pytest.raises(SqliteTooOldError, match=r"3\.36\.1"):
        require_sqlite((3, 36, 1))
