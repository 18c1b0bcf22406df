"""Overview: what changed in the borough, where is most, and what is missing. The board's page, and the front door."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dash import html
from dash.development.base_component import Component

from data_access import months
from data_access.catalogue import CAVEATS, SOURCES
from data_access.overview import Overview
from data_access.settings import Settings
from data_access.verdicts import Cause, LeftOut, Verdict, VerdictKind
from data_access.wording import listed, spelled, thousands
from layouts import headlines
from layouts.components.attributes import worn
from layouts.components.menu import Choice, files, links, menu
from layouts.components.menu import downloads as as_files
from layouts.components.panel import PanelParts, panel, part, word
from layouts.findings import lowered
from layouts.ids import Ids
from layouts.pages.overview_figures import FIGURES, Filled, key_figure, one_scale, sort_words, subject, title
from layouts.pages.overview_panels import MOVED, WARDS, missing, moved, wards
from layouts.view import View, address

PATH = "/"
TITLE = "Overview"
SOURCE = "mps-recorded-crime"  # asked where the address names none; its names stand until the answer comes
PANELS = (*FIGURES, MOVED, WARDS)
SLOTS = tuple(part(panel_id, "figure") for panel_id in PANELS)
MOST_REASONS = 2


def layout(configured: Settings) -> html.Div:
    """The page before anything is read: its headings are true and its panels as high as they will be."""
    source = SOURCES[SOURCE]
    names = [title(source, slug) for slug in ("", *source.headline)]
    figures = [
        panel(panel_id, name, height=122, in_rows=True, known_as=f"key figure {place}")
        for place, (panel_id, name) in enumerate(zip(FIGURES, names, strict=True), start=1)
    ]
    top = [
        html.H1(f"How {configured.name} is doing", id=Ids.OVERVIEW_HEADLINE),
        html.Div(
            [menu(Ids.OVERVIEW_SOURCES, "Source", source.title), html.Span(id=Ids.OVERVIEW_LEAD)], className="overview-lead"
        ),
        html.Div(id=Ids.OVERVIEW_NOTICES, className="small quiet"),
    ]
    present = html.A("Present", id=Ids.OVERVIEW_PRESENT, href="?present=1", className="button")
    absent = html.Div(id=Ids.OVERVIEW_MISSING)
    told = worn(html.Div(top), {"aria-live": "polite"})
    return html.Div(
        [
            html.Div(
                [told, html.Div([present, files(Ids.OVERVIEW_FILES, "Download")], className="acts")], className="overview-top"
            ),
            html.Div(figures, className="key-figures"),
            html.Div(
                [
                    panel(MOVED, "What moved most", height=362, in_rows=True, known_as="what moved most"),
                    panel(WARDS, "Rates by ward", height=424, in_rows=True, known_as="rates by ward"),
                    html.Section([html.H2("What is missing"), absent], className="panel missing-sources"),
                ],
                className="overview-columns",
            ),
            html.Div(id=Ids.OVERVIEW_SOURCE, className="source overview-source"),
        ],
        className="overview",
    )


def drawn(told: Overview | None, view: View) -> list[object]:
    """A value for each output of ``callbacks.overview``: the page's words, each panel's parts, then what stands in its figure."""
    filled = [*_filled(told, view)] if told else [Filled(PanelParts("", "", [], [], []), []) for _ in PANELS]
    words = _words(told, view) if told else ["Nothing has been loaded yet", "", [], "", [], "?present=1", [], [], []]
    return [*words, *(value for each in filled for value in each.parts), *(each.figure for each in filled)]


def _filled(told: Overview, view: View) -> list[Filled]:
    scale = one_scale([figure.comparison.verdict for figure in told.figures])
    figures = [
        key_figure(told, figure, scale=scale, as_table=word(panel_id) in view.tables)
        for panel_id, figure in zip(FIGURES, told.figures, strict=False)
    ]
    blank = [Filled(PanelParts("", "", [], [], []), [])] * (len(FIGURES) - len(figures))
    return [*figures, *blank, moved(told, view), wards(told, as_table=word(WARDS) in view.tables)]


def _words(told: Overview, view: View) -> list[object]:
    return [
        headline(told),
        told.source.title,
        links(sources(told, view)),
        lead(told),
        [html.P(words) for words in told.asked.notices],
        address(told.asked, replace(view, present=True)),
        as_files(downloads(told)),
        missing(told),
        source_words(told),
    ]


def headline(told: Overview) -> str:
    """What changed, in one sentence or two."""
    whole, *sorts = told.figures
    parts = [(sort_words(told.source, figure.slug), figure.comparison.verdict) for figure in sorts]
    return headlines.overview((subject(told.source), whole.comparison.verdict), parts)


# ---- the lead: whose records, where, when, and what is compared ------------------------


def lead(told: Overview) -> str:
    """Where, when, and what is compared: it follows the source's name."""
    since, until = told.wards.since, told.wards.until
    length = (until.year - since.year) * 12 + until.month - since.month + 1
    span = f"the {spelled(length) if length < 12 else length} months before" if 1 < length <= 12 else "the year before"
    verdict = told.figures[0].comparison.verdict
    return f" in {told.borough}, {months.period_words(since, until)}, against {span}. {compared_words(verdict)}"


def sources(told: Overview, view: View) -> list[Choice]:
    """Side by side, never added up: one source at a time, each in its own latest months."""
    return [
        Choice(SOURCES[key].title, address(replace(told.asked, source=key, since=None, until=None), view), key == told.source.key)
        for key in told.loaded
    ]


def compared_words(verdict: Verdict) -> str:
    """Which months are compared, and why the others are not."""
    if verdict.kind is VerdictKind.CANNOT_COMPARE:
        return f"No change can be told: {lowered(verdict.reason.partition(' (')[0])}."
    if not verdict.left_out:
        return "Each month is compared with the same month a year earlier."
    reasons = list(dict.fromkeys(_because(entry) for entry in verdict.left_out))
    more = len(reasons) - MOST_REASONS
    told = [*reasons[:MOST_REASONS], *([f"{spelled(more)} more were not whole"] if more > 0 else [])]
    return f"Changes compare {verdict.compared_words}, because {listed(told)}."


def _because(entry: LeftOut) -> str:
    """A month's reason as a clause: ``January 2022 is not whole (not supplied)``."""
    if entry.cause is not Cause.GAP:
        return entry.why
    month, _, reason = entry.why.partition(": ")
    return f"{month} is not whole ({reason.partition(' (')[0].partition(';')[0]})"


# ---- files, and what the page rests on ---------------------------------------------------


def downloads(told: Overview) -> Sequence[Choice]:
    """The page's numbers: by month, by sort and month, by ward with rates, by ward and sort, and as shapes."""
    asked, kind = told.question.to_query(), told.source.kind
    counts = f"/data/counts.csv?{asked}"
    by_ward = [Choice("Rates by ward, CSV", f"{counts}&by=ward&measure=rate")] if told.everywhere else []
    return [
        Choice("Months, CSV", f"{counts}&by=month"),
        Choice("Types by month, CSV", f"{counts}&by={kind},month"),
        *by_ward,
        Choice("Types by ward, CSV", f"{counts}&by=ward,{kind}"),
        Choice("Wards, GeoJSON", f"/data/counts.geojson?{asked}&by=ward"),
    ]


def source_words(told: Overview) -> list[str | Component]:
    """Whose numbers, to which day, against whose residents, and what to know before quoting them."""
    ends = months.last_day(told.wards.until)
    said = [f"Source: {told.source.title}, to {ends.day} {ends:%B %Y}."]
    slugs = [slug for slug in told.source.caveats if slug not in ("residents-2020", "outcome-vintage")]
    if told.residents is not None:
        said.append(f"Residents: ONS {told.residents.vintage} estimates ({thousands(told.residents.borough)}).")
        slugs.insert(0, "searched-elsewhere" if told.source.kind == "object" else "town-centre")
    said += [CAVEATS[slug].words for slug in slugs]
    return [f"{' '.join(said)} ", html.A("Data and methods", href="/data-and-methods")]
