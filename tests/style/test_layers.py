"""What import-linter cannot see: a folder that nobody told it about, a direct import."""

import ast
import tomllib
from pathlib import Path

from tests.style.sources import ROOT, modules

LAYERED = {"endpoints.py", "service.py", "repository.py"}
CALLERS = {
    Path("shared/application.py"),
    Path("shared/feed/follower.py"),
    Path("shared/feed/remote.py"),
    Path("shared/network.py"),
    Path("deploy/client.py"),
    Path("deploy/registry.py"),
}
"""Besides what each service hands its `peers` to: see below."""

HANDED_PEERS = {
    "app.py",
    "assembly.py",
    "dependencies.py",
    "gateway.py",
    "gateways.py",
    "peers.py",
    "replication.py",
}


def test_every_domain_folder_is_under_the_contract_of_layers() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    layered = {
        container
        for contract in contracts
        if contract["name"].startswith("Inside a domain folder")
        for container in contract["containers"]
    }
    folders = {
        ".".join(path.parent.parts)
        for path, _ in modules()
        if path.parts[0] == "services" and path.name in LAYERED and len(path.parts) == 4
    }

    assert folders - layered == set()


def test_httpx_is_imported_only_where_somebody_is_called() -> None:
    elsewhere = [
        str(path)
        for path, module in modules()
        if path.parts[0] in {"deploy", "services", "shared"}
        and path not in CALLERS
        and path.name not in HANDED_PEERS
        and "httpx" in _imported(module)
    ]

    assert elsewhere == []


def _imported(module: ast.Module) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add((node.module or "").partition(".")[0])
    return found
