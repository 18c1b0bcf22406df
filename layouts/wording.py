"""What a month holds, in the words a reader sees everywhere."""

from __future__ import annotations

from data_access import months
from data_access.released import STATE_WORDS, MonthCoverage, Row, State, Status
from data_access.wording import number, ordinal

WITHHELD = Status.WITHHELD.value


def amount(row: Row) -> str:
    """A row's number as a table says it: ``126``, ``about 126`` of an estimate, ``withheld``."""
    if row.value is None:
        return WITHHELD
    return f"about {number(row.value)}" if row.about else number(row.value)


def month_state(entry: MonthCoverage) -> str:
    """What a month holds, to follow its name: ``to the 17th only``, ``not supplied``."""
    if entry.state is State.PARTIAL and entry.through is not None:
        return f"to the {ordinal(entry.through.day)} only"
    if entry.state is State.PARTIAL:
        return _reason(entry, 40) or "in part only"
    return _reason(entry, 20) or STATE_WORDS[entry.state]


def _reason(entry: MonthCoverage, longest: int) -> str:
    """Why, where that is short enough to stand beside a mark and is not merely "wrong"."""
    first = entry.reason.partition("; ")[0]
    return first if entry.state in (State.PARTIAL, State.MISSING) and len(first) <= longest else ""


def month_value(value: int | None, entry: MonthCoverage | None) -> str:
    """A month's number as a table says it: ``126 (to 17 Dec)``, ``not supplied``, ``withheld``."""
    if entry is not None and not entry.drawn:
        return month_state(entry)
    if value is None:
        return WITHHELD
    if entry is None or entry.comparable:
        return number(value)
    if entry.state is State.PARTIAL and entry.through is not None:
        return f"{number(value)} (to {entry.through.day} {entry.through:%b})"
    return f"{number(value)} ({month_state(entry)})"


def gaps(entries: tuple[MonthCoverage, ...], *, brief: bool = False) -> str:
    """``January 2022 not supplied; December 2022 to the 17th only``: runs of one state are joined."""
    said = []
    for first, last in runs(entries):
        name = months.period_words(first.month, last.month)
        if brief:
            name = months.short(last.month) if first is last else f"{months.short(first.month)} to {months.short(last.month)}"
        said.append(f"{name} {month_state(last)}")
    return "; ".join(said)


def runs(entries: tuple[MonthCoverage, ...]) -> list[tuple[MonthCoverage, MonthCoverage]]:
    """First and last month of each unbroken run of one state."""
    found: list[tuple[MonthCoverage, MonthCoverage]] = []
    for entry in sorted(entries, key=lambda entry: entry.month):
        follows = bool(found) and months.shift(found[-1][1].month, 1) == entry.month
        if follows and found[-1][1].state is entry.state and month_state(entry) == month_state(found[-1][1]):
            found[-1] = (found[-1][0], entry)
        else:
            found.append((entry, entry))
    return found
