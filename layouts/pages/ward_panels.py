"""The three things residents ask: is it getting worse, what kind, where and when. Each as words, figure and table."""

from __future__ import annotations

from datetime import date

from dash import html
from dash.development.base_component import Component

from data_access import months
from data_access.catalogue.code_lists import UNKNOWN
from data_access.catalogue.sources import SEARCH_DRIVEN_TYPES
from data_access.portrait import Portrait, Wards
from data_access.released import MonthCoverage, Released
from data_access.wording import capitalised, number, thousands
from layouts import findings, timeline
from layouts.canvas import Figure
from layouts.components.panel import PanelParts, panel, part, word
from layouts.components.strip import Beat, strip
from layouts.components.table import Column, Line, table, twin
from layouts.components.verdict import verdict_mark
from layouts.figures import bars, trend, trend_line
from layouts.figures.bars import Style
from layouts.pages import ward_words as words
from layouts.short_names import DAGGER, MARKED
from layouts.view import View
from layouts.wording import WITHHELD, month_value

WORSE, KIND, WHERE = "ward-worse", "ward-kind", "ward-where"
PANELS = (WORSE, KIND, WHERE)
FIGURES = tuple(part(panel_id, "figure") for panel_id in PANELS)
TALL, SHORT = 248, 176  # pixels; the third panel has a strip of months below its figure
KINDS = Style(limit=12, label_width=136, height=TALL, names=MARKED)
PLACES = 7


def frames() -> list[html.Section]:
    """The panels before anything is known."""
    return [
        panel(WORSE, "Being compared", height=TALL, question="Is it getting worse?"),
        panel(KIND, "Being counted", height=TALL, question="What kind?"),
        panel(WHERE, "Being counted", height=SHORT, question="Where and when?"),
    ]


def parts(about: Wards, told: Portrait, view: View) -> list[PanelParts]:
    """Each panel's words and, where the address asks for it, its table."""
    tables = [word(panel_id) in view.tables for panel_id in PANELS]
    return [_worse(about, told, as_table=tables[0]), _kind(told, as_table=tables[1]), _where(about, told, as_table=tables[2])]


def figures(about: Wards, told: Portrait) -> dict[str, Figure]:
    drawn = (_line(about, told), _bars(told), _places(about, told))
    return dict(zip(FIGURES, drawn, strict=True))


# -- is it getting worse? -----------------------------------------------------------------


def _worse(about: Wards, told: Portrait, *, as_table: bool) -> PanelParts:
    noun = told.volume.source.noun
    many = f"{capitalised(noun[1])} a month"
    unit = f"{many} for every 1,000 residents" if told.months.borough else many
    said = f"{words.compared(told.change.verdict, noun)} {unit}"
    shown = [_rate_table(about, told)] if as_table else []
    return PanelParts(verdict_mark(told.change.verdict), said, [], shown, [*words.source(told.volume)])


def _line(about: Wards, told: Portrait) -> Figure:
    finding = f"{told.ward.name}: {told.change.verdict.kind_words.lower()}"
    if not told.months.borough:
        return trend.monthly(told.volume, period=_period(about), height=TALL, finding=finding)
    return trend_line.beside(
        trend_line.Line(told.ward.name, {month: each.per_1000 for month, each in told.months.ward.items()}),
        trend_line.Line(
            about.borough_name, {month: each.per_1000 for month, each in told.months.borough.items()}, told.months.coverage
        ),
        coverage=told.volume.coverage,
        band=told.months.others,
        breaks=timeline.breaks_of(told.volume),
        height=TALL,
        finding=finding,
    )


def _period(about: Wards) -> tuple[date, date]:
    return about.counted.since, about.counted.until


def _rate_table(about: Wards, told: Portrait) -> html.Div:
    """Each month: how many, the rate here, the borough's, and between which rates half of the other wards lie."""
    heads = [Column("Month"), Column(capitalised(told.volume.source.noun[1]), numeric=True)]
    heads += [Column(f"{name}, per 1,000", numeric=True) for name in (told.ward.name, about.borough_name)]
    counts = told.volume.values()
    lines = [
        Line(
            [months.words(entry.month), month_value(counts.get(months.address(entry.month), 0), entry), *_rate_cells(told, entry)]
        )
        for entry in told.volume.comparable
    ]
    return table(
        [*heads, Column("Half of other wards", numeric=True)], lines, f"{told.ward.name} and {about.borough_name}, month by month"
    )


def _rate_cells(told: Portrait, entry: MonthCoverage) -> list[str]:
    rates = [f"{by[entry.month].per_1000:.1f}" if entry.month in by else "–" for by in (told.months.ward, told.months.borough)]
    of_all = told.months.coverage.of(entry.month) if told.months.coverage else None
    if entry.comparable and of_all is not None and not of_all.comparable and entry.month in told.months.borough:
        rates[1] += " (in part)"
    band = told.months.others.get(entry.month)
    return [*rates, f"{band.low:.1f} to {band.high:.1f}" if band else "–"]


# -- what kind? ---------------------------------------------------------------------------


def _kind(told: Portrait, *, as_table: bool) -> PanelParts:
    said = f"{words.changed_kinds(told)} {words.kinds_period(told)}"
    shown = [_kind_table(told)] if as_table else []
    return PanelParts(words.kinds(told), said, [], shown, [*words.source(told.kinds)])


def _bars(told: Portrait) -> Figure:
    return bars.ranking(told.kinds, style=KINDS, before=told.kinds_before, finding=words.kinds(told))


def _kind_table(told: Portrait) -> html.Div:
    """Each kind: now, a year before, the change and what may be said of it."""
    if told.kinds_before is None:
        return twin(told.kinds)
    slugs = sorted({row.keys[0] for released in (told.kinds, told.kinds_before) for row in released.rows})
    slugs.sort(key=lambda slug: (slug == UNKNOWN, -(told.kinds.value(slug) or 0)))
    columns = [Column("Kind"), Column("Now", numeric=True), Column("A year before", numeric=True, quiet=True)]
    lines = [_kind_line(told, slug) for slug in slugs]
    return table([*columns, Column("Change", numeric=True), Column("Verdict")], lines, words.kinds_period(told))


def _kind_line(told: Portrait, slug: str) -> Line:
    before = told.kinds_before.value(slug) if told.kinds_before else None
    counts = [WITHHELD if value is None else thousands(value) for value in (told.kinds.value(slug), before)]
    verdict = told.moved.of(told.ward.code, slug)
    said: list[str | Component] = [verdict.change_words or "–", verdict_mark(verdict)] if verdict else ["–", "–"]
    name = f"{told.kinds.label(slug)}{f' {DAGGER}' if slug in SEARCH_DRIVEN_TYPES else ''}"
    return Line([name, *counts, *said], marked=verdict is not None and verdict.clear)


# -- where and when? -----------------------------------------------------------------------


def _where(about: Wards, told: Portrait, *, as_table: bool) -> PanelParts:
    if told.places is None:
        shown = [twin(told.volume)] if as_table else []
        title, said = words.when(about, told)
        return PanelParts(title, said, [], shown, [*words.source(told.volume)])
    shown = [_place_table(told.places), *([twin(told.hours)] if told.hours else []), twin(told.volume)] if as_table else []
    return PanelParts(words.where(told.places), words.where_counts(told.places), [], shown, [*words.source(told.places)])


def _place_table(places: Released) -> html.Div:
    """Every place, the busiest first; withheld ones after them."""
    ranked = words.ranked_places(places)
    withheld = [(row.keys[0], None) for row in places.withheld()]
    columns = [Column("Place"), Column(capitalised(places.source.noun[1]), numeric=True)]
    lines = [
        Line([words.place_name(places, cell), WITHHELD if count is None else thousands(count)])
        for cell, count in [*ranked, *withheld]
    ]
    return table(columns, lines, f"{capitalised(places.source.noun[1])} by place, the busiest first")


def _places(about: Wards, told: Portrait) -> Figure:
    if told.places is None:
        return trend.monthly(told.volume, period=_period(about), height=TALL, finding="Month by month")
    names = {row.keys[0]: words.place_name(told.places, row.keys[0]).removeprefix("Around ") for row in told.places.rows}
    style = Style(limit=PLACES, label_width=150, height=SHORT, names=names)
    return bars.ranking(told.places, style=style, finding=words.where(told.places))


def strips(about: Wards, told: Portrait) -> list[Component]:
    """Under the places: the months of the period, and the hours where they are recorded."""
    if told.places is None:
        return []
    noun = capitalised(told.volume.source.noun[1])
    span = words.months_range(told.volume, about)
    shown: list[Component] = [
        strip(
            f"{noun} each month{f': {span}' if span else ''}",
            _month_beats(about, told),
            "Month by month. The Table button shows the numbers.",
        )
    ]
    if told.hours is not None:
        finding = findings.peak(told.hours)
        shown.append(strip(finding, _hour_beats(told), f"{finding}. The Table button shows the numbers."))
    return shown


def _month_beats(about: Wards, told: Portrait) -> list[Beat]:
    counts = told.volume.values()
    return [_month_beat(entry, counts.get(months.address(entry.month), 0)) for entry in about.counted.coverage.months]


def _month_beat(entry: MonthCoverage, value: int | None) -> Beat:
    said = f"{months.words(entry.month)}: {month_value(value, entry)}"
    if not entry.drawn:
        return Beat(f"{entry.month:%b}"[0], None, said, "missing")
    if value is None:
        return Beat(f"{entry.month:%b}"[0], None, said, "withheld")
    return Beat(f"{entry.month:%b}"[0], value, said, "complete" if entry.comparable else "partial")


def _hour_beats(told: Portrait) -> list[Beat]:
    hours = told.hours
    if hours is None:
        return []
    counts = [hours.value(str(hour)) for hour in range(24)]
    return [
        Beat(
            str(hour) if hour % 6 == 0 else "",
            count,
            f"{hour}:00: {WITHHELD if count is None else number(count)}",
            "withheld" if count is None else "complete",
        )
        for hour, count in enumerate(counts)
    ]
