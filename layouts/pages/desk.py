"""Data desk: who loaded what, what it changed, which rows were set aside, and how it is taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dash import dcc, html
from dash.development.base_component import Component

from data_access.catalogue import DIMENSIONS
from data_access.history import Change, Deed, Desk, Difference, Entry, SetAside
from data_access.settings import Settings
from data_access.wording import thousands
from layouts.components.table import Column, Line, table
from layouts.ids import Ids

MOST_LINES = 5  # the rest are one command away
SHOWN = 100  # lines of a list; the commands tell all
REFUSED = (
    "The data desk answers only in a browser on the machine that Lion runs on, at its own address (127.0.0.1), until people "
    "can sign in. This request came from elsewhere or through a proxy."
)


def layout(configured: Settings) -> html.Div:
    """The page before anything is read: its headings are true, and nothing can be done yet."""
    return html.Div(
        [
            html.H1("What was loaded, and by whom"),
            html.P(
                f"Loads into {configured.name}’s store. This page answers on this machine only, until people can sign in.",
                className="lead",
            ),
            html.P(html.A("Places in words that wait for somebody", href="/data-desk/places")),
            html.Div(id=Ids.DESK_CLOSED),
            html.Div(_undoing(), id=Ids.DESK_ACTIONS, hidden=True),
            html.P(id=Ids.DESK_DONE, role="status"),
            *(html.Div(id=place) for place in (Ids.DESK_LOADS, Ids.DESK_CHANGES, Ids.DESK_ASIDE)),
        ],
        className="page data-page",
    )


def _undoing() -> html.Section:
    name = dcc.Input(id=Ids.DESK_AUTHOR, type="text", maxLength=80, autoComplete="name")
    return html.Section(
        [
            html.H2("Take the last load back"),
            html.P("Readers see the snapshot before it again, at once. Nothing is deleted: the files can be loaded again."),
            html.Label(["Your name, for the history ", name]),
            html.Button("Undo the last load…", id=Ids.DESK_ASK, type="button", className="button"),
            html.P(id=Ids.DESK_ASKED, role="status"),
            html.Button("Yes, take it back", id=Ids.DESK_SURE, type="button", className="button", hidden=True),
            dcc.Store(id=Ids.DESK_SHOWN),
        ],
        className="panel undoing",
    )


def closed() -> list[object]:
    """What stands here for whoever may not use the desk; in the order of :func:`drawn`."""
    why = html.P([REFUSED, " On that machine’s command line: ", html.Code("python -m data_access.ingest --loads"), "."])
    return [[why], True, [], [], []]


def drawn(desk: Desk) -> list[object]:
    """The desk for whoever is at it: no refusal, whether nothing can be undone, and the three lists."""
    return [[], desk.difference is None, _loads(desk), _changes(desk), _set_aside(desk.set_aside)]


def asked(desk: Desk) -> str:
    """What an undo would take back, before it does."""
    if desk.difference is None:
        return desk.alone
    latest = next((one for one in desk.entries if one.after == desk.current and one.deed is Deed.LOAD), None)
    who = f"what {latest.author} loaded on {_when(latest)} ({_names(latest)})" if latest else "the latest load"
    counts = len(desk.difference.changes)
    changed = "One published count goes" if counts == 1 else f"{thousands(counts)} published counts go"
    return f"This takes back {who}. {changed} back to what was before, as listed below."


def _section(title: str, *body: Component | None) -> html.Section:
    return html.Section([html.H2(title), *(part for part in body if part is not None)], className="panel")


def _loads(desk: Desk) -> html.Section:
    trouble = html.P(desk.trouble) if desk.trouble else None
    if not desk.entries:
        return _section("History of loads", trouble or html.P("Nothing is in the ledger yet."))
    columns = [
        Column("When (UTC)"),
        Column("Who"),
        Column("What"),
        Column("Rows in", numeric=True),
        Column("Loaded", numeric=True),
        Column("Set aside", numeric=True),
        Column("Repeated", numeric=True),
    ]
    lines = [line for entry in desk.entries for line in _entry(entry, desk.current)]
    return _section("History of loads", trouble, table(columns, lines, "Loads and undos, latest first", class_name="files"))


def _entry(entry: Entry, current: str) -> list[Line]:
    """One line for what somebody did, and one for each file."""
    sums = [sum(getattr(file, name) for file in entry.files) for name in _COUNTS]
    did = {Deed.UNDO: "Undid a load", Deed.PLACE: "Looked places in words up again"}.get(entry.deed, f"Loaded {_names(entry)}")
    now = " · what readers see" if entry.after == current else ""
    counts = [thousands(each) for each in sums] if entry.files else ["–"] * len(_COUNTS)
    head = Line([_when(entry), entry.author, f"{did}{now}", *counts], marked=bool(now))
    return [head, *(_file(file.name, file.sha256, [thousands(getattr(file, name)) for name in _COUNTS]) for file in entry.files)]


_COUNTS = ("rows_in", "rows_loaded", "rows_rejected", "rows_repeated")


def _file(name: str, sha256: str, counts: Sequence[str]) -> Line:
    digest = html.Code(sha256[:12], title=f"SHA-256 {sha256}")
    return Line(["", "", [f"{name} ", digest], *counts])


def _names(entry: Entry) -> str:
    return entry.files[0].name if len(entry.files) == 1 else f"{len(entry.files)} files"


def _when(entry: Entry) -> str:
    return f"{entry.at.day} {entry.at:%b %Y, %H:%M}"


def _changes(desk: Desk) -> html.Section:
    found = desk.difference
    if found is None:
        return _section("What the last load changed", html.P(desk.alone))
    if not found.changes:
        return _section("What the last load changed", html.P("No published count is another than before."))
    columns = [
        Column("Source"),
        Column("Month"),
        Column("Where"),
        Column("Kind"),
        Column("Was", numeric=True),
        Column("Is", numeric=True),
        Column("Change", numeric=True),
    ]
    caption = f"Counts that differ from the snapshot before{_of(len(found.changes))}"
    lines = [_changed(one, found.wards) for one in found.changes[:SHOWN]]
    return _section("What the last load changed", html.Ul(_totals(found)), table(columns, lines, caption), _more(found))


def _totals(found: Difference) -> list[Component]:
    """By source, how many counts changed, and the sum of it."""
    by_source: dict[str, list[Change]] = {}
    for one in found.changes:
        by_source.setdefault(one.source.title, []).append(one)
    return [html.Li(f"{title}: {_summed(listed)}") for title, listed in by_source.items()]


def _summed(listed: Sequence[Change]) -> str:
    counts = "one count" if len(listed) == 1 else f"{thousands(len(listed))} counts"
    return f"{counts}, {_signed(sum(one.now - one.was for one in listed))} records in all"


def _changed(one: Change, wards: Mapping[str, str]) -> Line:
    where = wards.get(one.ward, one.ward) or DIMENSIONS["location"].label(one.location)
    kind = DIMENSIONS["crime_type"].label(one.crime_type) if "crime_type" in one.source.carries else one.source.noun[1]
    return Line([one.source.title, one.month, where, kind, thousands(one.was), thousands(one.now), _signed(one.now - one.was)])


def _signed(number: int) -> str:
    return f"{'+' if number > 0 else '−'}{thousands(abs(number))}" if number else "0"


def _of(count: int) -> str:
    return f": the first {SHOWN} of {thousands(count)}" if count > SHOWN else ""


def _more(found: Difference) -> Component | None:
    if len(found.changes) <= SHOWN:
        return None
    return html.P(["All of them: ", html.Code("python -m data_access.ingest --difference")])


def _set_aside(rows: Sequence[SetAside]) -> html.Section:
    title = "Rows that were set aside"
    if not rows:
        return _section(title, html.P("None: every row of every published file was used."))
    alike: dict[tuple[str, ...], list[int]] = {}
    for row in rows:
        alike.setdefault((row.rule, row.file, row.column, row.do), []).append(row.line)
    heads = [Column("Reason"), Column("File"), Column("Column"), Column("Rows", numeric=True), Column("Lines")]
    told = [*alike.items()][:SHOWN]
    lines = [Line([rule, file, column, thousands(len(at)), _lines(at), do]) for (rule, file, column, do), at in told]
    caption = f"Rows set aside, by reason and file{_of(len(alike))}"
    how = html.P(["Files of partners are not listed here: ", html.Code("python -m data_access.ingest --list-rejected")])
    return _section(title, table([*heads, Column("What to do")], lines, caption, class_name="files"), how)


def _lines(numbers: Sequence[int]) -> str:
    """The first few line numbers, and how many more."""
    more = len(numbers) - MOST_LINES
    return ", ".join(map(str, numbers[:MOST_LINES])) + (f" and {thousands(more)} more" if more > 0 else "")
