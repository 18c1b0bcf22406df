"""The overview's key figures: how many, whether that changed, and every month behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from dash import html
from dash.development.base_component import Component

from data_access import months
from data_access.catalogue import DIMENSIONS, Source
from data_access.overview import KeyFigure, KeyMonth, Overview
from data_access.released import STATE_WORDS
from data_access.verdicts import Verdict, VerdictKind
from data_access.wording import thousands
from layouts.components.interval import CARD_SCALE, Scale
from layouts.components.key_figure import figure_lines, foot_words
from layouts.components.panel import PanelParts
from layouts.components.sparkline import sparkline
from layouts.components.table import Column, Line, table
from layouts.short_names import SPOKEN
from layouts.wording import gaps, month_state, month_value

SCALES = (CARD_SCALE, Scale(0.5, 2.0), Scale(0.25, 4.0))
FIGURES = tuple(f"overview-figure-{place}" for place in range(1, 5))

# A source's subject in a sentence, and the title of all of its records, where its title and noun say it badly.
_SUBJECTS: Mapping[str, tuple[str, str]] = MappingProxyType({"mps-recorded-crime": ("recorded crime", "All recorded crime")})


@dataclass(frozen=True, slots=True)
class Filled:
    """One panel's words, and what stands in the place of its figure."""

    parts: PanelParts
    figure: list[Component]


def subject(source: Source) -> str:
    """What a sentence is about: ``recorded crime``, ``stop and search``."""
    return _SUBJECTS[source.key][0] if source.key in _SUBJECTS else source.title.partition(",")[0].lower()


def title(source: Source, slug: str) -> str:
    """A key figure's own name: ``All searches``, ``Robbery``."""
    if slug:
        return DIMENSIONS[source.kind].label(slug)
    return _SUBJECTS[source.key][1] if source.key in _SUBJECTS else f"All {source.noun[1]}"


def sort_words(source: Source, slug: str) -> str:
    """A sort of record in a sentence: ``violence``, ``searching for controlled drugs``."""
    label = SPOKEN.get(slug, title(source, slug)).lower()
    return f"searching for {label}" if source.kind == "object" else label


def key_figure(told: Overview, figure: KeyFigure, *, scale: Scale = CARD_SCALE, as_table: bool = False) -> Filled:
    """A number over the period, its months, and whether it changed; as a table, every month with its running total."""
    change = figure.comparison
    total = "–" if change.total is None else thousands(change.total)
    lines = figure_lines(total, change.verdict, spark=_spark(figure), scale=scale, words=in_short(change.verdict))
    parts = PanelParts(
        title=title(told.source, figure.slug),
        subtitle="",
        note=[],
        table=[_months(told.source, figure)] if as_table else [],
        source=[_foot(told, figure)],
    )
    return Filled(parts, [html.Div(lines, className="key-figure")])


def one_scale(verdicts: Sequence[Verdict]) -> Scale:
    """The narrowest scale on which every interval can be seen: the same for all cards, so that they can be compared."""
    reaches = [verdict.interval for verdict in verdicts if verdict.interval is not None]
    fitting = (scale for scale in SCALES if all(scale.low <= each.low and each.high <= scale.high for each in reaches))
    return next(fitting, SCALES[-1])


def in_short(verdict: Verdict) -> str:
    """The verdict's words without the reasons in brackets: those stand in the lead and on the data page."""
    return verdict.words.partition(" (")[0]


def _foot(told: Overview, figure: KeyFigure) -> str:
    verdict = figure.comparison.verdict
    may_be_reporting = verdict.kind is VerdictKind.HIGHER and "reporting" in told.source.caveats
    reporting = "Can mean more reporting" if may_be_reporting else ""
    short = told.wards.coverage.gaps
    said = [foot_words(verdict), reporting, gaps(short, brief=True) if len(short) < 3 else f"{len(short)} months not complete"]
    return ". ".join(words for words in said if words)


def _spark(figure: KeyFigure) -> html.Span:
    """The months, those that may not be joined as open dots."""
    listed = figure.months
    alone = [i for i, month in enumerate(listed) if month.count is not None and (month.apart or not month.entry.comparable)]
    since = figure.comparison.since
    now = next((i for i, month in enumerate(listed) if month.entry.month >= since), 0)
    words = f"Monthly counts, {months.period_words(listed[0].entry.month, listed[-1].entry.month)}"
    return sparkline([month.count for month in listed], now=now, words=words, alone=alone)


def _months(source: Source, figure: KeyFigure) -> html.Div:
    """Month, count, the twelve months that end with it, and what it rests on; the latest first."""
    columns = [
        Column("Month"),
        Column("Count", numeric=True),
        Column("12 months", numeric=True),
        Column("State", quiet=True),
    ]
    lines = [
        Line([months.short(month.entry.month), month_value(month.count, month.entry), _running(month), _state(month)])
        for month in reversed(figure.months)
    ]
    return table(columns, lines, f"{title(source, figure.slug)} by month, with the total of the twelve months that end with it")


def _running(month: KeyMonth) -> str:
    return "–" if month.rolling is None else thousands(month.rolling)


def _state(month: KeyMonth) -> str:
    state = STATE_WORDS[month.entry.state] if month.entry.comparable else month_state(month.entry)
    return f"{state}; {month.apart}" if month.apart else state
