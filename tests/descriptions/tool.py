"""Schemathesis as its command line runs it: phases and checks that its library does not have."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import httpx

HERE: Final = Path(__file__).parent
SHOWN: Final = 30_000
"""How much of its report a failure shows."""

ALWAYS: Final = (
    "--seed=1",
    "--no-color",
    "--continue-on-failure",
    "--warnings=off",
    "--generation-database=none",
)


def failures(
    url: str,
    *options: str,
    config: str,
    folder: Path,
    environment: Mapping[str, str] | None = None,
) -> str:
    """Call the service at `url` with requests made from its description, and show how far it is.

    Args:
        url: Where the service answers; its description is at `/openapi.json` there.
        options: What else the command line is told.
        config: The file beside this one that says which checks are made.
        folder: Where it may write.
        environment: What the file asks the environment for.

    Returns:
        What it found, or nothing if it found nothing.
    """
    # From a file: it gives up on an address after ten seconds, which a busy machine may need.
    description = folder / "openapi.json"
    description.write_bytes(httpx.get(f"{url}/openapi.json", timeout=60, trust_env=False).content)
    command = [sys.executable, "-m", "schemathesis.cli", f"--config-file={HERE / config}", "run"]
    said = []
    with subprocess.Popen(  # noqa: S603 - our own command
        [*command, str(description), f"--url={url}", *ALWAYS, *options],
        cwd=folder,
        env={**os.environ, "PYTHONUNBUFFERED": "1", **(environment or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            sys.stdout.write(line)
            sys.stdout.flush()
            said.append(line)
    return "" if process.returncode == 0 else "".join(said)[-SHOWN:]
