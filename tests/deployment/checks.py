"""Checks the files of `deploy/` with the programs they are for, as far as this machine has them.

`make check-deploy` runs them all and says which could not be run.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import kubernetes_validate  # type: ignore[import-untyped]  # it ships no types
import yaml

DEPLOY: Final = Path(__file__).parents[2] / "deploy"
SECONDS: Final = 120


class NotHereError(Exception):
    """The program that would check it is not on this machine."""


class WrongError(Exception):
    """A file was found wrong; the text says why."""


def run(*command: str, told: Mapping[str, str] | None = None) -> str:
    """Run a program of this machine and return what it printed.

    Raises:
        NotHereError: There is none of that name.
        WrongError: It ended with an error.
    """
    program = shutil.which(command[0], path=f"{os.environ['PATH']}:/usr/sbin:/sbin")
    if program is None:
        raise NotHereError(command[0])
    ended = subprocess.run(  # noqa: S603 - programs by name, with our own files
        [program, *command[1:]],
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
        env={**os.environ, **(told or {})},
    )
    if ended.returncode:
        raise WrongError(f"{command[0]}: {ended.stdout}{ended.stderr}")
    return ended.stdout + ended.stderr


def compose_has_the_shape_of_compose() -> None:
    """Compare compose.yaml with the schema of the Compose specification."""
    run(
        str(Path(sys.prefix, "bin", "check-jsonschema")),
        "--builtin-schema",
        "vendor.compose-spec",
        str(DEPLOY / "compose.yaml"),
    )


def compose_is_understood_by_docker() -> None:
    """Let Docker's own client read it, with secrets made for it."""
    with _copy() as folder:
        run("sh", str(folder / "make-secrets"))
        try:
            run("docker", "compose", "version")
        except WrongError:
            raise NotHereError("docker compose") from None
        with (folder / ".env").open("a") as told:
            told.write("KEQIAO_DOMAIN=keqiao.example\n")
        run("docker", "compose", "--file", str(folder / "compose.yaml"), "config", "--quiet")


def manifests() -> Iterator[dict[str, Any]]:
    """Yield every Kubernetes object there is."""
    for file in sorted((DEPLOY / "kubernetes").glob("*.yaml")):
        yield from yaml.safe_load_all(file.read_text("utf-8"))


def kubernetes_has_the_shape_of_kubernetes() -> None:
    """Compare each object with the schema of its kind, in the newest version that is known."""
    version = kubernetes_validate.latest_version()
    for found in manifests():
        if found["kind"] != "Kustomization":
            kubernetes_validate.validate(found, version, strict=True)


def kubernetes_is_put_together_by_kubectl() -> None:
    """Let kubectl put it together and compare what comes out."""
    together = run("kubectl", "kustomize", str(DEPLOY / "kubernetes"))
    version = kubernetes_validate.latest_version()
    for found in yaml.safe_load_all(together):
        kubernetes_validate.validate(found, version, strict=True)


def units_are_understood_by_systemd() -> None:
    """Let systemd read the units, with the command of this checkout."""
    with _copy() as folder:
        units = [file for file in (folder / "systemd").iterdir() if "@" not in file.name]
        for name in ("portal", "catalog", "requests", "matching"):
            units.append(folder / "systemd" / f"keqiao@{name}.service")
            units[-1].write_text((folder / "systemd" / "keqiao@.service").read_text("utf-8"))
        for unit in units:
            text = unit.read_text("utf-8").replace("/opt/keqiao/.venv", sys.prefix)
            unit.write_text(text.replace("file:///opt/keqiao", "file:///"), "utf-8")
        said = run("systemd-analyze", "verify", "--man=no", *map(str, units))
        ours = [line for line in said.splitlines() if str(folder) in line or "keqiao" in line]
        if ours:
            raise WrongError("\n".join(ours))


def nginx_understands_its_sample() -> None:
    """Let nginx read the sample, with a certificate made for it."""
    with _copy() as folder:
        key, certificate = folder / "privkey.pem", folder / "fullchain.pem"
        run(
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=keqiao"),
            *("-keyout", str(key), "-out", str(certificate), "-days", "1"),
        )
        site = (folder / "proxy" / "nginx.conf").read_text("utf-8")
        site = site.replace("/etc/ssl/keqiao", str(folder))
        kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        places = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in kinds)
        http = f"http {{\naccess_log off;\n{places}{site}}}\n"
        whole = f"pid {folder}/pid;\nevents {{}}\n{http}"
        (folder / "whole.conf").write_text(whole, "utf-8")
        run("nginx", "-t", "-c", str(folder / "whole.conf"), "-e", str(folder / "error.log"))


def caddy_understands_its_sample() -> None:
    """Let Caddy read its file."""
    sample = str(DEPLOY / "proxy" / "Caddyfile")
    with tempfile.TemporaryDirectory() as home:
        run("caddy", "validate", "--config", sample, "--adapter", "caddyfile", told={"HOME": home})


def prometheus_understands_its_files() -> None:
    """Let promtool read what is scraped and the rules for alerts."""
    run("promtool", "check", "rules", str(DEPLOY / "monitoring" / "alerts.yml"))
    run("promtool", "check", "config", "--syntax-only", str(DEPLOY / "monitoring/prometheus.yml"))


ALWAYS: Final[tuple[Callable[[], None], ...]] = (
    compose_has_the_shape_of_compose,
    kubernetes_has_the_shape_of_kubernetes,
)
"""What every development machine can check."""

WHERE_THERE_IS_A_PROGRAM: Final[tuple[Callable[[], None], ...]] = (
    compose_is_understood_by_docker,
    kubernetes_is_put_together_by_kubectl,
    units_are_understood_by_systemd,
    nginx_understands_its_sample,
    caddy_understands_its_sample,
    prometheus_understands_its_files,
)


@contextmanager
def _copy() -> Iterator[Path]:
    """Yield a copy of `deploy/` that may be changed."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "deploy"
        names = shutil.ignore_patterns("*.py", "__pycache__", "demo", "secrets", ".env")
        shutil.copytree(DEPLOY, copy, ignore=names)
        yield copy
