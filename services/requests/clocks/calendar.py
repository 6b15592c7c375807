"""The official calendar of China: public holidays, days off in exchange, make-up working days.

The State Council announces a year's exchanges in the November before; until the package
that knows them is updated, a year that is not announced has its fixed holidays only.
"""

from datetime import date

import holidays

from shared.imports import spare


class ChineseCalendar:
    """Knows on which days offices in China work."""

    def __init__(self) -> None:
        spare("holidays.countries")  # there are 250, which take 27 MB
        self._days = holidays.country_holidays("CN")

    def works_on(self, day: date) -> bool:
        """Return whether offices work on a day: also on a Saturday that makes up for a Monday."""
        return self._days.is_working_day(day)
