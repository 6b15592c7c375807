"""Settings come from the environment and from files it names; nothing is passed over in silence."""

from pathlib import Path

import pytest

from deploy.commands.main import EXIT_NOTHING_DONE, execute
from deploy.examples import ROOT, environment_example
from deploy.registry import SERVICES, BadSettingsError
from services.catalog.settings import CatalogSettings
from services.portal.settings import PortalSettings


def test_the_example_shows_the_settings_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    code = execute(["settings"])

    assert code == 0
    assert capsys.readouterr().out == environment_example()
    assert (ROOT / "deploy" / ".env.example").read_text("utf-8") == environment_example(), (
        "run: keqiao settings > deploy/.env.example"
    )


def test_the_example_changes_nothing_if_every_line_of_it_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown = [line[1:] for line in environment_example().splitlines() if line.startswith("#PORTAL_")]
    unsaid = SERVICES["portal"].read_settings()
    for line in shown:
        name, _, value = line.partition("=")
        monkeypatch.setenv(name, value)

    said = SERVICES["portal"].read_settings()

    assert len(shown) > 30
    assert said.model_dump(exclude={"assets"}) == unsaid.model_dump(exclude={"assets"})


@pytest.mark.parametrize("service", SERVICES)
def test_a_setting_that_does_not_exist_is_refused_with_the_one_that_may_be_meant(
    service: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(f"{service.upper()}_DATABSE_URL", "postgresql://db/x")

    code = execute(["--lang", "en", "serve", service])

    told = capsys.readouterr().err
    assert code == EXIT_NOTHING_DONE
    assert f"{service.upper()}_DATABSE_URL" in told
    assert f"expected: {service.upper()}_DATABASE_URL" in told


def test_what_orchestrators_and_libraries_tell_is_none_of_ours(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/etc/ssl/certs/ca-certificates.crt")
    monkeypatch.setenv("REQUESTS_SERVICE_HOST", "10.0.0.1")
    monkeypatch.setenv("REQUESTS_PORT_8000_TCP_ADDR", "10.0.0.1")

    settings = SERVICES["requests"].read_settings()

    assert settings.name == "requests"


def test_a_setting_may_lie_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = tmp_path / "secret"
    secret.write_text("smtp://we:geheim@mail:587\n", "utf-8")
    monkeypatch.setenv("PORTAL_SMTP_URL_FILE", str(secret))

    settings = PortalSettings()

    assert settings.smtp_url == "smtp://we:geheim@mail:587"


def test_a_file_that_is_not_there_and_a_setting_told_twice_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORTAL_SMTP_URL_FILE", str(tmp_path / "nowhere"))
    with pytest.raises(BadSettingsError, match="nowhere"):
        SERVICES["portal"].read_settings()

    monkeypatch.setenv("PORTAL_SMTP_URL", "smtp://mail")
    with pytest.raises(BadSettingsError, match="told twice"):
        SERVICES["portal"].read_settings()


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+asyncpg"])
def test_a_postgresql_url_need_not_name_our_driver(scheme: str) -> None:
    settings = CatalogSettings(database_url=f"{scheme}://keqiao:p%40ss@db/catalog")

    assert settings.dsn == "postgresql+asyncpg://keqiao:p%40ss@db/catalog"


@pytest.mark.parametrize(
    "url", ["mysql://we:geheim@db/x", "we:geheim@db", "postgresql://we:geheim@db:port/x"]
)
def test_another_database_is_refused_without_saying_its_password(
    url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CATALOG_DATABASE_URL", url)

    code = execute(["--lang", "en", "serve", "catalog"])

    told = capsys.readouterr().err
    assert code == EXIT_NOTHING_DONE
    assert "database_url" in told
    assert "geheim" not in told
