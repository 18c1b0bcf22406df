"""How is one ward doing beside the borough? Everything the ward page tells of one question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from data_access import months
from data_access.analytics.comparison import comparison
from data_access.analytics.movements import movements
from data_access.analytics.rates import band_of_others, overall, rate, rates
from data_access.catalogue import SOURCES
from data_access.estimates import Rate
from data_access.filters import Filters
from data_access.holdings import Area
from data_access.portrait import SOURCE, Months, Portrait, Wards
from data_access.queries import Breakdown
from data_access.released import MonthCoverage, Released, Row
from data_access.verdicts import Verdict, VerdictKind
from data_access.warehouse import Warehouse

YEAR = 12


def wards(warehouse: Warehouse, filters: Filters) -> Wards:
    """Every ward over the period asked, in the order of their names."""
    asked = of_whole_wards(filters, warehouse.sources("ward")).without("ward")
    areas = tuple(sorted(warehouse.areas("ward"), key=lambda area: area.name))
    question = warehouse.settled(asked)
    people = warehouse.residents()
    counted = warehouse.counts(question, ("ward",))
    codes = {area.code for area in areas}
    by_ward = {code: n for code, n in people.by_area.items() if code in codes} if people else {}
    found = tuple(each for each in rates(counted, by_ward) if each.key in codes)
    return Wards(
        asked=asked,
        question=question,
        wards=areas,
        counted=counted,
        rates={each.key: each for each in found},
        borough=overall(found, "borough") if len(found) == len(codes) else None,
        sources=warehouse.sources("ward"),
        vintage=people.vintage if people else "",
        borough_name=warehouse.borough,
        notices=(*asked.notices[len(filters.notices) :], *_of_wards(filters.chosen("ward"), areas), *counted.estimated),
    )


def _of_wards(chosen: Sequence[str], areas: Sequence[Area]) -> list[str]:
    """All but the first of the wards asked for cannot be used; one that is not loaded is said with the address's faults."""
    names = {area.code: area.name for area in areas}
    known = [names[code] for code in chosen if code in names]
    return [f"Wards are shown one at a time: this is {known[0]}."] if len(known) > 1 else []


def portrait(warehouse: Warehouse, filters: Filters, about: Wards) -> Portrait | None:
    """The ward the address names; None where it names none of the borough's."""
    areas = {area.code: area for area in about.wards}
    ward = next((areas[code] for code in filters.chosen("ward") if code in areas), None)
    if ward is None:
        return None
    question = about.question
    span = question.during(_reach(warehouse, question), question.until)
    kind = SOURCES[question.source].kind
    several = warehouse.tables(span, [("ward", "month"), ("ward", kind, "month")])
    here = span.choosing("ward", [ward.code])
    volume = warehouse.counts(here, ("month",))
    since, until = about.counted.since, about.counted.until
    change = comparison(volume, since=since, until=until)
    now, before = _kinds(warehouse, here, change.verdict, kind, question)
    short = about.counted.coverage.short(ward.code)
    return Portrait(
        ward=ward,
        rate=None if short else about.rates.get(ward.code),
        volume=volume,
        change=change,
        months=monthly(several[("ward", "month")], about.rates, ward.code),
        kinds=now,
        kinds_before=before,
        moved=movements(several[("ward", kind, "month")], since=since, until=until),
        places=_of_period(warehouse, question.choosing("ward", [ward.code]), _cell(question.source)),
        hours=_of_period(warehouse, question.choosing("ward", [ward.code]), ("hour",)),
        short=short,
    )


def of_whole_wards(filters: Filters, loaded: Sequence[str]) -> Filters:
    """The question without what this page does not narrow by, of a source that is loaded."""
    asked, source = filters, filters.source
    released = [key for key in asked.narrowed if key != "ward"]
    if released:
        asked = asked.without(*released).noting(
            "This page shows all that was recorded in a ward, so the other filters were released."
        )
    if loaded and source not in loaded:
        asked = replace(asked, source=loaded[0])
        if source != SOURCE:
            asked = asked.noting(f"{SOURCES[source].absence}, so this is {SOURCES[loaded[0]].title}.")
    return asked


def monthly(by_ward: Released, known: Mapping[str, Rate], code: str) -> Months:
    """Each month's rate here, in the borough, and in the middle half of the other wards.

    Months without located records have none: nought there would not mean none. Nor have months whose counts are
    estimates, shared out from wards of another time: no line joins them to counted ones.
    A withheld count has none, and leaves the month without a borough's rate. Nor has a ward of which nothing came, and one
    whose month is not whole is none of the others to stand beside.
    """
    counts = {row.keys: row for row in by_ward.rows}
    shared = {months.parse(row.keys[-1]) for row in by_ward.rows if row.about}
    supplied = [e.month for e in by_ward.coverage.months if e.drawn and e.month not in shared]
    each = {month: _rates_in(month, counts, known) for month in supplied}
    gaps = {(area, e.month): e for area, entries in by_ward.coverage.areas.items() for e in entries}
    together = {month: overall(found, "borough") for month, found in each.items() if len(found) == len(known)}
    whole = {month: [one for one in found if (one.key, month) not in gaps or one.key == code] for month, found in each.items()}
    bands = {month: band_of_others(found, code) for month, found in whole.items()}
    return Months(
        ward={month: one for month, found in each.items() for one in found if one.key == code and _drawn(gaps, one.key, month)},
        borough={month: one for month, one in together.items() if one is not None},
        others={month: band for month, band in bands.items() if band is not None},
        coverage=by_ward.coverage,
    )


def _drawn(gaps: Mapping[tuple[str, date], MonthCoverage], code: str, month: date) -> bool:
    return (code, month) not in gaps or gaps[code, month].drawn


def _rates_in(month: date, counts: Mapping[tuple[str, ...], Row], known: Mapping[str, Rate]) -> tuple[Rate, ...]:
    found = []
    for code, year in known.items():
        row = counts.get((code, months.address(month)))
        value = 0 if row is None else row.value
        if value is not None:
            found.append(rate(code, value, year.residents))
    return tuple(found)


def _reach(warehouse: Warehouse, question: Filters) -> date | None:
    """Where the months begin: a year before the period, or with the first month loaded."""
    if question.since is None:
        return None
    first, _ = warehouse.loaded(question.source)
    return min(question.since, max(first, months.shift(question.since, -YEAR)))


def _kinds(
    warehouse: Warehouse, here: Filters, verdict: Verdict, kind: str, question: Filters
) -> tuple[Released, Released | None]:
    """What kind, over the months that can be compared and the same months a year before."""
    if verdict.kind is VerdictKind.CANNOT_COMPARE:
        return warehouse.counts(here.during(question.since, question.until), (kind,)), None
    befores = [months.shift(month, -YEAR) for month in verdict.compared]
    now, before = (
        warehouse.counts(here.during(when[0], when[-1]).choosing("month", [months.address(month) for month in when]), (kind,))
        for when in (verdict.compared, befores)
    )
    return now, before


def _cell(source: str) -> Breakdown:
    """The finest cell the source's points support; its own name where there are no points."""
    return (f"h3_{SOURCES[source].finest_cell}",)


def _of_period(warehouse: Warehouse, question: Filters, by: Breakdown) -> Released | None:
    return warehouse.counts(question, by) if set(by) <= SOURCES[question.source].carries else None
