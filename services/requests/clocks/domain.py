"""Service clocks after Jiangmen's rule: contact, plan and close within so much working time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final, Protocol

from shared.clock import CITY_TIME
from shared.language import Text

HORIZON: Final = 3_660
"""Days that are looked ahead; a calendar without a working day in ten years is a mistake."""


class Stage(StrEnum):
    """What the desk owes a firm, one after the other."""

    CONTACT = "contact"
    PLAN = "plan"
    CLOSE = "close"


STAGE_LABELS: Final = {
    Stage.CONTACT: Text("首次联系", "First contact"),
    Stage.PLAN: Text("受理方案", "Decision and plan"),
    Stage.CLOSE: Text("办结", "Close"),
}


class Calendar(Protocol):
    """Knows on which days people work."""

    def works_on(self, day: date) -> bool:
        """Return whether people work on this day of the city's calendar."""
        ...


@dataclass(frozen=True, slots=True)
class WorkingTime:
    """The hours of a working day in the city, in order, and the calendar of working days."""

    hours: tuple[tuple[time, time], ...]
    calendar: Calendar

    def after(self, start: datetime, span: timedelta) -> datetime:
        """Return the moment at which so much working time has passed since `start`, in UTC's zone.

        What begins outside working time begins to count at the next opening; what ends
        with a shift ends then, not at the following opening.
        """
        left = span
        for opening, closing in self._shifts(start):
            begin = max(start, opening)
            if begin + left <= closing:
                return (begin + left).astimezone(start.tzinfo)
            left -= closing - begin
        raise ValueError("The calendar has no working time.")

    def days_after(self, start: datetime, days: int) -> datetime:
        """Return the same time of day so many working days later."""
        begin = self.after(start, timedelta()).astimezone(CITY_TIME)
        day = begin.date()
        for _ in range(days):
            day = next(later for later in _days_from(day + _DAY) if self.calendar.works_on(later))
        return datetime.combine(day, begin.time(), CITY_TIME).astimezone(start.tzinfo)

    def _shifts(self, start: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Yield the shifts that are not over at `start`, the first first."""
        for day in _days_from(start.astimezone(CITY_TIME).date()):
            if not self.calendar.works_on(day):
                continue
            for opening, closing in self.hours:
                ends = datetime.combine(day, closing, CITY_TIME)
                if ends > start:
                    yield datetime.combine(day, opening, CITY_TIME), ends


_DAY: Final = timedelta(days=1)


def _days_from(day: date) -> Iterator[date]:
    return (day + timedelta(days=ahead) for ahead in range(HORIZON))


@dataclass(frozen=True, slots=True)
class Allowance:
    """How long the desk may take, counted from the submission."""

    contact: timedelta
    plan: timedelta
    close_days: int


@dataclass(frozen=True, slots=True)
class ServiceClock:
    """Tells what is due when."""

    working: WorkingTime
    allowance: Allowance

    def due(self, stage: Stage, submitted_at: datetime) -> datetime:
        """Return by when a stage of a need submitted at this moment is due."""
        if stage is Stage.CONTACT:
            return self.working.after(submitted_at, self.allowance.contact)
        if stage is Stage.PLAN:
            return self.working.after(submitted_at, self.allowance.plan)
        return self.working.days_after(submitted_at, self.allowance.close_days)
