"""Who is searched, how often is that not known, and what comes of it? Everything the page tells of one question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from data_access import months
from data_access.analytics.comparison import comparison
from data_access.analytics.proportionality import actions, not_stated_by_month, proportionality, share
from data_access.briefings.residents_by_group import denominators
from data_access.catalogue.code_lists import UNKNOWN
from data_access.estimates import MonthShare, Share
from data_access.filters import Filters
from data_access.queries import Breakdown
from data_access.released import Coverage, MonthCoverage, Released, State
from data_access.scrutiny import Against, Denominators, Residents, Scrutiny
from data_access.warehouse import Warehouse, known

SOURCE = "stop-and-search"
YEAR = 12
# How far back the months reach, so that a season can be seen beside the last one and the one before.
LOOK_BACK = 36
MOST_YEARS = 4
# What the page itself compares: narrowing by it would leave nothing to compare with.
COMPARED = ("ethnicity", "officer_ethnicity", "outcome", "location")
_OF_PERIOD: tuple[Breakdown, ...] = (
    ("ethnicity",),
    ("officer_ethnicity",),
    ("ethnicity", "outcome"),
    ("outcome",),
    ("object",),
    ("age", "gender"),
)
_OF_MONTHS: tuple[Breakdown, ...] = (("month",), ("month", "ethnicity"))


def scrutiny(warehouse: Warehouse, filters: Filters, census: str) -> Scrutiny:
    """Stop and search as asked, against the residents of ``census`` where it knows the place.

    Objects, ages and genders stay whole when one of them is chosen, so that
    the others can still be seen; every other number is of the question.
    """
    asked = comparable(warehouse.known(filters))
    question = warehouse.settled(asked)
    loaded = warehouse.coverage(SOURCE)
    answers = warehouse.tables(question, _OF_PERIOD, free=True)
    monthly = warehouse.tables(question.during(*reach(question, loaded)), _OF_MONTHS)
    groups, months_told = answers[("ethnicity",)], monthly[("month", "ethnicity")]
    found = unless_wrong(denominators(warehouse, question, census), groups.coverage)
    return Scrutiny(
        asked=asked,
        question=question,
        groups=groups,
        officers=answers[("officer_ethnicity",)],
        ended=answers[("ethnicity", "outcome")],
        outcomes=answers[("outcome",)],
        objects=answers[("object",)],
        people=answers[("age", "gender")],
        volume=monthly[("month",)],
        unknown=_unknown(groups),
        by_month=tuple(readable(entry, months_told.coverage) for entry in not_stated_by_month(months_told)),
        actions=actions(answers[("ethnicity", "outcome")]),
        change=comparison(warehouse.counts(question.during(None, None), ("month",)), since=groups.since, until=groups.until),
        against=_against(groups, found.used),
        other=_against(groups, found.other),
        denominators=found,
        loaded=loaded,
        years=years(loaded),
        wards=tuple(sorted(warehouse.areas("ward"), key=lambda area: area.name)),
        borough=warehouse.borough,
    )


def comparable(filters: Filters) -> Filters:
    """The question without what this page compares itself, and about searches whatever the address came from.

    Its notices are only those of this page: what the address itself could not say, the shell says.
    """
    question = known(replace(filters, source=SOURCE, notices=()))
    released = [key for key in COMPARED if key in question.narrowed]
    if not released:
        return question
    return question.without(*released).noting("This page compares groups and outcomes, so the filters by them were released.")


def unless_wrong(found: Denominators, coverage: Coverage) -> Denominators:
    """The residents to divide by; none where a month of the period is known to be wrong, because a rate would be, too."""
    wrong = [entry for entry in coverage.months if entry.state is State.DEFECTIVE]
    if not wrong:
        return found
    named = months.period_words(wrong[0].month, wrong[-1].month)
    reason = f"In {named}, {wrong[0].reason or 'records are absent'}. Choose another period to compare groups."
    return Denominators(None, None, (), reason)


def readable(entry: MonthShare, coverage: Coverage) -> MonthShare:
    """A month's share, unless the month is known to be wrong."""
    held = coverage.of(entry.month)
    return MonthShare(entry.month, None) if held is not None and held.state is State.DEFECTIVE else entry


def _against(groups: Released, residents: Residents | None) -> Against | None:
    return Against(residents, proportionality(groups.values(), residents.by_group)) if residents else None


def _unknown(groups: Released) -> Share:
    counts = [row.value or 0 for row in groups.rows]
    return share(UNKNOWN, groups.value(UNKNOWN) or 0, sum(counts))


def reach(question: Filters, loaded: Sequence[MonthCoverage]) -> tuple[date | None, date | None]:
    """The months to draw: the period and what came before it, from the first month that holds anything."""
    if question.since is None or question.until is None:
        return question.since, question.until
    earliest = min(question.since, months.shift(question.until, 1 - LOOK_BACK))
    held = [entry.month for entry in loaded if holds(entry) and earliest <= entry.month]
    return min([question.since, *held]), question.until


def years(loaded: Sequence[MonthCoverage]) -> tuple[tuple[date, date], ...]:
    """Twelve months up to the last complete one, and the years before it that hold anything, latest first."""
    whole = [entry.month for entry in loaded if entry.comparable]
    if not whole:
        return ()
    ends = [months.shift(max(whole), -YEAR * back) for back in range(MOST_YEARS)]
    held = {entry.month for entry in loaded if holds(entry)}
    periods = [(months.shift(end, 1 - YEAR), end) for end in ends]
    return tuple((since, until) for since, until in periods if held & set(months.between(since, until)))


def holds(entry: MonthCoverage) -> bool:
    """Whether a month holds anything that can be placed."""
    return entry.drawn
