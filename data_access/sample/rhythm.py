"""How do the demonstration's incidents follow the year, the week and the day?"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

from data_access import months
from data_access.sample.truth import FIRST

# Monday to Sunday, and the 24 hours of the London day: how much of a week's and a day's searches fall there.
SEARCH_WEEKDAYS = (0.9, 1.0, 1.1, 1.15, 1.2, 1.05, 0.8)
SEARCH_HOURS = (
    3.5,
    2.5,
    1.8,
    1.0,
    0.6,
    0.4,
    0.6,
    0.8,
    1.0,
    1.6,
    2.2,
    2.8,
    3.6,
    4.2,
    5.0,
    5.8,
    6.4,
    6.6,
    6.4,
    6.4,
    6.6,
    6.2,
    5.4,
    4.6,
)
BURGLARY_WEEKDAYS = (1.0, 0.95, 0.95, 1.0, 1.2, 1.1, 0.8)


@dataclass(frozen=True, slots=True)
class Season:
    """A yearly wave: highest in month ``peak`` (1 to 12), ``swing`` of the mean above it then."""

    peak: int
    swing: float

    def factor(self, month: date) -> float:
        return 1 + self.swing * math.cos(2 * math.pi * (month.month - self.peak) / 12)


def length(month: date) -> float:
    """A month's days as a share of an average month's."""
    return months.last_day(month).day / 30.4375


def years(month: date) -> float:
    """Years since the first month of the demonstration."""
    return (month.year - FIRST.year) + (month.month - FIRST.month) / 12
