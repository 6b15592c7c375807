"""Working time over nights, weekends, the Spring Festival, its make-up days, and year ends."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.requests.clocks.calendar import ChineseCalendar
from services.requests.clocks.domain import (
    STAGE_LABELS,
    Allowance,
    ServiceClock,
    Stage,
    WorkingTime,
)
from services.requests.clocks.hours import read_hours
from shared.clock import CITY_TIME

HOURS = read_hours("09:00-12:00,14:00-18:00")
CALENDAR = ChineseCalendar()
WORKING = WorkingTime(HOURS, CALENDAR)
CLOCK = ServiceClock(WORKING, Allowance(timedelta(minutes=60), timedelta(hours=24), 7))


def city(text: str) -> datetime:
    """Return a moment by the clocks in the city."""
    return datetime.fromisoformat(text).replace(tzinfo=CITY_TIME)


@pytest.mark.parametrize(
    ("submitted", "due"),
    [
        ("2026-11-23 09:00", "2026-11-23 10:00"),
        ("2026-11-23 11:00", "2026-11-23 12:00"),
        ("2026-11-23 11:30", "2026-11-23 14:30"),
        ("2026-11-23 12:00", "2026-11-23 15:00"),
        ("2026-11-23 13:00", "2026-11-23 15:00"),
        ("2026-11-23 17:30", "2026-11-24 09:30"),
        ("2026-11-23 03:00", "2026-11-23 10:00"),
        ("2026-11-27 17:59", "2026-11-30 09:59"),  # over a weekend
        ("2026-11-28 10:00", "2026-11-30 10:00"),  # on a Saturday
        ("2026-02-14 17:30", "2026-02-24 09:30"),  # the make-up Saturday before nine days off
        ("2026-02-13 17:30", "2026-02-14 09:30"),  # a Friday before that Saturday
        ("2026-02-18 10:00", "2026-02-24 10:00"),  # in the middle of the Spring Festival
        ("2026-02-27 17:30", "2026-02-28 09:30"),  # to the make-up Saturday after it
        ("2026-02-28 17:30", "2026-03-02 09:30"),
        ("2025-01-26 17:30", "2025-01-27 09:30"),  # a make-up Sunday
        ("2025-12-31 17:30", "2026-01-04 09:30"),  # year end; Sunday the 4th makes up for the 2nd
        (
            "2027-12-31 17:30",
            "2028-01-04 09:30",
        ),  # year end; Monday is off for the Saturday
        ("2026-09-30 18:00", "2026-10-08 10:00"),  # National Day week
    ],
)
def test_the_first_contact_is_due_after_an_hour_of_working_time(submitted: str, due: str) -> None:
    assert CLOCK.due(Stage.CONTACT, city(submitted)) == city(due)


@pytest.mark.parametrize(
    ("submitted", "due"),
    [
        ("2026-11-23 09:00", "2026-11-26 12:00"),
        ("2026-11-25 09:00", "2026-11-30 12:00"),
        ("2026-02-13 09:00", "2026-02-25 12:00"),
        ("2025-12-30 14:00", "2026-01-05 17:00"),
    ],
)
def test_the_plan_is_due_after_24_working_hours(submitted: str, due: str) -> None:
    found = CLOCK.due(Stage.PLAN, city(submitted))

    assert found == city(due)
    assert worked(city(submitted), found) == timedelta(hours=24)


@pytest.mark.parametrize(
    ("submitted", "due"),
    [
        ("2026-11-23 10:30", "2026-12-02 10:30"),
        ("2026-11-28 10:30", "2026-12-09 09:00"),
        ("2026-02-13 10:30", "2026-03-02 10:30"),
        ("2026-12-28 18:30", "2027-01-08 09:00"),
    ],
)
def test_a_need_is_to_be_closed_seven_working_days_later(submitted: str, due: str) -> None:
    assert CLOCK.due(Stage.CLOSE, city(submitted)) == city(due)


def worked(start: datetime, end: datetime) -> timedelta:
    """Count working time minute by minute, the slow and obvious way."""
    minutes, moment = 0, start
    while moment < end:
        local = moment.astimezone(CITY_TIME)
        shift = any(opening <= local.time() < closing for opening, closing in HOURS)
        minutes += shift and CALENDAR.works_on(local.date())
        moment += timedelta(minutes=1)
    return timedelta(minutes=minutes)


MINUTES = st.integers(0, 60 * 24 * 60).map(
    lambda minutes: city("2026-01-20 00:00") + timedelta(minutes=minutes)
)


@settings(max_examples=60, derandomize=True, database=None, deadline=None)
@given(start=MINUTES, span=st.integers(1, 1500))
def test_between_start_and_due_lies_just_the_working_time_allowed(
    start: datetime, span: int
) -> None:
    due = WORKING.after(start, timedelta(minutes=span))

    assert worked(start, due) == timedelta(minutes=span)
    assert worked(due - timedelta(minutes=1), due) == timedelta(minutes=1)


@settings(max_examples=100, derandomize=True, database=None, deadline=None)
@given(start=MINUTES, later=st.integers(0, 20_000), span=st.integers(0, 3000))
def test_what_comes_later_is_never_due_earlier(start: datetime, later: int, span: int) -> None:
    allowed = timedelta(minutes=span)

    first = WORKING.after(start, allowed)
    second = WORKING.after(start + timedelta(minutes=later), allowed)

    assert start <= first <= second


def test_a_due_time_is_told_in_the_zone_it_was_asked_in() -> None:
    due = CLOCK.due(Stage.CONTACT, datetime(2026, 11, 23, 1, 0, tzinfo=UTC))

    assert due == datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
    assert due.utcoffset() == timedelta()


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2026-02-14", True),
        ("2026-02-28", True),
        ("2026-02-16", False),
        ("2026-02-23", False),
        ("2026-02-24", True),
        ("2026-01-02", False),
        ("2026-01-04", True),
        ("2026-11-22", False),
    ],
)
def test_the_calendar_knows_days_off_and_the_days_that_make_up_for_them(
    day: str, *, works: bool
) -> None:
    assert CALENDAR.works_on(date.fromisoformat(day)) == works


def test_hours_are_read_as_they_are_written() -> None:
    assert read_hours("08:30-17:00") == ((time(8, 30), time(17)),)
    assert len(HOURS) == 2


@pytest.mark.parametrize(
    "text", ["", "9-12", "12:00-09:00", "09:00-09:00", "09:00-13:00,12:00-18:00", "09:00"]
)
def test_hours_that_make_no_sense_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_hours(text)


def test_a_calendar_without_working_days_is_found_out() -> None:
    class Never:
        def works_on(self, _day: date) -> bool:
            return False

    with pytest.raises(ValueError, match="no working time"):
        WorkingTime(HOURS, Never()).after(city("2026-11-23 09:00"), timedelta(hours=1))


def test_every_stage_is_named() -> None:
    assert set(STAGE_LABELS) == set(Stage)
