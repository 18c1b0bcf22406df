"""What a dry run found, for whoever decides: files, months, what gives way; and the buttons that decide."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component

from data_access import months
from data_access.catalogue import SOURCES
from data_access.uploads import Incoming, MonthTotal, Refused, Step, Trial, Waiting
from data_access.wording import capitalised, listed, spelled, thousands
from layouts.components.table import Column, Line, table
from layouts.pages import PAGES
from layouts.pages.desk_history import COUNTS, SHOWN, signed
from layouts.pages.desk_rows import rows_set_aside
from layouts.pages.works import button
from layouts.written import Element

Node = Component | Element
MAPPING = "/data-desk/mapping"  # where the columns of a file nobody knows are told apart


def headline(named: str, found: Trial) -> str:
    """The finding: ``june.csv would change one month``."""
    if found.refused and not found.files:
        return f"Nothing in {named} can be loaded"
    if found.hollow:
        return f"Nothing in {named} can be loaded: every row is set aside"
    if not found.changes:
        return f"{named} would change nothing"
    changed = len(found.months)
    if not changed:
        return f"{named} would be loaded, and no month’s records change in number"
    return f"{named} would change {spelled(changed)} month{'' if changed == 1 else 's'}"


def findings(waiting: Waiting) -> list[Node]:
    """Everything a dry run found, what stands in the way first."""
    one, found = waiting.upload, waiting.upload.result or Trial()
    parts = [
        _refused(one, found),
        _files(found),
        _months(found.months),
        _replaced(found),
        html.Div([html.H3("To know"), html.Ul([html.Li(note) for note in found.notes])]) if found.notes else None,
        html.P(f"Not data, so left alone: {listed(found.ignored)}.", className="quiet") if found.ignored else None,
        rows_set_aside(waiting, found),
    ]
    return [part for part in parts if part is not None]


def _refused(one: Incoming, found: Trial) -> Node | None:
    if not found.refused:
        return None
    title = f"{capitalised(spelled(len(found.refused)))} file{' is' if len(found.refused) == 1 else 's are'} refused"
    return html.Div([html.H3(title), html.Ul([_refusal(one, each) for each in found.refused])], className="failed")


def _refusal(one: Incoming, each: Refused) -> Component:
    """Why, and the way to the page that can help, where there is one."""
    given = each.file.split(" › ")[0]  # a sheet or a file within one that was given
    if not (each.unknown and given in one.names and any(page.path == MAPPING for page in PAGES)):
        return html.Li(each.words)
    address = f"{MAPPING}?{urlencode({'incoming': one.id, 'file': each.file})}"
    return html.Li([each.words, " ", html.A("Say what its columns mean", href=address), "."])


def _files(found: Trial) -> Node | None:
    """A line for each file."""
    if not found.files:
        return None
    counts = [Column(words, numeric=True) for words in ("Rows in", "Used", "Set aside", "Repeated")]
    heads = [Column("File"), Column("Read as"), *counts, Column("Would be")]
    lines = [
        Line([file.name, file.layout, *(thousands(getattr(file, name)) for name in COUNTS), file.fate]) for file in found.files
    ]
    return table(heads, lines, "Files, and what would become of them", class_name="files")


def _months(totals: Sequence[MonthTotal]) -> Node | None:
    """Each month beside what is published and beside the month before it."""
    if not totals:
        return None
    numbers = ("Published now", "Would be", "Change", "Month before", "In the borough", "Outside", "Without a place")
    heads = [Column("Source"), Column("Month"), *(Column(words, numeric=True) for words in numbers)]
    more = f": the first {SHOWN} of {thousands(len(totals))}" if len(totals) > SHOWN else ""
    caption = f"Records of each month that would change{more}"
    return html.Div([html.H3(caption), table(heads, [_month(each) for each in totals[:SHOWN]], caption, class_name="files")])


def _month(each: MonthTotal) -> Line:
    was, now = each.was.total, each.now.total
    numbers = [*map(thousands, (was, now)), signed(now - was), "none" if each.last is None else thousands(each.last)]
    where = (each.now.located, each.now.outside, each.now.unplaced)
    title = SOURCES[each.source].title if each.source in SOURCES else each.source
    return Line([title, each.month, *numbers, *map(thousands, where)])


def _replaced(found: Trial) -> Node | None:
    if not found.replaced:
        return None
    lines = [html.Li(f"{name} gives way to {winner}") for name, winner in found.replaced[:SHOWN]]
    more = len(found.replaced) - SHOWN
    rest = [html.Li(f"and {thousands(more)} more")] if more > 0 else []
    return html.Div([html.H3("What would be replaced"), html.Ul([*lines, *rest])])


def publishing(waiting: Waiting) -> list[Node]:
    """The note and the button that publish; none where there is nothing to, or rows were corrected since."""
    one, found = waiting.upload, waiting.upload.result
    if found is None or not found.changes or found.hollow or one.stale:
        return []
    asked = {"act": "publish", "id": one.id, "before": found.before}
    hidden = [Element("input", {"type": "hidden", "name": key, "value": value}) for key, value in asked.items()]
    box = Element("input", {"type": "text", "name": "note", "maxlength": "500", "autocomplete": "off"})
    note = Element("label", {}, ["A note, for the history ", box])
    button = Element("button", {"type": "submit", "class": "button main"}, [publish_words(found)])
    return [Element("form", {"data-acts": "yes", "class": "publish"}, [*hidden, *_doubts(found), note, *_tick(found), button])]


def publish_words(found: Trial) -> str:
    """What the button does, all of it: ``Publish without 1 file and 5 rows``."""
    left_out = [_number(len(found.refused), "file")] if found.refused else []
    rows = sum(each.rows for each in found.reasons if each.fault)
    left_out += [_number(rows, "row")] if rows else []
    return f"Publish without {listed(left_out)}" if left_out else "Publish"


def _doubts(found: Trial) -> list[Node]:
    words = []
    if found.over:
        words.append(f"More rows of {listed(found.over)} are bad than usually pass: correct them, or publish the rest.")
    words += [_shrinks(each) for each in found.shrinking[:SHOWN]]
    return [html.P(each, className="partial-note") for each in words]


def _shrinks(each: MonthTotal) -> str:
    month = months.parse(each.month)
    named = months.words(month) if month else each.month
    title = SOURCES[each.source].title if each.source in SOURCES else each.source
    kept = f"{thousands(each.now.total)} of the {thousands(each.was.total)} records"
    return f"{title}, {named}, would keep {kept} it has now. If the file came in half, discard it and give it again whole."


def _tick(found: Trial) -> list[Node]:
    """What is set by whoever has read the doubts; without it nothing is published."""
    if not found.doubtful:
        return []
    box = Element("input", {"type": "checkbox", "name": "accept", "value": "yes", "required": ""})
    return [Element("label", {"class": "tick"}, [box, " I have seen what is left out or lost"])]


def _number(number: int, noun: str) -> str:
    return f"{thousands(number)} {noun}{'' if number == 1 else 's'}"


def trying(waiting: Waiting) -> Element:
    words = "Try it out" if waiting.upload.step is Step.COMING else "Try again"
    words = "Load again with corrections" if waiting.upload.stale and waiting.corrected else words
    return button("try", waiting.upload, words, main=waiting.upload.stale)


def removing(one: Incoming, words: str = "Discard") -> Element:
    return button("discard", one, words)
