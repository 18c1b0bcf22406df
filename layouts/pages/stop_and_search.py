"""Stop and search: who is searched, how often nobody knows, and what comes of it. For a scrutiny panel and for residents."""

from __future__ import annotations

from typing import NamedTuple

from dash import html
from dash.development.base_component import Component

from data_access import months
from data_access.scrutiny import Scrutiny
from data_access.settings import Settings
from data_access.wording import listed, thousands
from layouts import headlines
from layouts.canvas import Figure
from layouts.components.attributes import worn
from layouts.components.panel import PanelParts, panel
from layouts.ids import Ids
from layouts.pages import stop_and_search_panels as panels
from layouts.pages.stop_and_search_controls import Controls, controls, line
from layouts.view import View
from layouts.wording import gaps

SOURCE = "stop-and-search"


class Drawn(NamedTuple):
    """Everything the page shows of one question, in the order of ``callbacks.stop_and_search``'s outputs."""

    controls: Controls
    headline: str
    lead: str
    notices: list[Component]
    officers: list[Component]
    rates: list[Component]
    action: list[Component]
    figures: dict[str, Figure]
    parts: list[PanelParts]

    def outputs(self) -> list[object]:
        """One value for each output: the chips, then the words and rows, then each panel's parts."""
        return [*self.controls, *self[1:-1], *(words for part in self.parts for words in part)]


def layout(configured: Settings) -> html.Div:
    """The page before anything is read: its headings are true and its panels as high as they will be."""
    rates, unknown, action, outcome, volume, objects, people = (
        panel(slot.panel, slot.heading, height=slot.height, in_rows=slot.in_rows) for slot in panels.SLOTS
    )
    ended = html.Div([outcome, html.Div(id=Ids.STOPS_OFFICERS)])
    top = [
        html.H1("Who is searched, and what comes of it", id=Ids.STOPS_HEADLINE),
        html.P(id=Ids.STOPS_LEAD, className="lead"),
        html.Div(id=Ids.STOPS_NOTICES),
    ]
    return html.Div(
        [
            line(configured.name),
            worn(html.Div(top, className="say-first"), {"aria-live": "polite"}),
            html.Div([rates, unknown, action, ended], className="wide-and-narrow"),
            html.Div([volume, objects, people], className="thirds"),
        ],
        className="stops",
    )


def drawn(told: Scrutiny, view: View) -> Drawn:
    """Every word, row and figure of the page."""
    return Drawn(
        controls=controls(told, view),
        headline=headline(told),
        lead=lead(told),
        notices=notices(told),
        officers=officers(told),
        rates=panels.rates_drawn(told),
        action=panels.action_drawn(told),
        figures=panels.figures(told),
        parts=panels.parts(told, view),
    )


def headline(told: Scrutiny) -> str:
    """The finding in one sentence; the share that is not known, where nothing can be compared."""
    if not panels.supplied(told):
        return "Searches were not supplied for this period"
    if told.wrong:
        return f"Searches of {months.period_words(told.wrong[0].month, told.wrong[-1].month)} are known to be wrong"
    if told.against is not None:
        return _placed(told, headlines.disparity(told.against.found, told.groups))
    whole = f"Of {thousands(told.unknown.whole)} searches, " if told.unknown.whole else ""
    return _placed(told, whole + headlines.not_stated(told.unknown, ()))


def _placed(told: Scrutiny, sentence: str) -> str:
    """The sentence with its wards before it; unchanged for the whole borough."""
    wards = listed(panels.places(told))
    return f"In {wards}, {sentence[:1].lower()}{sentence[1:]}" if wards else sentence


def lead(told: Scrutiny) -> str:
    """What the unknown could do to the headline; or why there is no ratio."""
    if not panels.supplied(told):
        return f"Asked: {told.groups.question}."
    if told.against is None:
        return told.denominators.reason
    other = (told.other.residents.phrase, told.other.found) if told.other else None
    return headlines.disparity_doubt(told.against.found, told.groups, other)


def notices(told: Scrutiny) -> list[Component]:
    """Which filters were let go, who the residents are, and which months are not whole."""
    said = [*told.question.notices]
    if told.against is not None and {"age", "gender"} & set(told.question.narrowed):
        said.append(
            "Residents are of every age and gender, whoever is searched, so these rates read low. "
            "Compare them with each other only."
        )
    partial = gaps(told.groups.coverage.gaps)
    lines: list[Component] = [html.P(words, className="small quiet") for words in dict.fromkeys(said)]
    return [*lines, html.P(f"Not complete in this period: {partial}.", className="partial-note")] if partial else lines


def officers(told: Scrutiny) -> list[Component]:
    """What officers wrote, without a rate: their groups are not those that residents put themselves in."""
    words = panels.officer_words(told.officers)
    if not words:
        return []
    why = "We give no rate for it: the census asks people to define themselves."
    return [html.P([html.B("What officers recorded is a different question."), f" {words} {why}"], className="other-question")]
