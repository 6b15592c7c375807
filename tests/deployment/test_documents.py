"""What the documents for operators name is there."""

import re
from typing import Final

import pytest

from deploy.commands.main import application
from tests.deployment.checks import DEPLOY

ROOT: Final = DEPLOY.parent
OURS: Final = ("deploy/", "services/", "shared/", "tests/", "docs/")
WORDS: Final = re.compile(r"`([^`\s]+)`")


@pytest.mark.parametrize("name", ["security.md", "operations.md"])
def test_every_path_that_is_named_is_there(name: str) -> None:
    named = set(WORDS.findall((ROOT / "docs" / name).read_text("utf-8")))
    paths = {word for word in named if word.startswith(OURS)}

    assert len(paths) > 5
    assert {path for path in paths if not (ROOT / path).exists()} == set()


def test_every_command_that_is_told_is_one() -> None:
    text = (ROOT / "docs" / "operations.md").read_text("utf-8")
    commands = {command.name for command in application().registered_commands}

    told = set(re.findall(r"(?:`|^    |^ +&& )keqiao ([a-z-]+)", text, re.MULTILINE))

    assert {"serve", "backup", "verify", "restore", "migrate", "token"} <= told
    assert told <= commands
