"""The figures beside the records: what rates divide by, and what publishers tell of areas, on Data and methods."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from data_access.catalogue import CAVEATS, FIGURES, FigureKind, FigureSource
from data_access.catalogue.figures import AREA_KINDS
from data_access.indicators import HeldFigures, period_words
from data_access.wording import thousands
from layouts.components.table import Column, Line, table

_FORMS = ("csv", "json")


def denominators(held: Sequence[HeldFigures]) -> html.Section:
    """What rates divide by: people, households and homes, each with the year it is of."""
    rows = [each for each in held if each.source.kind is FigureKind.DENOMINATORS]
    columns = [Column("Counted"), Column("Of"), Column("By"), Column("In the borough", numeric=True)]
    lines = [
        Line([each.label, _vintage(each.vintage), _areas(each), thousands(each.total) if each.total is not None else "–"])
        for each in sorted(rows, key=lambda one: (one.slug, one.vintage, one.area_kind))
    ]
    body = table(columns, lines, "What rates divide by") if lines else html.P("None is loaded, so no rate can be shown.")
    return html.Section(
        [html.H2("Residents, households and homes"), body, *_absent(held, FigureKind.DENOMINATORS)], className="panel"
    )


def indicators(held: Sequence[HeldFigures]) -> html.Section:
    """Each publisher's figures of the borough's areas: of when, for how many areas, and as a file."""
    rows = [each for each in held if each.source.kind is FigureKind.INDICATORS]
    cards = [_card(source, [each for each in rows if each.source.key == source.key]) for source in _in_order(rows)]
    empty = [] if cards else [html.P("None is loaded.")]
    lead = html.P("Figures that are no counts of records: as published, never added up and never mixed with what is recorded.")
    return html.Section(
        [html.H2("Figures beside the records"), lead, *cards, *empty, *_absent(held, FigureKind.INDICATORS)], className="panel"
    )


def _in_order(rows: Sequence[HeldFigures]) -> list[FigureSource]:
    loaded = {each.source.key for each in rows}
    return [source for key, source in FIGURES.items() if key in loaded]


def _card(source: FigureSource, rows: Sequence[HeldFigures]) -> html.Details:
    columns = [Column("Figure"), Column("As a file"), Column("Unit"), Column("Of"), Column("By")]
    lines = [
        Line([each[0].label, _links(each[0]), source.indicators[each[0].slug].unit, _span(each), _areas(each[0])])
        for each in _together(source, rows)
    ]
    number = len({each.slug for each in rows})
    return html.Details(
        [
            html.Summary(f"{source.title}: {thousands(number)} {'figure' if number == 1 else 'figures'}, {_span(rows)}"),
            html.P(f"{source.agency}. {source.counting_rule}", className="small"),
            *(html.P(f"{CAVEATS[slug].words} {CAVEATS[slug].more}", className="small quiet") for slug in source.caveats),
            table(columns, lines, f"{source.title}: its figures"),
        ]
    )


def _together(source: FigureSource, rows: Sequence[HeldFigures]) -> list[list[HeldFigures]]:
    """An indicator's holdings by kind of area, each in one line, in the order of its source's file."""
    order = {slug: place for place, slug in enumerate(source.indicators)}
    found: dict[tuple[int, str], list[HeldFigures]] = {}
    for each in rows:
        found.setdefault((order[each.slug], each.area_kind), []).append(each)
    return [found[key] for key in sorted(found)]


def _absent(held: Sequence[HeldFigures], kind: FigureKind) -> list[Component]:
    loaded = {each.source.key for each in held}
    absent = [source.title for key, source in FIGURES.items() if source.kind is kind and key not in loaded]
    return [html.P(f"Not loaded: {'; '.join(absent)}.", className="quiet")] if absent else []


def _areas(each: HeldFigures) -> str:
    words = AREA_KINDS[each.area_kind][1]
    return words[0].upper() + words[1:] if each.area_kind == "london" else f"{thousands(each.areas)} {words}"


def _when(each: HeldFigures) -> str:
    return period_words(each.period, each.since, each.until)


def _span(rows: Sequence[HeldFigures]) -> str:
    return "; ".join(dict.fromkeys(_when(each) for each in rows))


def _vintage(vintage: str) -> str:
    return vintage.replace("census-", "census ").capitalize()


def _links(each: HeldFigures) -> list[Component | str]:
    address = f"source={each.source.key}&indicator={each.slug}&areas={each.area_kind}"
    links = [
        html.A(form.upper(), href=f"/data/indicators.{form}?{address}", title=f"{each.label} as {form.upper()}")
        for form in _FORMS
    ]
    return [part for link in links for part in (link, " ")][:-1]
