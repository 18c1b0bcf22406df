"""States set by hand: what somebody at the desk said of a month, over what its files show."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from urllib.parse import urlencode

from dash import dcc, html
from dash.development.base_component import Component

from data_access import months
from data_access.area_states import SUPPLIER, WARD
from data_access.catalogue import Source
from data_access.history import StatesDesk, Weighed
from data_access.released import ABSENT, STATE_WORDS, WHOLE, MonthCoverage, State
from data_access.rulings import SETTABLE, Ruling
from data_access.settings import Settings
from data_access.wording import capitalised, spelled
from layouts.components.attributes import worn
from layouts.components.table import Column, Line, table
from layouts.ids import Ids
from layouts.wording import runs

PATH = "/data-desk/states"
WISHED = 6  # source, area, first month, last month, state, reason
_KINDS = {SUPPLIER: "One of its suppliers", WARD: "One ward"}
_MEANS = {
    State.COMPLETE: "whole, whatever its files look like. A month without records is then a nought",
    State.PROVISIONAL: "whole as far as anybody knows, and it may yet grow; it is compared",
    State.PARTIAL: "some of it is absent; drawn so, and compared with nothing",
    State.DEFECTIVE: "drawn so, and compared with nothing",
    State.MISSING: "nobody waits for it any more",
    State.LATE: "nothing has come, and it is still expected",
    State.NOT_COLLECTED: "the supplier keeps no such record of these months",
}
REFUSED = (
    "States are set only in a browser on the machine that Lion runs on, at its own address (127.0.0.1), until people "
    "can sign in. This request came from elsewhere or through a proxy, or "
    "this server’s desk is closed (LION_DESK)."
)


def layout(configured: Settings) -> html.Div:
    """The page before anything is read: its headings are true, and nothing can be done yet."""
    lead = (
        f"What {configured.name}’s readers are told of a month, where its files do not show it. Readers see a state from their "
        "next question on; who set it, when and why is kept, and it can be withdrawn. This page answers on this machine only."
    )
    return html.Div(
        [
            html.H1("States set by hand"),
            html.P(lead, className="lead"),
            html.Div(id=Ids.STATES_CLOSED),
            html.P(id=Ids.STATES_DONE, role="status"),
            html.Div(_withdrawing(), id=Ids.STATES_BACK_FORM, hidden=True),
            html.Div(id=Ids.STATES_SHOWN),
            html.Div(_setting(), id=Ids.STATES_FORM, hidden=True),
            html.Div(id=Ids.STATES_HISTORY),
        ],
        className="page data-page",
    )


def _setting() -> html.Section:
    means = [part for state in SETTABLE for part in (html.Dt(capitalised(STATE_WORDS[state])), html.Dd(_MEANS[state]))]
    return html.Section(
        [
            html.H2("Set the state of months"),
            _list("Of what ", Ids.STATES_AREA, [html.Option("The whole source", value="")], filled=Ids.STATES_AREAS),
            _field("First month, such as 2026-03 ", Ids.STATES_SINCE, most=7),
            _field("Last month; empty for one month ", Ids.STATES_UNTIL, most=7),
            _list("State ", Ids.STATES_STATE, [html.Option("Choose one", value=""), *map(_option, SETTABLE)]),
            html.Details([html.Summary("What each state means"), html.Dl(means)]),
            _field("Why, as readers will read it ", Ids.STATES_REASON, most=200, wide=True),
            _field("Your name, for the history ", Ids.STATES_AUTHOR, most=80, name=True),
            html.Button("What would readers see?", id=Ids.STATES_ASK, type="button", className="button"),
            html.Div(id=Ids.STATES_ASKED, role="status"),
            html.Button("Yes, set it", id=Ids.STATES_SURE, type="button", className="button", hidden=True),
            dcc.Store(id=Ids.STATES_WISH),
        ],
        className="panel undoing setting",
    )


def _field(label: str, place: Ids, *, most: int, wide: bool = False, name: bool = False) -> html.Label:
    box = dcc.Input(id=place, type="text", maxLength=most, autoComplete="name" if name else "off")
    return html.Label([label, box], className="wide" if wide else None)


def _list(label: str, kept: Ids, options: list[Component], *, filled: Ids | None = None) -> html.Div:
    """A list to choose from; assets/chosen.js keeps what is chosen in the store named ``kept``."""
    chooser = html.Select(options, id=filled) if filled else html.Select(options)
    return html.Div([html.Label([label, worn(chooser, {"data-into": str(kept)})]), dcc.Store(id=kept, data="")])


def _option(state: State) -> html.Option:
    return html.Option(capitalised(STATE_WORDS[state]), value=state.value)


def _areas(desk: StatesDesk) -> list[Component]:
    """The whole source first; then its suppliers, then the wards, each by name."""
    groups = [
        html.Optgroup([html.Option(each.name, value=each.code) for each in desk.areas if each.kind == kind], label=label)
        for kind, label in _KINDS.items()
        if any(each.kind == kind for each in desk.areas)
    ]
    return [html.Option("The whole source", value=""), *groups]


def _withdrawing() -> html.Section:
    return html.Section(
        [
            html.H2("Withdraw this state"),
            html.Div(id=Ids.STATES_BACK_ASKED),
            _field("Why it no longer holds ", Ids.STATES_WHY, most=200, wide=True),
            _field("Your name, for the history ", Ids.STATES_BACK_AUTHOR, most=80, name=True),
            html.Button("Yes, withdraw it", id=Ids.STATES_BACK, type="button", className="button"),
        ],
        className="panel undoing setting",
    )


def closed() -> list[object]:
    """What stands here for whoever may not use the desk; in the order of :func:`drawn`."""
    return [[html.P(REFUSED)], [], True, [], [], True, []]


def drawn(desk: StatesDesk) -> list[object]:
    """For whoever is at it: trouble, months or sources, whether nothing can be set and of what, what to withdraw, the history."""
    if desk.source is None:
        return [_trouble(desk), _sources(desk), True, [], [], True, []]
    back = [html.P(_ruling_words(desk, desk.asked, desk.source))] if desk.asked else []
    shown = [_months(desk.months, desk.source), *_short(desk, desk.source)]
    return [_trouble(desk), shown, False, _areas(desk), back, desk.asked is None, _history(desk, desk.source)]


def _trouble(desk: StatesDesk) -> list[Component]:
    behind = "Readers do not see the latest of this page: run python -m data_access.ingest --states, or set any state."
    return [html.P(words) for words in (desk.trouble, behind if desk.behind else "") if words]


def _sources(desk: StatesDesk) -> html.Section:
    lines = [Line([_link(each.title, of=each.key), each.agency, _standing(desk.standing[each.key])]) for each in desk.sources]
    body = table([Column("Source"), Column("Supplier"), Column("Set by hand")], lines, "Sources loaded")
    return html.Section([html.H2("Of which source?"), body if lines else html.P("Nothing is loaded.")], className="panel")


def _standing(count: int) -> str:
    return f"{spelled(count)} standing" if count else "–"


def _link(words: str, **query: object) -> html.A:
    return html.A(words, href=f"{PATH}?{urlencode(query)}")


def _months(shown: Sequence[MonthCoverage], source: Source) -> html.Section:
    """What readers are told of each month, beside what its files show: those alike as one row."""
    lines = []
    for _, alike in groupby(shown, key=_alike):
        first, *_, last = [*alike] * 2
        found = last.found or last
        span = months.period_words(first.month, last.month)
        lines.append(Line([span, _said(last), _said(found), last.reason or "–"], marked=last.found is not None))
    columns = [Column("Months"), Column("Readers are told"), Column("Its files show"), Column("Why")]
    body = table(columns, lines, f"{source.title}: the last months")
    return html.Section([html.P(html.A("All sources", href=PATH)), html.H2(source.title), body], className="panel")


def _short(desk: StatesDesk, source: Source) -> list[html.Section]:
    """The wards and suppliers that are told apart from the whole source, month by month."""
    if not desk.short:
        return []
    told = sorted(desk.short, key=lambda each: (each[0], each[1].month))
    lines = []
    for _, alike in groupby(told, key=lambda each: (each[0], _alike(each[1]), each[1].reason)):
        (name, first), *_, (_, last) = [*alike] * 2
        span = months.period_words(first.month, last.month)
        lines.append(Line([name, span, _said(last), last.reason or "–"], marked=last.found is not None))
    columns = [Column("Ward or supplier"), Column("Months"), Column("Readers are told"), Column("Why")]
    body = table(columns, lines, f"{source.title}: wards and suppliers that are not whole")
    return [html.Section([html.H2("Wards and suppliers told apart"), body], className="panel")]


def _alike(entry: MonthCoverage) -> tuple[State, str, State | None]:
    return entry.state, entry.reason, entry.found.state if entry.found else None


def _said(entry: MonthCoverage) -> str:
    return capitalised(STATE_WORDS[entry.state])


def asked(weighed: Weighed) -> list[Component]:
    """What readers would see, before it is so."""
    period = months.period_words(weighed.since, weighed.until)
    count = "This month" if len(weighed.found) == 1 else f"These {spelled(len(weighed.found))} months"
    what = ", ".join(part for part in (weighed.source.title, weighed.area, period) if part)
    told = f"{what}: readers will be told “{STATE_WORDS[weighed.state]}”, because “{weighed.reason}”."
    shows = "; ".join(f"{months.period_words(a.month, b.month)} {STATE_WORDS[b.state]}" for a, b in runs(weighed.found))
    effect = "may be compared" if weighed.state in WHOLE else "will be compared with nothing"
    nought = weighed.state in WHOLE and any(each.state in ABSENT for each in weighed.found)
    more = ["Months without any record will be drawn as nought."] if nought else []
    return [html.P(each) for each in (told, f"By its files: {shows}.", " ".join([f"{count} {effect}.", *more]))]


def _history(desk: StatesDesk, source: Source) -> html.Section:
    title = "Everything ever set"
    if not desk.rulings:
        return html.Section([html.H2(title), html.P(f"Nothing was ever set of {source.title}.")], className="panel")
    columns = [Column("When"), Column("Who"), Column("Of what"), Column("Months"), Column("State"), Column("Why"), Column("Now")]
    lines = [_line(desk, ruling) for ruling in desk.rulings]
    body = table(columns, lines, f"{source.title}: states set by hand, latest first", class_name="files")
    return html.Section([html.H2(title), body], className="panel")


def _line(desk: StatesDesk, ruling: Ruling) -> Line:
    head = [
        f"{ruling.day.day} {months.short(ruling.day)}",
        ruling.author,
        desk.named(ruling.area),
        ruling.period,
        STATE_WORDS[ruling.state],
        ruling.reason,
    ]
    if ruling.withdrawn:
        back = ruling.withdrawn
        return Line([*head, f"withdrawn on {back.at.day} {months.short(back.at)} by {back.author}: {back.reason}"])
    query = urlencode({"of": ruling.source, "ruling": ruling.number})
    named = html.Span(f" {STATE_WORDS[ruling.state]}, {desk.named(ruling.area)}, {ruling.period}", className="hidden")
    link = html.A(["Withdraw", named, "…"], href=f"{PATH}?{query}")
    newer = ["A file was loaded since: does it still hold? "] if ruling.number in desk.overtaken else []
    return Line([*head, [*newer, link]], marked=True)


def _ruling_words(desk: StatesDesk, ruling: Ruling, source: Source) -> str:
    day = f"{ruling.day.day} {months.words(ruling.day)}"
    state = STATE_WORDS[ruling.state]
    what = ", ".join([source.title, *([desk.named(ruling.area)] if ruling.area else []), ruling.period])
    return f"{what}: {state}, because “{ruling.reason}”; set by {ruling.author} on {day}."
