from uuid import UUID

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from shared.pagination import CursorError, PageRequest, decode_cursor, encode_cursor
from shared.types import new_id


@given(st.uuids())
def test_a_cursor_leads_back_to_its_key(key: UUID) -> None:
    assert decode_cursor(encode_cursor(key)) == key


@given(st.text(max_size=30))
@example("")
@example("AAAAAAAAAAAAAAAAAAAAAB")
@example("AAAAAAAAAAAAAAAAAAAAAA==")
@example("AAAAAAAAAAAAAAAAAAAAA\n")
def test_a_text_that_is_no_cursor_is_refused_and_never_breaks(text: str) -> None:
    try:
        key = decode_cursor(text)
    except CursorError:
        return
    assert encode_cursor(key) == text


@given(st.text("AQgw-_", min_size=22, max_size=22))
def test_no_two_cursors_mean_the_same_place(text: str) -> None:
    try:
        key = decode_cursor(text)
    except CursorError:
        return
    assert encode_cursor(key) == text


def test_a_full_page_leads_to_the_next_and_the_last_does_not() -> None:
    rows = [new_id() for _ in range(5)]
    asked = PageRequest(limit=2)
    seen = []

    while True:
        left = [row for row in rows if asked.after is None or row > asked.after]
        page = asked.page(left[: asked.limit + 1], key=lambda row: row, read=str)
        seen += page.items
        if page.next_cursor is None:
            break
        asked = PageRequest(limit=2, after=decode_cursor(page.next_cursor))

    assert seen == [str(row) for row in rows]


@pytest.mark.parametrize("count", [0, 1, 2])
def test_a_list_that_fits_is_one_page(count: int) -> None:
    rows = [new_id() for _ in range(count)]

    page = PageRequest(limit=2).page(rows, key=lambda row: row, read=str)

    assert len(page.items) == count
    assert page.next_cursor is None
