"""How searches are sent: by connections that are kept, and again where one was closed meanwhile."""

from collections.abc import Iterator
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import ClassVar

import orjson
import pytest
from typing_extensions import override

from services.matching.retrieval.meilisearch.asking import FAILURES, Questions, RefusedError

QUERY = [{"indexUid": "entries", "q": "压铸"}]


class Answering(BaseHTTPRequestHandler):
    """Answers once, and leaves the next request on the same connection unanswered."""

    protocol_version = "HTTP/1.1"
    seen: ClassVar[list[tuple[str, str | None]]] = []
    refuses: ClassVar[bytes] = b""
    answered = False

    def do_POST(self) -> None:
        """Answer a search."""
        self.rfile.read(int(self.headers["Content-Length"]))
        self.seen.append((self.path, self.headers["Authorization"]))
        if self.answered:
            self.close_connection = True
            return
        self.answered = True
        content = self.refuses or orjson.dumps({"results": [{"hits": []}]})
        self.send_response(HTTPStatus.NOT_FOUND if self.refuses else HTTPStatus.OK)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    @override
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def url(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Where something answers that lies behind a path."""
    monkeypatch.setattr(Answering, "seen", [])
    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        server.daemon_threads = True
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/engine/"
        server.shutdown()


@pytest.fixture
def questions(url: str) -> Iterator[Questions]:
    """Connections to it."""
    asking = Questions(url, "our-key", seconds=30)
    yield asking
    asking.close()


def test_a_question_is_asked_with_our_key_beneath_the_path(questions: Questions) -> None:
    assert questions.search(QUERY) == [{"hits": []}]
    assert Answering.seen == [("/engine/multi-search", "Bearer our-key")]


def test_a_question_is_asked_again_if_its_connection_was_closed(questions: Questions) -> None:
    questions.search(QUERY)

    assert questions.search(QUERY) == [{"hits": []}]
    assert len(Answering.seen) == 3


def test_something_is_done_until_the_answer_is_there(questions: Questions) -> None:
    both = questions.search_while(QUERY, lambda: "done")

    assert both == ([{"hits": []}], "done")


def test_what_was_not_read_is_no_answer_to_the_next_question(questions: Questions) -> None:
    with pytest.raises(ZeroDivisionError):
        questions.search_while(QUERY, lambda: 1 // 0)

    assert questions.search(QUERY) == [{"hits": []}]


def test_connections_that_come_back_late_are_closed_too(questions: Questions) -> None:
    questions.search_while(QUERY, questions.close)

    assert not questions._idle


@pytest.mark.parametrize(
    ("content", "code"),
    [(b'{"code": "index_not_found"}', "index_not_found"), (b"[]", None), (b"<html>", None)],
)
def test_a_refusal_is_told_with_its_reason(
    questions: Questions, monkeypatch: pytest.MonkeyPatch, content: bytes, code: str | None
) -> None:
    monkeypatch.setattr(Answering, "refuses", content)

    with pytest.raises(RefusedError) as refused:
        questions.search(QUERY)

    assert refused.value.code == code
    assert content.decode() in str(refused.value)


def test_a_server_that_is_not_there_is_no_answer() -> None:
    asking = Questions("http://127.0.0.1:9", "our-key", seconds=30)

    with pytest.raises(FAILURES):
        asking.search(QUERY)

    asking.close()
