import re
import subprocess
import sys

import pytest

from deploy.commands.helping import CHINESE, Command, explained
from deploy.commands.languages import choose_language
from deploy.commands.main import application, execute
from shared.language import Language
from tests.style.sources import ROOT

CHINESE_LETTER = re.compile(r"[\u4e00-\u9fff]")


@pytest.mark.parametrize(
    ("arguments", "environment", "language", "rest"),
    [
        ([], {}, Language.ZH, []),
        (["a"], {"LANG": "en_US.UTF-8"}, Language.EN, ["a"]),
        (["a"], {"LANG": "C.UTF-8"}, Language.ZH, ["a"]),
        (["a"], {"LANG": "en_US", "LC_ALL": "zh_CN.UTF-8"}, Language.ZH, ["a"]),
        (["a"], {"LANG": "zh_CN", "LC_ALL": ""}, Language.ZH, ["a"]),
        (["--lang", "en", "a"], {"LANG": "zh_CN"}, Language.EN, ["a"]),
        (["a", "b", "--lang=en"], {}, Language.EN, ["a", "b"]),
        (["a", "--lang", "zh", "b"], {"LANG": "en"}, Language.ZH, ["a", "b"]),
        (["a", "--", "--lang", "en"], {}, Language.ZH, ["a", "--", "--lang", "en"]),
        (["a", "--lang"], {}, Language.ZH, ["a", "--lang"]),
    ],
)
def test_the_language_is_the_one_asked_for_or_that_of_the_locale(
    arguments: list[str], environment: dict[str, str], language: Language, rest: list[str]
) -> None:
    assert choose_language(arguments, environment) == (language, rest)


def _every_command() -> Command:
    from typer.main import get_command  # noqa: PLC0415 - its type is not for others to see

    return get_command(application())


def test_every_help_text_exists_in_chinese() -> None:
    texts = {thing.help for thing in explained(_every_command())}

    assert texts - set(CHINESE) == set()
    assert set(CHINESE) - texts == set()


@pytest.mark.parametrize(
    "command", ["run", "serve", "import", "match", "rank", "reindex", "token", "openapi"]
)
def test_every_command_explains_itself_in_both_languages(
    capsys: pytest.CaptureFixture[str], command: str
) -> None:
    codes = [execute([command, "--help", "--lang", language]) for language in ("zh", "en")]

    assert codes == [0, 0]
    assert CHINESE_LETTER.search(capsys.readouterr().out)


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["import"],
        ["import", "nonsense", "a.csv"],
        ["match", "x", "--limit", "0"],
        ["serve", "nonsense"],
        ["token", "--role", "king"],
        ["rank", "nowhere", "--out", "x.tsv"],
        ["openapi", "/dev/null/x"],
    ],
)
def test_a_misused_command_is_told_what_to_do_and_never_shown_a_traceback(
    capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    codes = [execute([*arguments, "--lang", language]) for language in ("zh", "en")]

    told = capsys.readouterr().err
    assert codes == [2, 2]
    assert told.strip()
    assert "Traceback" not in told


def test_the_command_is_installed_under_its_name() -> None:
    finished = subprocess.run(  # noqa: S603 - our own command
        [f"{sys.prefix}/bin/keqiao", "--lang", "en"], capture_output=True, text=True, check=False
    )

    assert "Usage: keqiao" in finished.stdout + finished.stderr


@pytest.mark.parametrize("readme", ["README.md", "README.en.md"])
def test_the_readme_names_every_command(readme: str) -> None:
    text = (ROOT / readme).read_text("utf-8")

    missing = [name for name in _every_command().commands if f"`keqiao {name}" not in text]

    assert missing == []
