"""The stop and search page's panels: what each says, how it is drawn, what its table holds, where it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dash import html
from dash.development.base_component import Component

from data_access.catalogue import CAVEATS
from data_access.catalogue.code_lists import UNKNOWN
from data_access.released import Coverage, MonthCoverage, Released
from data_access.scrutiny import Scrutiny
from data_access.wording import capitalised, listed, thousands
from layouts import findings, headlines
from layouts.canvas import Figure
from layouts.components.panel import Drop, PanelParts, caveats, panel_parts
from layouts.components.table import caption_words, twin
from layouts.components.verdict import verdict_line
from layouts.figures import bars, pyramid, share_line, trend
from layouts.pages import stop_and_search_tables as rows
from layouts.pages.stop_and_search_controls import drops
from layouts.view import View
from layouts.wording import gaps

NO_ACTION = "no-further-action"
# A month with fewer searches than this has no say in how far a share has ranged.
FEWEST_A_MONTH = 30
PUBLISHED = "police.uk stop and search"


@dataclass(frozen=True, slots=True)
class Slot:
    """One panel's place: its heading and subtitle before the answer comes; ``in_rows`` is drawn in a table's rows."""

    panel: str
    heading: str
    height: int
    subtitle: str = ""
    in_rows: bool = False

    @property
    def graph(self) -> str:
        return f"{self.panel}-figure"


RATES = Slot("stops-rates", "Searches per 1,000 residents", 274, in_rows=True)
UNKNOWN_SHARE = Slot("stops-unknown", "How many have no stated ethnicity", 232)
ACTION = Slot("stops-action", "Searches that led to action", 240, in_rows=True)
OUTCOME = Slot("stops-outcome", "How searches ended", 168)
VOLUME = Slot("stops-volume", "Searches month by month", 188)
OBJECT = Slot("stops-object", "What was searched for", 188)
PEOPLE = Slot("stops-people", "Age and gender", 188)
SLOTS = (RATES, UNKNOWN_SHARE, ACTION, OUTCOME, VOLUME, OBJECT, PEOPLE)
PANELS = tuple(slot.panel for slot in SLOTS)
GRAPHS = tuple(slot.graph for slot in SLOTS if not slot.in_rows)
# Clicking one of these narrows the question to it.
CLICKED = (OBJECT.graph, PEOPLE.graph)

_RATES_SUBTITLE = (
    "Self-defined ethnicity. Dot: what was stated, with its 95 % interval. "
    "Dotted line: how far it would reach if every “not stated” search were of this group"
)


class _Way(NamedTuple):
    """How a panel is shown: as its table or not, and which filters it offers to let go of."""

    as_table: bool
    drops: list[Drop]


def parts(told: Scrutiny, view: View) -> list[PanelParts]:
    """Each panel's words, in the order of ``SLOTS``."""
    asked = [_rates, _unknown, _action, _outcome, _volume, _objects, _people]
    offered = drops(told, view)
    ways = [_Way(slot.panel.partition("-")[2] in view.tables, offered) for slot in SLOTS]
    return [say(told, way) for say, way in zip(asked, ways, strict=True)]


def figures(told: Scrutiny) -> dict[str, Figure]:
    """What is drawn on graphs, by the graph's id."""
    period = (told.groups.since, told.groups.until)
    acted = [slug for slug in told.outcomes.values() if slug != NO_ACTION]
    style = bars.Style(label_width=160, height=OUTCOME.height)
    return {
        UNKNOWN_SHARE.graph: share_line.share_line(
            told.by_month, coverage=told.volume.coverage, height=UNKNOWN_SHARE.height, finding=_unknown_words(told)
        ),
        OUTCOME.graph: bars.ranking(told.outcomes, style=style, chosen=acted, finding=findings.leading(told.outcomes)),
        VOLUME.graph: trend.monthly(told.volume, period=period, height=VOLUME.height, finding=_volume_words(told)),
        OBJECT.graph: bars.ranking(
            told.objects,
            style=bars.Style(label_width=150, height=OBJECT.height),
            chosen=told.question.chosen("object"),
            finding=findings.leading(told.objects),
        ),
        PEOPLE.graph: pyramid.pyramid(
            told.people,
            height=PEOPLE.height,
            chosen_ages=told.question.chosen("age"),
            chosen_genders=told.question.chosen("gender"),
            finding=findings.people(told.people),
        ),
    }


def rates_drawn(told: Scrutiny) -> list[Component]:
    """The rates in rows; the counts alone where there is nothing to divide them by."""
    return [rows.rate_rows(told.against.found, told.groups) if told.against else twin(told.groups)]


def action_drawn(told: Scrutiny) -> list[Component]:
    return [rows.action_rows(told.actions, told.groups, order(told))]


def order(told: Scrutiny) -> list[str]:
    """The groups as the rates have them, so that both tables read alike."""
    return [group.key for group in told.against.found.groups] if told.against else []


def _rates(told: Scrutiny, way: _Way) -> PanelParts:
    if told.against is None:
        finding = "Groups are not compared" if told.wrong else findings.leading(told.groups)
        said = panel_parts(told.groups, finding=finding, as_table=way.as_table, drops=way.drops)
        return _supplied(told, RATES, said._replace(source=_source(told, told.denominators.reason)))
    found = told.against.found
    said = panel_parts(
        told.groups,
        finding=headlines.highest_group(found, told.groups),
        subtitle=_RATES_SUBTITLE,
        as_table=way.as_table,
        drops=way.drops,
    )
    whose = f"residents, {told.against.residents.name}"
    stated = f"{thousands(told.unknown.whole - told.unknown.part)} of {thousands(told.unknown.whole)} state an ethnicity."
    elsewhere = f"{CAVEATS['searched-elsewhere'].words.rstrip('.')}, which moves every rate here."
    source = _source(told, stated, _gaps(told), elsewhere, told.denominators.reason, more=whose)
    return _supplied(told, RATES, _tabled(said, rows.rate_table(found, told.groups), source))


def _unknown(told: Scrutiny, way: _Way) -> PanelParts:
    said = panel_parts(
        told.volume,
        finding=_unknown_words(told),
        subtitle="Share of searches not stated or blank, with 95 % intervals",
        as_table=way.as_table,
        drops=way.drops,
    )
    source: list[str | Component] = [
        f"Source: {PUBLISHED}, {_span(told.volume)}, {_where(told)}. {_gaps(told, told.volume.coverage)}".strip()
    ]
    return _supplied(told, UNKNOWN_SHARE, _tabled(said, rows.not_stated_table(told.by_month, told.volume.coverage), source))


def _unknown_words(told: Scrutiny) -> str:
    """The period's share, and its range over months that are whole and hold enough: others swing by themselves."""
    if told.wrong:
        return "How many have no stated ethnicity is not known"
    whole = {entry.month for entry in told.volume.coverage.months if entry.comparable}
    enough = [entry for entry in told.by_month if entry.month in whole and entry.share and entry.share.whole >= FEWEST_A_MONTH]
    return headlines.not_stated(told.unknown, enough)


def _action(told: Scrutiny, way: _Way) -> PanelParts:
    kinds = [told.outcomes.label(slug).lower() for slug in told.outcomes.values() if slug not in (NO_ACTION, UNKNOWN)]
    said = panel_parts(
        told.ended,
        finding=ACTION.heading if told.wrong else headlines.led_to_action(told.actions),
        subtitle=f"{capitalised(listed(kinds, 'or')) or 'Action'}, as a share of searches, with 95 % intervals",
        as_table=way.as_table,
        drops=way.drops,
    )
    ended = f"{thousands(told.actions.overall.whole)} of {thousands(told.unknown.whole)} have an outcome."
    source = _source(told, ended, "Action need not be linked to what was searched for.")
    return _supplied(told, ACTION, _tabled(said, rows.action_table(told.actions, told.groups, order(told)), source))


def _outcome(told: Scrutiny, way: _Way) -> PanelParts:
    blank = told.actions.unknown_outcome
    subtitle = f"Outcome, {thousands(told.unknown.whole)} searches; {thousands(blank) if blank else 'none'} blank"
    return _simple(told, OUTCOME, told.outcomes, findings.leading(told.outcomes), way, subtitle)


def _volume(told: Scrutiny, way: _Way) -> PanelParts:
    said = panel_parts(
        told.volume,
        finding=_volume_words(told),
        subtitle=verdict_line(told.change.verdict),
        as_table=way.as_table,
        drops=way.drops,
    )
    left_out = told.change.verdict.left_out_words if told.change.verdict.tested else ""
    compared = f"Compared with the year before{f', {left_out}' if left_out else ''}."
    source = f"Source: {PUBLISHED}, {_span(told.volume)}. {compared} {_gaps(told, told.volume.coverage)}".strip()
    return _supplied(told, VOLUME, said._replace(source=[source]))


def _volume_words(told: Scrutiny) -> str:
    return findings.trend_against(told.change, told.volume)


def _objects(told: Scrutiny, way: _Way) -> PanelParts:
    return _simple(told, OBJECT, told.objects, findings.leading(told.objects), way)


def _people(told: Scrutiny, way: _Way) -> PanelParts:
    return _simple(told, PEOPLE, told.people, findings.people(told.people), way)


def _simple(told: Scrutiny, slot: Slot, released: Released, finding: str, way: _Way, subtitle: str = "") -> PanelParts:
    said = panel_parts(
        released,
        finding=finding,
        subtitle=subtitle or caption_words(released),
        as_table=way.as_table,
        compact=True,
        drops=way.drops,
    )
    return _supplied(told, slot, said)


def _tabled(said: PanelParts, table: Component, source: list[str | Component]) -> PanelParts:
    """The panel with its own table in place of the plain one, where a table is shown."""
    return said._replace(table=[table] if said.table else [], source=source)


def supplied(told: Scrutiny) -> bool:
    """Whether any month of the period holds searches that can be placed."""
    return any(_holds(entry) for entry in told.groups.coverage.months)


def _holds(entry: MonthCoverage) -> bool:
    return entry.drawn


def _supplied(told: Scrutiny, slot: Slot, said: PanelParts) -> PanelParts:
    """Where no month of the period was supplied, that is said in place of “no searches”."""
    if supplied(told):
        return said
    words = f"Searches were not supplied for {_span(told.groups)}. Choose another period."
    return PanelParts(
        f"{slot.heading}: not supplied",
        "",
        [html.Div(html.P(words), className="blank")],
        [],
        [f"Source: {PUBLISHED}. {_gaps(told)}"],
    )


def _source(told: Scrutiny, *said: str, more: str = "") -> list[str | Component]:
    origin = f"Source: {PUBLISHED}{f'; {more}' if more else ''}."
    return [" ".join(words for words in (origin, *said) if words), caveats(told.groups)]


def _gaps(told: Scrutiny, coverage: Coverage | None = None) -> str:
    words = gaps((coverage or told.groups.coverage).gaps, brief=True)
    return f"{words}." if words else ""


def _span(released: Released) -> str:
    return caption_words(released).rpartition(", ")[2]


def _where(told: Scrutiny) -> str:
    wards = [told.groups.names.get(code, code) for code in told.question.chosen("ward")]
    return f"located in {listed(wards, 'or') or told.borough}"


def officer_words(officers: Released) -> str:
    """``They recorded 2,177 people as Black, 1,574 White, 179 Asian, 91 other, 102 blank.``; nothing of none."""
    known = sorted(((count, slug) for slug, count in officers.values().items() if slug != UNKNOWN and count), reverse=True)
    named = [f"{thousands(count)} {_inside(officers.label(slug))}" for count, slug in known]
    if not named:
        return ""
    count, _, group = named[0].partition(" ")
    first = f"They recorded {count} {'person' if count == '1' else 'people'} as {group}"
    blank = officers.value(UNKNOWN)
    return f"{', '.join([first, *named[1:], *([f'{thousands(blank)} blank'] if blank else [])])}."


def _inside(label: str) -> str:
    return label.lower() if label in ("Other", "Mixed") else label


def places(told: Scrutiny) -> Sequence[str]:
    """The names of the wards asked about; none for the whole borough."""
    return [told.groups.names.get(code, code) for code in told.asked.chosen("ward")]
