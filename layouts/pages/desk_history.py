"""Who loaded what, which counts it changed, and which rows were set aside: the desk's lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from dash import html
from dash.development.base_component import Component

from data_access.catalogue import DIMENSIONS
from data_access.history import Change, Deed, Desk, Difference, Entry, SetAside
from data_access.wording import thousands
from layouts.components.table import Column, Line, table
from layouts.written import Element

MOST_LINES = 5  # the rest are one command away
MOST_FILES = 5  # of one load
_NOTHING = (
    "No count of an open source is another than before. Records about people are not compared here: "
    "the history below says how many rows each load used, and a dry run shows what each month would hold."
)
SHOWN = 100  # lines of a list; the commands tell all
COUNTS = ("rows_in", "rows_loaded", "rows_rejected", "rows_repeated")
_DAY_LENGTH = len("20261122T031500Z")


def section(title: str, *body: Component | Element | None) -> html.Section:
    return html.Section([html.H2(title), *(part for part in body if part is not None)], className="panel")


def moment(at: datetime) -> str:
    return f"{at.day} {at:%b %Y, %H:%M}"


def loads(desk: Desk) -> html.Section:
    trouble = html.P(desk.trouble) if desk.trouble else None
    if not desk.entries:
        return section("History of loads", trouble or html.P("Nothing is in the ledger yet."))
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
    drawn = table(columns, lines, "Loads and undos, latest first", class_name="files")
    whole = any(len(entry.files) > MOST_FILES for entry in desk.entries)
    how = html.P(["Every file of every load: ", html.Code("python -m data_access.ingest --loads")]) if whole else None
    return section("History of loads", trouble, drawn, how)


def _entry(entry: Entry, current: str) -> list[Line]:
    """One line for what somebody did, and one for each file."""
    sums = [sum(getattr(file, name) for file in entry.files) for name in COUNTS]
    did = {Deed.UNDO: "Undid a load", Deed.PLACE: "Looked places in words up again"}.get(entry.deed, f"Loaded {names(entry)}")
    now = " · what readers see" if entry.after == current else ""
    counts = [thousands(each) for each in sums] if entry.files else ["–"] * len(COUNTS)
    note = [html.Span(f" “{entry.note}”", className="quiet")] if entry.note else []
    head = Line([moment(entry.at), entry.author, [f"{did}{now}", *note], *counts], marked=bool(now))
    files = [
        _file(file.name, file.sha256, [thousands(getattr(file, name)) for name in COUNTS]) for file in entry.files[:MOST_FILES]
    ]
    more = len(entry.files) - MOST_FILES
    rest = [Line(["", "", f"and {thousands(more)} more files", *[""] * len(COUNTS)])] if more > 0 else []
    return [head, *files, *rest]


def _file(name: str, sha256: str, counts: Sequence[str]) -> Line:
    digest = html.Code(sha256[:12], title=f"SHA-256 {sha256}")
    return Line(["", "", [f"{name} ", digest], *counts])


def names(entry: Entry) -> str:
    return entry.files[0].name if len(entry.files) == 1 else f"{len(entry.files)} files"


def changes(desk: Desk) -> html.Section:
    """What differs between the snapshots chosen: the current one and the one before it, unless others are asked for."""
    found, choice = desk.difference, _choice(desk)
    if found is None:
        return section("What a load changed", choice, html.P(desk.alone))
    if not found.changes:
        return section("What a load changed", choice, html.P(_NOTHING))
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
    return section("What a load changed", choice, html.Ul(_totals(found)), table(columns, lines, caption), _more(found))


def _choice(desk: Desk) -> html.Div | None:
    """Two lists of snapshots; a change of either becomes the address."""
    if len(desk.kept) < 2:
        return None
    found = desk.difference
    before, after = (found.before, found.after) if found else ("", "")
    pair = [_snapshots("before", "From", desk, before), _snapshots("after", "to", desk, after)]
    return html.Div(pair, className="compared")


def _snapshots(key: str, words: str, desk: Desk, chosen: str) -> Element:
    """A native list, named by its label; what is chosen is marked by the server, as the address has it."""
    listed = desk.kept if chosen in desk.kept or not chosen else (chosen, *desk.kept)
    options = [_option(name, _called(name, desk), chosen=name == chosen) for name in listed]
    options = options if chosen else [_option("", "choose one", chosen=True), *options]
    return Element("label", {}, [f"{words} ", Element("select", {"data-compares": key}, options)])


def _option(value: str, words: str, *, chosen: bool) -> Element:
    return Element("option", {"value": value} | ({"selected": True} if chosen else {}), [words])


def _called(name: str, desk: Desk) -> str:
    """A snapshot by when it was made, who made it, and whether readers see it."""
    made = datetime.strptime(name[:_DAY_LENGTH], "%Y%m%dT%H%M%SZ")
    entry = next((one for one in desk.entries if one.after == name and one.deed is Deed.LOAD), None)
    what = f": {names(entry)}, {entry.author}" if entry else ""
    return f"{moment(made)}:{made:%S}{what}{' · what readers see' if name == desk.current else ''}"


def _totals(found: Difference) -> list[Component]:
    """By source, how many counts changed, and the sum of it."""
    by_source: dict[str, list[Change]] = {}
    for one in found.changes:
        by_source.setdefault(one.source.title, []).append(one)
    return [html.Li(f"{title}: {_summed(listed)}") for title, listed in by_source.items()]


def _summed(listed: Sequence[Change]) -> str:
    counts = "one count" if len(listed) == 1 else f"{thousands(len(listed))} counts"
    return f"{counts}, {signed(sum(one.now - one.was for one in listed))} records in all"


def _changed(one: Change, wards: Mapping[str, str]) -> Line:
    where = wards.get(one.ward, one.ward) or DIMENSIONS["location"].label(one.location)
    kind = DIMENSIONS["crime_type"].label(one.crime_type) if "crime_type" in one.source.carries else one.source.noun[1]
    return Line([one.source.title, one.month, where, kind, thousands(one.was), thousands(one.now), signed(one.now - one.was)])


def signed(number: int) -> str:
    return f"{'+' if number > 0 else '−'}{thousands(abs(number))}" if number else "0"


def _of(count: int) -> str:
    return f": the first {SHOWN} of {thousands(count)}" if count > SHOWN else ""


def _more(found: Difference) -> Component | None:
    if len(found.changes) <= SHOWN:
        return None
    asked = f"python -m data_access.ingest --difference {found.before} {found.after}"
    return html.P(["All of them: ", html.Code(asked)])


def set_aside(rows: Sequence[SetAside]) -> html.Section:
    title = "Rows that were set aside"
    if not rows:
        return section(title, html.P("None: every row of every published file was used."))
    alike: dict[tuple[str, ...], list[int]] = {}
    for row in rows:
        alike.setdefault((row.rule, row.file, row.column, row.do), []).append(row.line)
    heads = [Column("Reason"), Column("File"), Column("Column"), Column("Rows", numeric=True), Column("Lines")]
    told = [*alike.items()][:SHOWN]
    lines = [Line([rule, file, column, thousands(len(at)), lines_words(at), do]) for (rule, file, column, do), at in told]
    caption = f"Rows set aside, by reason and file{_of(len(alike))}"
    mend = "A file’s rows can be corrected: give the file again above, and each row is listed with what stands there. "
    how = html.P([mend, "Files of partners are not listed here: ", html.Code("python -m data_access.ingest --list-rejected")])
    return section(title, table([*heads, Column("What to do")], lines, caption, class_name="files"), how)


def lines_words(numbers: Sequence[int]) -> str:
    """The first few line numbers, and how many more."""
    more = len(numbers) - MOST_LINES
    return ", ".join(map(str, numbers[:MOST_LINES])) + (f" and {thousands(more)} more" if more > 0 else "")
