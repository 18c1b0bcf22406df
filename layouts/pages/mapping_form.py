"""The fields that say what a file's columns and words mean, and what a new source is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from data_access.mappings import NEW, Choice, Column, Description, WordList
from data_access.wording import thousands
from layouts.components.attributes import said
from layouts.written import Element

Node = Component | Element

_SURE, _LIKELY = 0.85, 0.65
_CLASSES = (
    Choice("", "Choose"),
    Choice("O", "O: open, published data"),
    Choice("R", "R: restricted, no page shows it"),
    Choice("S", "S: sensitive, about people; no page shows it"),
)
_KINDS = (Choice("incidents", "one incident"), Choice("counts", "a number, by area and month"))
_COVERS = (Choice("", "wherever its rows say"), Choice("borough", "of this borough only"))


def columns(told: Description) -> list[Node]:
    """Which source the file is a form of, then every column with what it holds and what it is taken for."""
    target = _select("target", "This file is", told.targets, told.facts["target"])
    drawn_for = Element("input", {"type": "hidden", "name": "drawn-for", "value": told.facts["target"]})
    described = [(at, each) for at, each in enumerate(told.columns) if not each.month]
    months = [each for each in told.columns if each.month]
    rows = [_row(at, each, told.roles) for at, each in described]
    head = html.Tr([html.Th(words, scope="col") for words in ("Column", "It holds", "What it is", "How sure")])
    caption = html.Caption("Columns of the file, and what each is taken for")
    grid = html.Table([caption, html.Thead(head), html.Tbody(rows)], className="table files")
    scroller = said(html.Div(grid, className="scroller", tabIndex="0", role="region"), "Columns of the file")
    return [_panel("What each column is", [target, drawn_for, scroller, *_months(months)])]


def _months(listed: Sequence[Column]) -> list[Node]:
    if not listed:
        return []
    return [html.P(f"{len(listed)} more columns are headed by months, from {listed[0].heading} to {listed[-1].heading}.")]


def _row(at: int, column: Column, roles: Sequence[tuple[str, tuple[Choice, ...]]]) -> html.Tr:
    holds = column.hidden or ", ".join(column.samples) or "nothing"
    options = [Element("option", _chosen("", column.role), ["Left out"])]
    barred = column.like and column.like not in {"an address", "a full postcode"}
    for title, listed in () if barred else roles:
        kept = [each for each in listed if not column.like or each.value == "free_text"]
        inside = [Element("option", _chosen(each.value, column.role), [each.words]) for each in kept]
        if inside:
            options.append(Element("optgroup", {"label": title}, inside))
    worn = {"name": f"role-{at}", "aria-label": f"What “{column.heading}” is"}
    select = Element("select", worn, options)
    cells: list[Sequence[Node | str]] = [[html.Span(holds, className="quiet" if column.hidden else "")], [select], [_how(column)]]
    return html.Tr([html.Th(column.heading, scope="row"), *(html.Td(cell) for cell in cells)])


def _how(column: Column) -> str:
    """How sure the proposal is, and how its times are written; why a column is left out that may not be read."""
    if column.like:
        return f"It looks like {column.like} of a person. Ask the supplier for the file without it."
    if not column.role or not column.sure:
        return column.note
    sure = "sure" if column.sure >= _SURE else "likely" if column.sure >= _LIKELY else "a guess"
    return f"{sure}; {column.note}" if column.note else sure


def words(listed: WordList) -> Node:
    """The words of one column, each with what it means."""
    unsure = any(word.choice and word.sure < 1 for word in listed.words)
    rows = []
    for index, word in enumerate(listed.words):
        shown = word.text or "(blank)"
        options = [Element("option", _chosen(each.value, word.choice), [each.words]) for each in listed.choices]
        worn = {"name": f"word-{listed.position}-{listed.role}-{index}", "aria-label": f"What “{shown}” means"}
        how = [html.Td("likely" if word.choice and word.sure < 1 else "")] if unsure else []
        cells = [html.Td(thousands(word.rows), className="number"), html.Td([Element("select", worn, options)]), *how]
        rows.append(html.Tr([html.Th(shown, scope="row"), *cells]))
    heads = [html.Th("The file says", scope="col"), html.Th("Rows", scope="col", className="number")]
    sure = [html.Th("How sure", scope="col")] if unsure else []
    head = html.Tr([*heads, html.Th("It means", scope="col"), *sure])
    title = f"What the words of “{listed.heading}” mean"
    unknown = sum(1 for word in listed.words if not word.choice)
    note = f"{unknown} {'is' if unknown == 1 else 'are'} not known: those rows are set aside." if unknown else ""
    grid = html.Table([html.Caption(f"{listed.title}: {title}"), html.Thead(head), html.Tbody(rows)], className="table files")
    scroller = said(html.Div(grid, className="scroller", tabIndex="0", role="region"), title)
    return _panel(title, [html.P(note) if note else "", scroller])


def facts(told: Description) -> list[Node]:
    """What must be said of a new source; for a further form of a known one, only what to call the form."""
    facts = told.facts
    covers = _select("covers", "Its rows are", _COVERS, facts["covers"])
    layout = _text("layout", "What to call this form of file", facts, hint=facts["layout"])
    key = _text("key", "Name of the source file", facts, hint=facts["key"])
    if facts["target"] != NEW:
        return [_panel("What else to say", [covers, layout, key])]
    fields: list[Node] = [
        _text("title", "What the source is called", facts, like="Noise complaints"),
        _text("agency", "Who supplies it", facts, like="The council"),
        _select("disclosure", "Who may see it", _CLASSES, facts["disclosure"]),
        _select("kind", "A row is", _KINDS, facts["kind"]),
        _text("singular", "One row is one", facts, like="noise complaint"),
        _text("plural", "Several are", facts, like="noise complaints"),
        _text("licence", "Licence or agreement", facts),
        _text("due_day", "A month’s file is due on day", facts),
        _text("due_after", "so many months after it", facts),
    ]
    return [_panel("What the source is", [*fields, covers, layout, key])]


def _panel(title: str, body: Sequence[Node | str]) -> html.Section:
    return html.Section([html.H2(title), *body], className="panel")


def _chosen(value: str, chosen: str) -> dict[str, str | bool]:
    return {"value": value, "selected": value == chosen}


def _select(name: str, label: str, choices: Sequence[Choice], chosen: str) -> Element:
    options = [Element("option", _chosen(each.value, chosen), [each.words]) for each in choices]
    return Element("label", {}, [f"{label} ", Element("select", {"name": name}, options)])


def _text(name: str, label: str, facts: Mapping[str, str], *, hint: str = "", like: str = "") -> Element:
    """A field for a text; ``hint`` is what holds where it stays empty, ``like`` an example."""
    worn = {"type": "text", "name": name, "maxlength": "120", "autocomplete": "off"}
    worn |= {"placeholder": hint} if hint else {"value": facts[name], **({"placeholder": f"such as {like}"} if like else {})}
    return Element("label", {}, [f"{label} ", Element("input", worn)])
