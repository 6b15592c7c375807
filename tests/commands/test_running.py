"""`keqiao run` as a person meets it: a process, a port, a terminal, Ctrl-C."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from deploy.commands.loading import FOLDER
from deploy.commands.main import execute
from deploy.server import take_port
from tests.reading.files import write

SECONDS_TO_START = 180
SECONDS_TO_STOP = 3


def free_port() -> int:
    with take_port("127.0.0.1", 0) as listener:
        port: int = listener.getsockname()[1]
    return port


@dataclass
class Running:
    """A platform in a process of its own, and what it has said so far."""

    process: subprocess.Popen[bytes]
    port: int
    folder: Path

    @classmethod
    def start(cls, folder: Path, port: int) -> "Running":
        with (folder / "said").open("wb") as said:
            process = subprocess.Popen(  # noqa: S603 - our own command
                [f"{sys.prefix}/bin/keqiao", "--lang", "en", "run", "--port", str(port),
                 "--data-dir", str(folder / "data")],
                stdout=said, stderr=subprocess.STDOUT, env={**os.environ, "PYTHONUNBUFFERED": "1"},
            )  # fmt: skip
        return cls(process, port, folder)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def said(self) -> str:
        return (self.folder / "said").read_text("utf-8")

    def wait_for(self, words: str) -> None:
        deadline = time.monotonic() + SECONDS_TO_START
        while words not in self.said():
            assert self.process.poll() is None, self.said()
            assert time.monotonic() < deadline, self.said()
            time.sleep(0.05)

    def interrupt(self) -> float:
        """Press Ctrl-C and return how long it took to end."""
        began = time.monotonic()
        self.process.send_signal(signal.SIGINT)
        self.process.wait(SECONDS_TO_START)
        return time.monotonic() - began


@dataclass
class Story:
    """A first start that was interrupted while the demo data loaded, and a second one."""

    running: Running
    seconds_to_stop: float
    exit_code: int
    said_at_first: str


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    folder = tmp_path_factory.mktemp("platform")
    port = free_port()
    first = Running.start(folder, port)
    first.wait_for("Demo accounts")  # the records are loaded next
    seconds = first.interrupt()
    said = first.said()
    second = Running.start(folder, port)
    try:
        second.wait_for("The demo data is loaded")
        yield Story(second, seconds, first.process.returncode, said)
    finally:
        second.interrupt()


@pytest.fixture
def running(story: Story, monkeypatch: pytest.MonkeyPatch) -> Running:
    """The platform of the story, at the address the commands look for."""
    monkeypatch.setenv("KEQIAO_URL", story.running.url)
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.delenv("KEQIAO_TOKEN", raising=False)
    monkeypatch.chdir(story.running.folder)
    (story.running.folder / "var").unlink(missing_ok=True)
    (story.running.folder / "var").symlink_to("data")
    return story.running


def test_ctrl_c_ends_it_at_once_even_while_the_demo_data_loads(story: Story) -> None:
    assert story.seconds_to_stop < SECONDS_TO_STOP
    assert story.exit_code == 0
    assert "The demo data is not complete" in story.said_at_first
    assert "Stopped." in story.said_at_first
    assert "Traceback" not in story.said_at_first, story.said_at_first


def test_it_says_where_it_answers(story: Story) -> None:
    said = story.running.said()

    assert f"KeQiao is running: {story.running.url}" in said
    assert f"{story.running.url}/catalog/docs" in said


def test_the_demo_data_is_there_once(running: Running, capsys: pytest.CaptureFixture[str]) -> None:
    codes = [
        execute(["import", file.stem, str(file), "--source", "demo", "--dry-run"])
        for file in FOLDER.glob("*.jsonl")
    ]

    assert codes == [0] * 6
    assert capsys.readouterr().out.count(" 0 created, 0 updated,") == 6
    assert running.process.poll() is None


@pytest.mark.usefixtures("running")
def test_a_need_finds_somebody_who_could_help(capsys: pytest.CaptureFixture[str]) -> None:
    code = execute(["match", "铝合金压铸件气孔多，想找人帮忙", "--json", "--kind", "expert"])

    answer = json.loads(capsys.readouterr().out)
    assert code == 0
    assert answer["items"][0]["reasons_for"]
    assert {item["kind"] for item in answer["items"]} == {"expert"}


@pytest.mark.usefixtures("running")
def test_rows_are_imported_once_however_often(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = "编号,名称,关键词,年份\n1,一种测试用的装置,测试；装置,2024\n2,,x,2024\n3,y,z,明年\n"
    file = write(tmp_path / "a.csv", table, "gbk")
    maps = ["source_id=编号", "title=名称", "keywords=关键词", "year=年份"]
    order = ["import", "achievements", str(file), *(w for m in maps for w in ("--map", m))]

    codes = [execute(order), execute(order)]

    told = capsys.readouterr()
    assert codes == [1, 1]
    assert "1 created, 0 updated, 0 unchanged, 2 rejected" in told.out
    assert "0 created, 0 updated, 1 unchanged, 2 rejected" in told.out
    assert "row 3  title" in told.err
    assert "row 4  year" in told.err


@pytest.mark.usefixtures("running")
def test_the_index_is_built_anew(capsys: pytest.CaptureFixture[str]) -> None:
    code = execute(["reindex"])

    assert code == 0
    assert "The index is built anew" in capsys.readouterr().out


def test_a_second_platform_is_refused_politely(
    running: Running, capsys: pytest.CaptureFixture[str]
) -> None:
    same_port = execute(["run", "--port", str(running.port), "--data-dir", "elsewhere"])
    same_data = execute(["run", "--port", str(free_port())])

    told = capsys.readouterr().err
    assert (same_port, same_data) == (2, 2)
    assert f"Port {running.port} of 127.0.0.1 is taken" in told
    assert "Another KeQiao is using" in told
