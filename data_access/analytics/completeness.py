"""How does each month's return stand on a given day, and is what came oddly little?

Worked out from five things: the source's return day, the day it is looked at,
what is held, the months before it, and declared defects. A month is never
changed by what is found here: one with oddly few records is called doubtful,
and its reason says why.

**Oddly few** is less than half of the trailing median, that is the median of
the (up to twelve, at least six) complete months before it within 24 months and
after the last series break; and less than half of the same month a year
before, where that is complete, so that a season is not mistaken for a gap; and
so few that chance would bring as few less than once in a hundred times, in
counts around that median that scatter as widely as the trailing months do, so
that small and restless numbers do not cry wolf.
"""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from scipy import stats

from data_access import months
from data_access.catalogue.series_breaks import SeriesBreak
from data_access.catalogue.sources import Due
from data_access.released import ABSENT, STATE_WORDS, MonthCoverage, State
from data_access.returns import SET_BY_HAND, Return, Standing
from data_access.wording import NBSP, thousands

FEW_SHARE = 0.5  # of the median: about what half a month, or one of two suppliers, brings
CHANCE = 0.01
TRAILING, AT_LEAST, WITHIN_MONTHS = 12, 6, 24
LATE_MONTHS = 3  # past its day: after that nobody still waits, and it counts as not supplied


Ends = tuple[date | None, date | None]  # the first and the last month that hold anything


@dataclass(frozen=True, slots=True)
class Held:
    """What is held of one month: its coverage, its records in the borough, and the day its file was loaded."""

    entry: MonthCoverage
    count: int
    loaded: date | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """What was agreed with a supplier or is known of the series: the day a return is due, and where counting changed.

    ``since`` is the first month expected of one from whom nothing has come yet; None: nothing is expected before it comes.
    """

    due: Due
    breaks: tuple[SeriesBreak, ...] = ()
    since: date | None = None


def due_day(due: Due, month: date) -> date | None:
    """The day on which ``month``'s return should be here, or its quarter's; None where no day is agreed."""
    if not due.day:
        return None
    after = months.shift(due.period(month)[-1], due.months_after)
    return after.replace(day=min(due.day, months.last_day(after).day))


def standings(held: Sequence[Held], asked: Sequence[date], agreed: Agreement, today: date) -> tuple[Return, ...]:
    """How each month of ``asked`` stands on ``today``; ``held`` may reach further back, for the trailing median."""
    by_month = _by_month(held, agreed.due)
    with_rows = [month for month, each in by_month.items() if each.entry.state not in ABSENT]
    ends = (min(with_rows), max(with_rows)) if with_rows else (agreed.since, None)
    return tuple(_standing(month, by_month, ends, agreed, today) for month in asked)


def _by_month(held: Sequence[Held], due: Due) -> dict[date, Held]:
    """What is held of each month; what came for a quarter is held of all its months."""
    found = {each.entry.month: each for each in held}
    for each in held if due.every > 1 else ():
        for month in due.period(each.entry.month) if each.entry.state not in ABSENT else ():
            if month not in found or found[month].entry.state in ABSENT:
                found[month] = replace(each, entry=replace(each.entry, month=month))
    return found


def _standing(month: date, by_month: Mapping[date, Held], ends: Ends, agreed: Agreement, today: date) -> Return:
    each = by_month.get(month)
    if each is not None and each.entry.found is not None:
        return _set_by_hand(each, each.entry.found)
    if each is None or each.entry.state in ABSENT:
        return _absent(month, each, ends, agreed.due, today)
    return _present(each, by_month, agreed, today)


def _set_by_hand(each: Held, found: MonthCoverage) -> Return:
    """Somebody looked into it: what they said stands, with what the files show."""
    entry = each.entry
    count = None if found.state in ABSENT else each.count
    return Return(entry.month, SET_BY_HAND[entry.state], entry.why, entry.since, count, by_hand=True)


def _present(each: Held, by_month: Mapping[date, Held], agreed: Agreement, today: date) -> Return:
    due = due_day(agreed.due, each.entry.month)
    standing, reason = _holding(each, by_month, agreed, today)
    on_time = due is not None and each.loaded is not None and each.loaded <= due
    return Return(each.entry.month, standing, reason, each.loaded, each.count, on_time)


def _holding(each: Held, by_month: Mapping[date, Held], agreed: Agreement, today: date) -> tuple[Standing, str]:
    state, due = each.entry.state, due_day(agreed.due, each.entry.month)
    if state is State.DEFECTIVE:
        return Standing.DEFECTIVE, each.entry.reason
    if state is not State.COMPLETE:
        return Standing.PARTIAL, each.entry.reason or STATE_WORDS[state]
    few = few_words(each, by_month, agreed.breaks)
    if few:
        return Standing.DOUBTFUL, few
    if due is not None and today <= due:
        return Standing.PROVISIONAL, f"its return day, {_day(due)}, has not passed: more may come"
    return Standing.COMPLETE, ""


def few_words(each: Held, by_month: Mapping[date, Held], breaks: Sequence[SeriesBreak] = ()) -> str:
    """Why a month has oddly few records, in words; "" where it has not, or nobody can say."""
    month = each.entry.month
    before = _trailing(month, by_month, breaks)
    if len(before) < AT_LEAST:
        return ""
    middle = statistics.median(before)
    if any(each.count >= FEW_SHARE * usual for usual in (middle, *_year_before(month, by_month, breaks))):
        return ""
    if chance(each.count, middle, before) >= CHANCE:
        return ""
    of_usual = f"{each.count / middle * 100:.0f}{NBSP}% of the usual {thousands(round(middle))}"
    return f"{thousands(each.count)} records, {of_usual} (median of the {len(before)} complete months before): is some missing?"


def chance(count: int, expected: float, before: Sequence[int]) -> float:
    """How often a count around ``expected`` would be as low: Poisson, wider where ``before`` scatters more than that."""
    scatter = statistics.variance(before) / max(statistics.mean(before), 1.0)  # 1 for Poisson counts
    if scatter <= 1:
        return float(stats.poisson.cdf(count, expected))
    return float(stats.nbinom.cdf(count, expected / (scatter - 1), 1 / scatter))


def _year_before(month: date, by_month: Mapping[date, Held], breaks: Sequence[SeriesBreak]) -> list[int]:
    """The count of the same month a year before, where the two may be compared."""
    before = by_month.get(months.shift(month, -12))
    parted = any(each.parts(months.shift(month, -12), month) for each in breaks)
    return [before.count] if before and before.entry.comparable and not parted else []


def _trailing(month: date, by_month: Mapping[date, Held], breaks: Sequence[SeriesBreak]) -> list[int]:
    """Counts of the complete months before, the latest first, none from before a series break."""
    earliest = months.shift(month, -WITHIN_MONTHS)
    since = max((each.last_old_month for each in breaks if each.last_old_month < month), default=months.shift(earliest, -1))
    usable = [m for m in by_month if max(earliest, months.shift(since, 1)) <= m < month and by_month[m].entry.comparable]
    return [by_month[m].count for m in sorted(usable, reverse=True)[:TRAILING]]


def _absent(month: date, each: Held | None, ends: Ends, due: Due, today: date) -> Return:
    first, last = ends
    day = due_day(due, month)
    overdue = day + timedelta(days=1) if day else None
    if first is None or month < first:
        return Return(month, Standing.NOT_COLLECTED, f"this source begins in {months.words(first)} here" if first else _NEVER)
    if last and month < last:
        reason = each.entry.reason if each else ""
        return Return(month, Standing.NOT_SUPPLIED, reason or "later months came, this one did not", overdue)
    if day is None or overdue is None:
        return Return(month, Standing.NOT_DUE, "no return day is agreed")
    if today <= day:
        return Return(month, Standing.NOT_DUE, f"due on {_day(day)}")
    waited = due_day(Due(due.day, due.months_after + LATE_MONTHS, due.every), month)
    if waited is not None and today > waited:
        return Return(month, Standing.NOT_SUPPLIED, f"long overdue: nothing{_after(last)} has come", overdue)
    return Return(month, Standing.LATE, f"was due on {_day(day)}, {_days((today - day).days)} ago", overdue)


def _after(last: date | None) -> str:
    return f" after {months.words(last)}" if last else ""


_NEVER = "nothing of this source has been loaded here"


def _days(count: int) -> str:
    return "one day" if count == 1 else f"{thousands(count)} days"


def _day(day: date) -> str:
    return f"{day.day} {months.words(day)}"
