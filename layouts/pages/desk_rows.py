"""Rows of an upload that were set aside, by reason: what stands there, and what it should say."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from data_access.uploads import Reason, Trial, Waiting, Wrong
from data_access.wording import capitalised, listed, spelled, thousands
from layouts.components.table import Cell, Column, Line, table
from layouts.pages.desk_history import SHOWN, lines_words
from layouts.written import Element

Node = Component | Element
MOST_WORDS = 10  # that nobody knows yet, in one sentence


def rows_set_aside(waiting: Waiting, found: Trial) -> Node | None:
    """Each reason, opened to its rows."""
    if not found.files:
        return None
    if not found.reasons:
        return html.P("No row would be set aside.")
    number = sum(each.rows for each in found.reasons)
    title = f"{capitalised(spelled(number))} row{' is' if number == 1 else 's are'} set aside, by reason"
    drawn = [_reason(waiting, each, nth) for nth, each in enumerate(found.reasons[:SHOWN])]
    return html.Div([html.H3(title), *drawn], className="reasons")


def _reason(waiting: Waiting, reason: Reason, nth: int) -> Node:
    rows = [Line(_cells(waiting, reason, row, nth)) for row in reason.shown]
    heads = [Column("Line", numeric=True), Column("It says")] + ([Column("It should say")] if reason.correctable else [])
    more = f" The first {len(reason.shown)} are listed." if reason.rows > len(reason.shown) else ""
    said = list(dict.fromkeys(row.value for row in reason.shown if row.value))[:MOST_WORDS] if reason.words else []
    new = f" New words: {listed([f'“{word}”' for word in said])}." if said else ""
    about = html.P(f"To do: {reason.do}.{new}{more}")
    drawn = table(heads, rows, _title(reason), class_name="files")
    return html.Details([html.Summary(_title(reason)), about, *_words(waiting, reason, nth), drawn])


def _title(reason: Reason) -> str:
    """``Unknown category in Gender: 3 rows of june.csv, lines 5, 9, 12``."""
    column = f" in {reason.column}" if reason.column else ""
    numbers = [row.line for row in reason.shown]
    lines = lines_words(numbers) if reason.rows == len(numbers) else f"{numbers[0]} and on"
    rows = f"{thousands(reason.rows)} row{'' if reason.rows == 1 else 's'}"
    return f"{capitalised(reason.rule)}{column}: {rows} of {reason.file}, line{'' if reason.rows == 1 else 's'} {lines}"


def _words(waiting: Waiting, reason: Reason, nth: int) -> list[Node]:
    """The words that are known for the column, to choose from while typing."""
    if not (reason.words and reason.correctable):
        return []
    return [Element("datalist", {"id": _list_id(waiting, nth)}, [Element("option", {"value": word}) for word in reason.words])]


def _list_id(waiting: Waiting, nth: int) -> str:
    return f"words-{waiting.upload.id[:8]}-{nth}"


def _cells(waiting: Waiting, reason: Reason, row: Wrong, nth: int) -> list[Cell]:
    cells: list[Cell] = [thousands(row.line), _said(reason, row)]
    if reason.correctable:
        cells.append(html.Div([_form(waiting, reason, row, nth)]))
    return cells


def _said(reason: Reason, row: Wrong) -> Cell:
    """What stands there; never of a file about people."""
    if reason.secret:
        return "not shown: the file is about people"
    return html.Code(row.value) if row.value else "nothing, or nothing that may be shown"


def _form(waiting: Waiting, reason: Reason, row: Wrong, nth: int) -> Element:
    """What the cell should say: one line, sent by Enter or its button; the first of several alike offers to correct them all."""
    asked = {"act": "correct", "id": waiting.upload.id, "file": reason.file, "column": reason.column, "line": str(row.line)}
    hidden = [Element("input", {"type": "hidden", "name": key, "value": value}) for key, value in asked.items()]
    box: dict[str, str | bool] = {"type": "text", "name": "value", "maxlength": "200", "autocomplete": "off"}
    box |= {"aria-label": f"What line {row.line}, {reason.column}, should say"}
    box |= {"list": _list_id(waiting, nth)} if reason.words else {}
    which = html.Span(f" line {row.line}", className="hidden")
    button = Element("button", {"type": "submit", "class": "button"}, ["Correct", which])
    inside = [*hidden, Element("input", box), button, *_all_alike(reason, row), html.Span(_corrected(waiting, reason, row))]
    return Element("form", {"data-acts": "yes", "class": "correct"}, inside)


def _all_alike(reason: Reason, row: Wrong) -> list[Element]:
    alike = [each.line for each in reason.shown if each.value == row.value]
    if not row.value or len(alike) == 1 or row.line != alike[0]:
        return []
    attributes = {"type": "submit", "class": "button", "name": "alike", "value": "yes"}
    return [Element("button", attributes, [f"Correct all {len(alike)} that say this"])]


def _corrected(waiting: Waiting, reason: Reason, row: Wrong) -> str:
    fixed = waiting.corrected.get(reason.sha256, {}).get(row.line, {}).get(reason.column)
    if fixed is None:
        return ""
    return "Corrected." if reason.secret else f"Now: {fixed or 'nothing'}"
