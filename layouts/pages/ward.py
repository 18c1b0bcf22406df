"""Ward: one ward beside the borough, to be read in a hall. Is it getting worse, what kind, where and when?"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple
from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component

from data_access import portrait
from data_access.portrait import Portrait, Wards
from data_access.settings import Settings
from data_access.wording import capitalised, thousands
from layouts.canvas import Figure
from layouts.components.attributes import worn
from layouts.components.panel import PanelParts
from layouts.ids import Ids
from layouts.pages import ward_panels as panels
from layouts.pages import ward_words as words
from layouts.pages.ward_choice import all_wards, finder, names, notices, sources, wards
from layouts.view import View

PATH = "/ward"
SOURCE = portrait.SOURCE
SHOWN, GONE = "ward-three", "ward-three gone"


class Drawn(NamedTuple):
    """Everything the page shows of one question, in the order of the callback's outputs."""

    menu: str
    wards_offered: list[Component]
    source: str
    sources_offered: list[Component]
    names: list[Component]
    notices: list[Component]
    lead: list[Component]
    wards: list[Component]
    three: str
    strips: list[Component]
    foot: list[Component]
    figures: dict[str, Figure]
    parts: list[PanelParts]

    def outputs(self) -> list[object]:
        """One value for each output: the panels' words come last, part by part."""
        return [*self[:-1], *(said for each in self.parts for said in each)]


def layout(configured: Settings) -> html.Div:
    """The page before anything is read: its headings are true."""
    worse, kind, where = panels.frames()
    where = html.Div([where, html.Div(id=Ids.WARD_STRIPS, className="strips")], className="ward-where")
    waiting = [html.Div([html.H1("Your ward"), html.P(f"Beside {configured.name} as a whole.", className="say")])]
    return html.Div(
        [
            finder(),
            html.Div(id=Ids.WARD_FOUND, className="ward-found", role="status"),
            html.Div(id=Ids.WARD_NOTICES),
            worn(html.Div(waiting, id=Ids.WARD_LEAD, className="ward-lead"), {"aria-live": "polite"}),
            html.Div(id=Ids.WARD_LIST, className="ward-all"),
            html.Div([worse, kind, where], id=Ids.WARD_THREE, className=SHOWN),
            html.Div(id=Ids.WARD_FOOT, className="ward-two"),
        ],
        className="page ward-page",
    )


def drawn(about: Wards, told: Portrait | None, view: View, town_centres: Collection[str]) -> Drawn:
    """Every word, row and figure: of one ward, or of all to choose from."""
    asked = (*wards(about, told, view), *sources(about, told, view), names(about), notices(about))
    if told is None:
        blank = PanelParts("", "", [], [], [])
        return Drawn(
            *asked,
            _invitation(),
            all_wards(about, view),
            GONE,
            [],
            [_about(about, None, ())],
            {},
            [blank] * len(panels.PANELS),
        )
    return Drawn(
        *asked,
        lead=_lead(about, told, town_centres),
        wards=[],
        three=SHOWN,
        strips=panels.strips(about, told),
        foot=[_promises(told), _about(about, told, town_centres)],
        figures=panels.figures(about, told),
        parts=panels.parts(about, told, view),
    )


def _invitation() -> list[Component]:
    """No ward is chosen: how to choose one, and no ward for an example."""
    said = "Type its name or your postcode above, or choose it here, to see how it compares with the borough."
    return [html.Div([html.H1("Which ward do you live in?"), html.P(said, className="say")])]


def _lead(about: Wards, told: Portrait, town_centres: Collection[str]) -> list[Component]:
    title = html.H1([told.ward.name, " ", html.Span("ward")])
    said = html.P(words.say(about, told, town_centres), className="say")
    return [html.Div([title, said]), html.Dl(_figures(about, told))]


def _figures(about: Wards, told: Portrait) -> list[Component]:
    """The two numbers a reader looks for first."""
    total, noun = told.change.total, told.volume.source.noun[1]
    counted = "not known" if total is None else thousands(total)
    under = " ".join(part for part in (words.period(about), words.lacking(told)) if part)
    shown = [_figure(f"{capitalised(noun)} {words.how_long(about)}", counted, under)]
    if told.rate is None:
        return shown
    borough = f"{about.borough_name} as a whole {about.borough.per_1000:.0f}" if about.borough else ""
    return [*shown, _figure("For every 1,000 residents", f"{told.rate.per_1000:.0f}", borough)]


def _figure(name: str, value: str, under: str) -> html.Div:
    return html.Div([html.Dt(name), html.Dd(value, className="number"), html.Dd(under, className="under")])


def _promises(told: Portrait) -> html.Section:
    said = (
        f" When the {told.ward.name} ward panel’s notes are added, each promise appears here "
        "with who does it, by when, and what changed."
    )
    empty = html.Div(html.P([html.B("Nothing has been supplied yet."), said]), className="nothing-yet")
    return html.Section([html.H2("What the panel asked for, and what was done"), empty], className="panel")


def _about(about: Wards, told: Portrait | None, town_centres: Collection[str]) -> html.Section:
    said = html.P(words.about_figures(about, told, town_centres), className="source")
    licence = html.P(f"{about.counted.source.licence}.", className="source on-paper")
    return html.Section([html.H2("About these figures"), said, licence, _further(about, told)], className="panel")


def _further(about: Wards, told: Portrait | None) -> html.P:
    """The numbers as files, and where to look more closely."""
    question = about.question.choosing("ward", [told.ward.code] if told else [])
    kind = about.counted.source.kind
    wanted = (("By month", "month"), ("By kind", kind)) if told else (("By ward", "ward"),)
    files = [
        html.A(f"{name} (CSV)", href=f"/data/counts.csv?{question.to_query()}&{urlencode({'by': by})}", download="")
        for name, by in wanted
    ]
    rest = [
        html.A("Look closer in Explore", href=f"/explore?{question.to_query()}"),
        html.A("How this is counted", href="/data-and-methods"),
    ]
    return html.P([piece for link in (*files, *rest) for piece in (link, " ")], className="further small")
