"""What we write ourselves is, byte by byte, what pydantic would have written."""

from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from shared.pagination import Page
from shared.written import json_of


class Colour(StrEnum):
    RED = "red"


class Bulb(BaseModel):
    watts: float | None
    colour: Colour


class Lamp(BaseModel):
    id: UUID
    name: str
    price: Decimal | None
    lit_at: datetime | None
    bought: date | None
    on: bool
    count: int
    bulbs: list[Bulb]
    words: list[str]


BULBS = st.builds(Bulb, watts=st.floats(-1e15, 1e15) | st.none(), colour=st.just(Colour.RED))
MOMENTS = st.datetimes(timezones=st.just(UTC), min_value=datetime(1900, 1, 1))  # noqa: DTZ001 - the zone is added
LAMPS = st.builds(
    Lamp,
    id=st.uuids(),
    name=st.text(st.characters(codec="utf-8")),
    price=st.decimals(0, 10**12, places=2) | st.none(),
    lit_at=MOMENTS | st.none(),
    bought=st.dates(min_value=date(1900, 1, 1)) | st.none(),
    on=st.booleans(),
    count=st.integers(-(2**53), 2**53),
    bulbs=st.lists(BULBS, max_size=3),
    words=st.lists(st.text(st.characters(codec="utf-8")), max_size=3),
)


@given(lamp=LAMPS)
def test_it_is_what_pydantic_writes(lamp: Lamp) -> None:
    page = Page[Lamp](items=[lamp], next_cursor=None)

    assert json_of(lamp).decode() == lamp.model_dump_json()
    assert json_of(page).decode() == page.model_dump_json()


def test_what_it_does_not_know_it_does_not_guess() -> None:
    class Odd(BaseModel):
        said: bytes

    with pytest.raises(TypeError):
        json_of(Odd(said=b"x"))
