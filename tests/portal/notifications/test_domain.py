"""When letters leave: quiet hours and digests go by the clocks of the city."""

from datetime import datetime, time, timedelta

import pytest

from services.portal.notifications.domain import PAUSES, Digest, Habits, due_at, next_try
from services.portal.notifications.wording import Sentence
from shared.clock import CITY_TIME
from shared.language import Language

NIGHT = Habits(time(22), time(7))
SIESTA = Habits(time(12), time(14))
DAILY = Habits(digest=Digest.DAILY, digest_at=time(8, 30))
WEEKLY = Habits(digest=Digest.WEEKLY, digest_at=time(9))


def city(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CITY_TIME)


@pytest.mark.parametrize(
    ("habits", "now", "due"),
    [
        (Habits(), "2026-11-23 03:00", "2026-11-23 03:00"),
        (NIGHT, "2026-11-23 21:59", "2026-11-23 21:59"),
        (NIGHT, "2026-11-23 22:00", "2026-11-24 07:00"),
        (NIGHT, "2026-11-24 06:59", "2026-11-24 07:00"),
        (NIGHT, "2026-11-24 07:00", "2026-11-24 07:00"),
        (NIGHT, "2026-12-31 23:30", "2027-01-01 07:00"),
        (SIESTA, "2026-11-23 12:30", "2026-11-23 14:00"),
        (SIESTA, "2026-11-23 11:59", "2026-11-23 11:59"),
        (DAILY, "2026-11-23 08:29", "2026-11-23 08:30"),
        (DAILY, "2026-11-23 08:30", "2026-11-24 08:30"),
        (DAILY, "2026-12-31 20:00", "2027-01-01 08:30"),
        # The 23rd is a Monday.
        (WEEKLY, "2026-11-23 08:00", "2026-11-23 09:00"),
        (WEEKLY, "2026-11-23 09:01", "2026-11-30 09:00"),
        (WEEKLY, "2026-11-29 23:00", "2026-11-30 09:00"),
    ],
)
def test_a_letter_leaves_when_its_reader_wants_it(habits: Habits, now: str, due: str) -> None:
    assert due_at(city(now), habits, urgent=False) == city(due)


def test_what_is_urgent_leaves_at_once() -> None:
    midnight = city("2026-11-23 00:00")

    assert {due_at(midnight, habits, urgent=True) for habits in (NIGHT, DAILY)} == {midnight}


def test_attempts_are_further_and_further_apart_and_end() -> None:
    pauses = [next_try(attempts) for attempts in range(1, len(PAUSES) + 2)]

    assert pauses[0] == timedelta(minutes=1)
    assert pauses[:-1] == sorted(PAUSES)
    assert pauses[-1] is None


def test_a_line_without_anything_to_tell_is_left_out() -> None:
    sentence = Sentence(
        zh="《{title}》：{status}\n原因：{reason}\n期限：{due}；{step}\n请查看。",
        en="“{title}”: {status}\nReason: {reason}\nUntil: {due}; {step}\nPlease look.",
    )

    said = sentence.said({"title": "气孔", "status": None, "step": "待办"}, Language.ZH)

    assert said == "《气孔》：无\n期限：无；待办\n请查看。"
    assert sentence.said({"reason": "done"}, Language.EN).splitlines()[1:] == [
        "Reason: done",
        "Please look.",
    ]


def test_when_something_is_due_is_told_as_people_write_it() -> None:
    sentence = Sentence(zh="期限：{due}", en="Due: {due}")

    facts = {"due": "2026-12-08T01:00:00+00:00"}

    assert sentence.said(facts, Language.ZH) == "期限：2026年12月8日 09:00"
    assert sentence.said(facts, Language.EN) == "Due: 8 Dec 2026 09:00"
    assert sentence.said({"due": "2026-12"}, Language.EN) == "Due: 2026-12"
