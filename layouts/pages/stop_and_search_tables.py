"""The stop and search page's rows: rates by group, searches that led to action, and both as plain tables."""

from __future__ import annotations

import math
from collections.abc import Sequence

from dash import html

from data_access import months
from data_access.catalogue.code_lists import UNKNOWN
from data_access.estimates import Actions, Disparity, Interval, MonthShare, Proportionality, Share
from data_access.released import Coverage, Released
from data_access.wording import NBSP, percent, thousands, times
from layouts.components.dots import Dot, Scale, dot_cell, dot_heads
from layouts.components.table import Cell, Column, Line, table
from layouts.findings import people_of
from layouts.wording import month_state

RATES_CAPTION = "Searches per 1,000 residents by self-defined ethnicity"
ACTION_CAPTION = "Searches that led to action by self-defined ethnicity"


def rate_rows(found: Proportionality, released: Released) -> html.Div:
    """Each group's searches, residents, rate with its interval and reach, and how it compares with the reference."""
    scale = rate_scale(found)
    reference = released.label(found.reference)
    columns = [
        Column("Group"),
        Column("Searches", numeric=True),
        Column("Residents", numeric=True, quiet=True),
        Column("Per 1,000", numeric=True),
        Column(dot_heads(scale), spoken="Drawn"),
        Column(f"Against {reference}"),
    ]
    lines = [Line(_rate_cells(group, found, released, scale)) for group in found.groups]
    return table(columns, lines, RATES_CAPTION, class_name="dots rates")


def rate_scale(found: Proportionality) -> Scale:
    """Wide enough for every interval, and for how far the two largest groups could reach; others end in an arrow."""
    largest = sorted(found.groups, key=lambda group: -group.rate.count)[:2]
    ends = [group.rate.interval.high for group in found.groups] + [group.highest_rate for group in largest]
    return Scale(max(ends, default=1.0) * 1.06)


def _rate_cells(group: Disparity, found: Proportionality, released: Released, scale: Scale) -> list[Cell]:
    rate = group.rate
    dot = Dot(rate.per_1000, rate.interval, rate_words(group, released.label(group.key)), reach=group.highest_rate)
    return [
        html.B(released.label(group.key)),
        thousands(rate.count),
        thousands(rate.residents),
        _over(html.B(one_decimal(rate.per_1000)), _range(rate.interval)),
        dot_cell(dot, scale),
        _ratio(group, found),
    ]


def rate_words(group: Disparity, label: str) -> str:
    """A group's rate aloud, with how far it could reach."""
    said = f"{one_decimal(group.rate.per_1000)} per 1,000, {_between(_range(group.rate.interval))}"
    if group.highest_rate <= group.rate.per_1000:
        return said
    return f"{said}; {one_decimal(group.highest_rate)} if every search without a stated ethnicity were of {people_of(label)}"


def _between(interval: str) -> str:
    """``2.0 to 2.3`` as it stands in a sentence: ``between 2.0 and 2.3``."""
    return f"between {interval.replace(' to ', ' and ')}" if " to " in interval else interval


def one_decimal(rate: float) -> str:
    return f"{rate:,.1f}"


def _range(interval: Interval) -> str:
    return f"{interval.low:,.1f} to {interval.high:,.1f}"


def _over(first: html.B | str, second: str) -> html.Span:
    """A value with its interval under it."""
    return html.Span([first, html.Span(second, className="under")], className="over")


def _ratio(group: Disparity, found: Proportionality) -> Cell:
    if group.key == found.reference:
        return "reference"
    if group.ratio is None or group.ratio_interval is None:
        return html.Span("cannot be said", className="quiet")
    return _over(f"{times(group.ratio)} times", _between(ratio_range(group.ratio_interval)))


def ratio_range(interval: Interval) -> str:
    """``2.0 to 2.3``; ``2.0 or more`` where there is no upper end."""
    if math.isinf(interval.high):
        return f"{times(interval.low)} or more"
    return f"{times(interval.low)} to {times(interval.high)}"


def rate_table(found: Proportionality, released: Released) -> html.Div:
    """The same numbers and the bounds, to read, copy and hear."""
    reference = released.label(found.reference)
    columns = [
        Column("Group"),
        *(Column(head, numeric=True) for head in ("Searches", "Residents", "Per 1,000", "95 % interval")),
        Column("If all not stated were of it", numeric=True),
        Column(f"Against {reference}", numeric=True),
        Column("95 % interval", numeric=True),
        Column(f"If all not stated were {reference}, or of it", numeric=True),
    ]
    lines = [Line(_plain_rate(group, released)) for group in found.groups]
    lines += [Line([released.label(key), thousands(count), *["–"] * 7]) for key, count in found.left_out.items()]
    lines.append(Line([released.label(UNKNOWN), thousands(found.unknown.part), *["–"] * 7]))
    return table(columns, lines, RATES_CAPTION)


def _plain_rate(group: Disparity, released: Released) -> list[Cell]:
    rate, between, bounds = group.rate, group.ratio_interval, group.ratio_bounds
    return [
        released.label(group.key),
        thousands(rate.count),
        thousands(rate.residents),
        one_decimal(rate.per_1000),
        _range(rate.interval),
        one_decimal(group.highest_rate),
        times(group.ratio) if group.ratio is not None else "–",
        ratio_range(between) if between else "–",
        ratio_range(bounds) if bounds else "–",
    ]


def action_rows(actions: Actions, released: Released, order: Sequence[str]) -> html.Div:
    """Each group's searches, how many led to action, and that share with its interval beside everybody's."""
    shown = _ordered(actions, order)
    scale = action_scale(actions)
    columns = [
        Column("Group"),
        Column("Searches", numeric=True),
        Column("Action", numeric=True),
        Column("Share", numeric=True),
        Column(dot_heads(scale), spoken="Drawn"),
        Column("95 % interval", quiet=True),
    ]
    lines = [Line(_action_cells(group, released, scale)) for group in shown]
    return table(columns, lines, ACTION_CAPTION, class_name="dots actions")


def action_scale(actions: Actions) -> Scale:
    """In per cent, wide enough for every group's interval, with a line for all searches together."""
    ends = [100 * group.interval.high for group in actions.groups if group.share is not None]
    overall = actions.overall.share
    if overall is None or not ends:
        return Scale(100, "%")
    return Scale(min(100.0, max(*ends, 140 * overall) * 1.08), "%", 100 * overall, f"all {percent(overall)}")


def _ordered(actions: Actions, order: Sequence[str]) -> list[Share]:
    """The groups as in the rates above, any other after them, not stated last."""
    places = {key: place for place, key in enumerate(order)}
    return sorted(actions.groups, key=lambda group: (group.key == UNKNOWN, places.get(group.key, len(places)), -group.whole))


def _action_cells(group: Share, released: Released, scale: Scale) -> list[Cell]:
    label, between = released.label(group.key), _between(share_range(group))
    hundred = Interval(group.interval.low * 100, group.interval.high * 100)
    value = None if group.share is None else group.share * 100
    words = f"{label}: {percent(group.share or 0)}, {between}" if value is not None else f"{label}: no search with an outcome"
    return [
        html.B(label),
        thousands(group.whole),
        thousands(group.part),
        html.B(percent(group.share)) if group.share is not None else "–",
        dot_cell(Dot(value, hundred, words, unknown=group.key == UNKNOWN), scale),
        html.Span(between, className="small"),
    ]


def share_range(share: Share) -> str:
    """``37 to 42 %``."""
    if share.share is None:
        return "–"
    return f"{share.interval.low * 100:.0f} to {share.interval.high * 100:.0f}{NBSP}%"


def action_table(actions: Actions, released: Released, order: Sequence[str]) -> html.Div:
    columns = [Column("Group"), *(Column(head, numeric=True) for head in ("Searches", "Action", "Share", "95 % interval"))]
    every = [*_ordered(actions, order), actions.overall]
    lines = [Line(_plain_share(group, "All" if group is actions.overall else released.label(group.key))) for group in every]
    return table(columns, lines, ACTION_CAPTION)


def _plain_share(group: Share, label: str) -> list[Cell]:
    shown = percent(group.share) if group.share is not None else "–"
    return [label, thousands(group.whole), thousands(group.part), shown, share_range(group)]


def not_stated_table(by_month: Sequence[MonthShare], coverage: Coverage) -> html.Div:
    """Each month's searches and how many state no ethnicity; the state of a month that cannot be read."""
    columns = [Column("Month"), *(Column(head, numeric=True) for head in ("Searches", "Not stated", "Share", "95 % interval"))]
    lines = [Line([months.words(entry.month), *_month_cells(entry, coverage)]) for entry in by_month]
    return table(columns, lines, "Searches without a stated ethnicity by month")


def _month_cells(entry: MonthShare, coverage: Coverage) -> list[Cell]:
    held = coverage.of(entry.month)
    if held is not None and not held.drawn:
        return [month_state(held), "–", "–", "–"]
    share = entry.share
    if share is None or share.share is None:
        return ["0" if held is None or held.comparable else month_state(held), "–", "–", "–"]
    said = "" if held is None or held.comparable else f" ({month_state(held)})"
    return [f"{thousands(share.whole)}{said}", thousands(share.part), percent(share.share), share_range(share)]
