"""The table twin of any answer, and tables of rows that carry more than numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from data_access import months
from data_access.catalogue import Kind
from data_access.catalogue.code_lists import UNKNOWN
from data_access.released import MonthCoverage, Released, Row
from data_access.wording import percent
from layouts.components.attributes import said
from layouts.wording import amount, gaps, month_value

Cell = str | Component | list[str | Component]


@dataclass(frozen=True, slots=True)
class Column:
    """A column's head; numbers stand to the right. ``spoken`` names a column whose head is a drawing."""

    head: Cell
    numeric: bool = False
    quiet: bool = False
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A table's row: its first cell names it. ``marked`` rows stand out."""

    cells: Sequence[Cell]
    marked: bool = False


def twin(released: Released, caption: str = "") -> html.Div:
    """Every number of a figure, state included, to read, copy and hear."""
    caption = caption or caption_words(released)
    if len(released.by) == 2:
        return _crossed(released, caption)
    if released.by and released.by[0].kind is Kind.MONTH:
        return _monthly(released, caption)
    return _listed(released, caption)


def caption_words(released: Released) -> str:
    """``Searches by age and gender, October 2022 to September 2023``."""
    noun = released.source.noun[1]
    by = " and ".join(dimension.title.lower() for dimension in released.by)
    return f"{noun[:1].upper()}{noun[1:]}{f' by {by}' if by else ''}, {months.period_words(released.since, released.until)}"


def brief_words(released: Released) -> str:
    """``Age and gender, Oct 2022 to Sep 2023``: for a narrow panel."""
    by = " and ".join(dimension.title.lower() for dimension in released.by)
    since, until = months.short(released.since), months.short(released.until)
    return f"{by[:1].upper()}{by[1:]}, {since if since == until else f'{since} to {until}'}"


def table(columns: Sequence[Column], rows: Sequence[Line], caption: str, *, class_name: str = "") -> html.Div:
    """A table that scrolls inside itself, and can be reached to do so."""
    heads = [html.Th(_head(column), scope="col", className=_class(column)) for column in columns]
    body = [_row(row, columns) for row in rows]
    inside = [html.Caption(caption), html.Thead(html.Tr(heads)), html.Tbody(body)]
    drawn = html.Table(inside, className=f"table {class_name}".strip())
    return said(html.Div(drawn, className="scroller", tabIndex="0", role="region"), caption)


def _row(row: Line, columns: Sequence[Column]) -> html.Tr:
    cells = [_cell(cell, column, first=i == 0) for i, (cell, column) in enumerate(zip(row.cells, columns, strict=True))]
    return html.Tr(cells, className="marked" if row.marked else None)


def _head(column: Column) -> list[Cell]:
    return [html.Span(column.spoken, className="hidden"), column.head] if column.spoken else [column.head]


def _class(column: Column) -> str | None:
    names = [name for name, worn in (("number", column.numeric), ("quiet", column.quiet)) if worn]
    return " ".join(names) or None


def _cell(cell: Cell, column: Column, *, first: bool) -> html.Th | html.Td:
    if first:
        return html.Th(cell, scope="row", className=_class(column))
    return html.Td(cell, className=_class(column))


def _listed(released: Released, caption: str) -> html.Div:
    """One dimension (or none): label, number, share of everything shown; not recorded last."""
    if not released.by:
        total = amount(Row((), released.total, about=released.apportioned is not None))
        return table([Column("Everything asked for"), Column(_noun(released), numeric=True)], [Line(["Total", total])], caption)
    rows = sorted(released.rows, key=lambda row: row.keys[0] == UNKNOWN)
    known = [row.value for row in rows if row.value is not None]
    whole = sum(known) if len(known) == len(rows) and not released.overlapping else 0
    columns = [Column(released.by[0].title), Column(_noun(released), numeric=True), Column("Share", numeric=True, quiet=True)]
    lines = [[released.label(row.keys[0]), amount(row), _share(row.value, whole)] for row in rows]
    if released.by[0].key == "ward" and released.coverage.areas:
        columns.append(Column("Not whole"))
        lines = [[*line, gaps(released.short(row.keys), brief=True) or "–"] for line, row in zip(lines, rows, strict=True)]
    return table(columns, [Line(line) for line in lines], caption)


def _share(part: int | None, whole: int) -> str:
    return percent(part / whole) if whole and part is not None else "–"


def _monthly(released: Released, caption: str) -> html.Div:
    """Each month of the period, also those with nothing: the state in words."""
    rows, entries = {row.keys[0]: row for row in released.rows}, {entry.month: entry for entry in released.coverage.months}
    shown = sorted({*entries, *(month for slug in rows if (month := months.parse(slug)))})
    found = {month: rows.get(months.address(month), Row((), 0)) for month in shown}
    lines = [Line([months.words(month), _in_month(row, entries.get(month))]) for month, row in found.items()]
    return table([Column("Month"), Column(_noun(released), numeric=True)], lines, caption)


def _in_month(row: Row, entry: MonthCoverage | None) -> str:
    return f"about {month_value(row.value, entry)}" if row.about else month_value(row.value, entry)


def _crossed(released: Released, caption: str) -> html.Div:
    """Two dimensions: the one with fewer values across."""
    slugs = [_shown(released, place) for place in (0, 1)]
    across = 1 if len(slugs[1]) <= len(slugs[0]) else 0
    down = 1 - across
    columns = [Column(released.by[down].title), *(Column(released.label(slug, across), numeric=True) for slug in slugs[across])]
    lines = []
    for slug in slugs[down]:
        keys = [(slug, other) if down == 0 else (other, slug) for other in slugs[across]]
        lines.append(Line([released.label(slug, down), *(_crossing(released, pair) for pair in keys)]))
    return table(columns, lines, caption)


def _crossing(released: Released, pair: tuple[str, str]) -> str:
    """A number of two dimensions; of a ward's month that is not whole, with how."""
    row, short = released.row(*pair), released.short(pair)
    by_month = "month" in {dimension.key for dimension in released.by}
    return _in_month(row, short[0]) if short and by_month else amount(row)


def _shown(released: Released, place: int) -> list[str]:
    """A dimension's values that occur, in their own order, not recorded last."""
    found = {row.keys[place] for row in released.rows}
    dimension = released.by[place]
    ordered = [slug for slug in dimension.slugs if slug in found] if dimension.kind is Kind.CODED else sorted(found)
    return sorted(ordered, key=lambda slug: slug == UNKNOWN)


def _noun(released: Released) -> str:
    noun = released.source.noun[1]
    return f"{noun[:1].upper()}{noun[1:]}"
