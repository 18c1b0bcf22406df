"""A change as the end of a sentence: against when, how much, and which months it speaks of."""

from __future__ import annotations

from data_access import months
from data_access.verdicts import FEW_BEFORE, Comparison, Verdict, VerdictKind
from data_access.wording import thousands
from layouts.fractions import relative

# Two periods are level when the change is within this, both ways, at the interval's level.
LEVEL = 0.15
# From this share of the months asked on, those compared speak for all.
MOST = 0.75
YEAR = 12  # of a longer period the months are named with their years


def speaks_for_all(change: Comparison) -> bool:
    """Whether so many of the months asked are compared that the count said first may be said to have changed."""
    told = len(change.verdict.compared)
    return change.verdict.kind is VerdictKind.CANNOT_COMPARE or told >= MOST * _asked(change)


def of_the_rest(change: Comparison) -> str:
    """What the months that can be compared say, and which they are: ``October to February level with the year before``."""
    verdict = change.verdict
    first, last = verdict.compared[0], verdict.compared[-1]
    follow = months.shift(first, len(verdict.compared) - 1) == last
    named = months.period_words(first, last) if follow and _asked(change) > YEAR else verdict.compared_words
    return f"{named}{against(verdict).removeprefix(',')}"


def _asked(change: Comparison) -> int:
    return sum(1 for _ in months.between(change.since, change.until))


def against(verdict: Verdict, than: str = "the year before") -> str:
    """The end of a sentence that began with a count: ``, level with the year before``."""
    match verdict.kind:
        case VerdictKind.CANNOT_COMPARE:
            return f"; {than} cannot be compared"
        case VerdictKind.TOO_FEW:
            return f", too few to compare with {than}" if verdict.now + verdict.before else f", nor {than}"
        case VerdictKind.NO_CLEAR_CHANGE:
            return f", level with {than}" if level(verdict) else f", no clear change from {than}"
    if verdict.before == 0:
        return f", where there were none {than}"
    if verdict.now == 0:
        return f", against {thousands(verdict.before)} {than}"
    if verdict.before < FEW_BEFORE or verdict.ratio is None:
        more = "more" if verdict.now > verdict.before else "fewer"
        return f", {thousands(abs(verdict.now - verdict.before))} {more} than {than}"
    return f", {relative(verdict.ratio)} {than}"


def level(verdict: Verdict) -> bool:
    """Whether "no clear change" may be called level: only where even the interval's ends are no great change."""
    between = verdict.interval
    return between is not None and between.low >= 1 - LEVEL and between.high <= 1 + LEVEL
