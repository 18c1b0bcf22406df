"""What did a source supply of the months shown? In the words that stand under its strip."""

from __future__ import annotations

from collections.abc import Sequence

from data_access import months
from data_access.overview import Supply
from data_access.released import ABSENT, STATE_WORDS, MonthCoverage, State
from data_access.wording import capitalised, spelled
from layouts.wording import gaps, month_state, runs

COMPLETE = "Complete"
MOST_SAID = 2  # stretches that are not whole, before they are only counted


def supply_words(supply: Supply) -> str:
    """``To 28 August 2024, then not supplied``, ``None since September 2023``, ``Not loaded``."""
    if supply.last is None:
        return "Not loaded"
    held = [entry for entry in supply.months if entry.drawn]
    if not held:
        ended = supply.last.month < supply.months[0].month
        return f"None since {months.words(supply.last.month)}" if ended else "None in these months"
    if all(entry.comparable for entry in supply.months):
        return COMPLETE
    if len(held) == 1:
        return _alone(held[0])
    first, last = supply.months.index(held[0]), supply.months.index(held[-1])
    opening = f"From {months.words(held[0].month)}" if first else ""
    closing = (
        f"{'to' if first else 'To'} {_end(held[-1])}, then {_then(supply.months[last + 1 :])}"
        if last + 1 < len(supply.months)
        else ""
    )
    within = _within(supply.months[first : last + 1], ended=bool(closing))
    span = " ".join(part for part in (opening, closing) if part)
    return capitalised("; ".join(part for part in (span, within) if part))


def _alone(entry: MonthCoverage) -> str:
    """``January 2025 only, known to be wrong``."""
    return f"{months.words(entry.month)} only{'' if entry.comparable else f', {month_state(entry)}'}"


def _end(entry: MonthCoverage) -> str:
    """The last day that is held."""
    day = entry.through or months.last_day(entry.month)
    return f"{day.day} {day:%B %Y}"


def _then(after: Sequence[MonthCoverage]) -> str:
    """What came of the months after the last that holds anything."""
    states = {entry.state for entry in after if entry.state in ABSENT}
    return STATE_WORDS[states.pop() if len(states) == 1 else State.MISSING]


def _within(held: Sequence[MonthCoverage], *, ended: bool) -> str:
    """What between the first and the last month held is not whole; the last month's own end is said already."""
    said_already = held[-1:] if ended and held[-1].through else ()
    short = tuple(entry for entry in held if not entry.comparable and entry not in said_already)
    if len(short) == len(held):
        return "no month complete"
    if len(runs(short)) > MOST_SAID:
        return f"{spelled(len(short))} months not complete"
    return gaps(short, brief=True)
