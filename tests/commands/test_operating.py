"""The commands for operators: reindex, token, serve, openapi, and the server under them."""

import asyncio
import json
import socket
from pathlib import Path

import pytest
from joserfc import jwt
from joserfc.jwk import KeySet

from deploy.commands.connecting import operator_token
from deploy.commands.main import execute
from deploy.commands.running import DataDirectoryTakenError, alone_in
from deploy.server import PortRefusedError, PortTakenError, take_port
from shared.keys import KeyRing
from tests.commands.fake_platform import FakePlatform


class TestReindex:
    def test_it_waits_until_the_new_index_is_in_use(
        self, platform: FakePlatform, capsys: pytest.CaptureFixture[str]
    ) -> None:
        running = {"state": "running", "done": 1, "total": 5}
        platform.answers["POST /matching/reindex"] = running
        platform.answers["GET /matching/reindex"] = [
            running,
            {**running, "state": "done", "done": 5},
        ]

        code = execute(["reindex"])

        assert code == 0
        assert "built anew: 5 records" in capsys.readouterr().out

    def test_a_failure_is_told(
        self, platform: FakePlatform, capsys: pytest.CaptureFixture[str]
    ) -> None:
        platform.answers["POST /matching/reindex"] = {"state": "failed", "done": 1, "total": 5}

        code = execute(["reindex"])

        assert code == 2
        assert "the old one stays in use" in capsys.readouterr().err


class TestTokens:
    def test_a_token_is_signed_with_the_platforms_key(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        keys = KeyRing(tmp_path / "keys" / "portal")
        keys.signing_key()

        code = execute(
            [
                "token",
                "--role",
                "firm",
                "--subject",
                "ada",
                "--organization",
                "某厂",
                "--data-dir",
                str(tmp_path),
            ]
        )

        published = KeySet.import_key_set({"keys": keys.public_keys()})
        claims = jwt.decode(
            capsys.readouterr().out.strip(), published, algorithms=["Ed25519"]
        ).claims
        assert code == 0
        assert (claims["sub"], claims["org"], claims["roles"]) == ("ada", "某厂", ["firm"])
        assert claims["exp"] - claims["iat"] == 3600

    def test_a_new_key_signs_when_asked_for_and_the_old_one_still_verifies(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        keys = KeyRing(tmp_path / "keys" / "portal")
        old = keys.signing_key().kid

        code = execute(["token", "--rotate", "--data-dir", str(tmp_path)])

        published = KeySet.import_key_set({"keys": keys.public_keys()})
        header = jwt.decode(
            capsys.readouterr().out.strip(), published, algorithms=["Ed25519"]
        ).header
        assert code == 0
        assert header["kid"] != old
        assert [key.kid for key in published] == [old, header["kid"]]

    def test_no_key_is_made_where_no_platform_has_run(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        code = execute(["token", "--data-dir", str(tmp_path), "--lang", "en"])

        assert code == 2
        assert "Run make run once" in capsys.readouterr().err
        assert list(tmp_path.iterdir()) == []
        assert operator_token("", tmp_path)() is None

    def test_calls_of_one_command_share_a_token(self, tmp_path: Path) -> None:
        KeyRing(tmp_path / "keys" / "portal").signing_key()

        show = operator_token("", tmp_path)

        assert show() == show() != ""


class TestServe:
    def test_wrong_settings_are_told_by_name(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setenv("CATALOG_FEED_WAIT", "soon")
        monkeypatch.setenv("MATCHING_PEERS", "{")

        codes = [execute(["serve", name, "--lang", "en"]) for name in ("catalog", "matching")]

        told = capsys.readouterr().err
        assert codes == [2, 2]
        assert "CATALOG_" in told
        assert "feed_wait" in told
        assert "MATCHING_" in told
        assert "peers" in told


class TestOpenapi:
    def test_every_service_is_described(self, tmp_path: Path) -> None:
        code = execute(["openapi", str(tmp_path / "new")])

        described = {path.stem: json.loads(path.read_bytes()) for path in tmp_path.glob("new/*")}
        assert code == 0
        assert set(described) == {"portal", "catalog", "requests", "matching"}
        assert "/providers/import" in described["catalog"]["paths"]


class TestPlacesToRun:
    def test_a_taken_port_is_told_with_another_to_try(self) -> None:
        with take_port("127.0.0.1", 0) as listener:
            listener.listen()
            port = listener.getsockname()[1]

            with pytest.raises(PortTakenError, match=f"--port {port + 1}"):
                take_port("127.0.0.1", port)

    def test_an_address_that_is_not_ours_is_refused(self) -> None:
        with pytest.raises(PortRefusedError, match=r"192\.0\.2\.1"):
            take_port("192.0.2.1", 8000)

    def test_a_data_directory_serves_one_platform_at_a_time(self, tmp_path: Path) -> None:
        with alone_in(tmp_path), pytest.raises(DataDirectoryTakenError), alone_in(tmp_path):
            pass

        with alone_in(tmp_path):
            assert (tmp_path / ".lock").exists()


async def test_a_small_answer_does_not_wait_until_its_head_is_acknowledged() -> None:
    without_delay: list[int] = []

    async def note(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        taken = writer.get_extra_info("socket")
        without_delay.append(taken.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
        writer.close()

    listener = take_port("127.0.0.1", 0)
    server = await asyncio.start_server(note, sock=listener)
    async with server:
        reader, writer = await asyncio.open_connection(*listener.getsockname())
        await reader.read()
        writer.close()

    assert without_delay == [1]
