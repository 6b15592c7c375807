import asyncio
import io
import json
import logging

from typing_extensions import override

from shared.logging import configure_logging, request_id


class Terminal(io.StringIO):
    @override
    def isatty(self) -> bool:
        return True


def test_every_line_is_json_with_its_facts_and_its_request() -> None:
    stream = io.StringIO()
    configure_logging(stream=stream)
    token = request_id.set("try-1")

    logging.getLogger("lamps").warning(
        "%s went out", "灯", extra={"lamp_id": 7, "color_message": "x"}
    )

    request_id.reset(token)
    line = json.loads(stream.getvalue())
    assert line["event"] == "灯 went out"
    assert (line["level"], line["logger"]) == ("warning", "lamps")
    assert (line["request_id"], line["lamp_id"]) == ("try-1", 7)
    assert "灯" in stream.getvalue()
    assert "color_message" not in line


def test_an_exception_is_logged_with_its_traceback_on_one_line() -> None:
    stream = io.StringIO()
    configure_logging(stream=stream)

    try:
        int("no oil")
    except ValueError:
        logging.getLogger("lamps").exception("failed")

    [line] = stream.getvalue().splitlines()
    assert "ValueError: invalid literal" in json.loads(line)["exception"]
    assert "request_id" not in json.loads(line)


def test_work_that_was_cancelled_on_purpose_is_no_error() -> None:
    stream = io.StringIO()
    configure_logging(stream=stream)

    logging.getLogger("sqlalchemy.pool").error("Reset failed", exc_info=asyncio.CancelledError())

    assert stream.getvalue() == ""


def test_people_get_columns() -> None:
    stream = Terminal()
    configure_logging(stream=stream)

    logging.getLogger("lamps").warning("went out")

    assert "went out" in stream.getvalue()
    assert not stream.getvalue().startswith("{")


def test_what_is_below_the_level_and_what_libraries_repeat_is_left_out() -> None:
    stream = io.StringIO()
    configure_logging(level="WARNING", stream=stream)

    logging.getLogger("lamps").info("lit")
    logging.getLogger("uvicorn.access").warning("GET /")
    logging.getLogger("httpx").info("GET /")

    assert stream.getvalue() == ""


def test_what_is_written_to_the_database_is_logged_at_no_level() -> None:
    stream = io.StringIO()
    configure_logging(level="DEBUG", stream=stream)

    logging.getLogger("aiosqlite").debug("executing %s", "INSERT 'somebody's secret'")

    assert stream.getvalue() == ""


def test_contacts_that_an_error_quotes_are_masked_and_ids_are_not() -> None:
    stream = io.StringIO()
    configure_logging(stream=stream)
    number = "01a208f6b20870fcbf50a94c9851563c"

    error = ValueError("550 no such user: <ming.li@firm.cn>, 13812345678, 0769-22831234")
    facts = {"lamp": number, "at": 17951234567}

    logging.getLogger("lamps").error("went out", exc_info=error, extra=facts)

    written = stream.getvalue()
    assert "ming.li" not in written
    assert "***@firm.cn" in written
    assert "138****5678" in written
    assert "0769-****1234" in written
    assert [word for word in ("13812345678", "22831234") if word in written] == []
    assert number in written
