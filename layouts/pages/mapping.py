"""A file Lion does not know: what its columns mean, tried on its own rows, and saved as a source file."""

from __future__ import annotations

from collections.abc import Sequence

from dash import dcc, html
from dash.development.base_component import Component

from data_access.mappings import LEFT_OUT, OTHER_DATE, Description
from data_access.settings import Settings
from data_access.wording import thousands
from layouts.components.table import Column, Line, table
from layouts.ids import Ids
from layouts.pages import mapping_form as form
from layouts.pages.desk import REFUSED
from layouts.written import Element

DESK = "/data-desk"


def layout(configured: Settings) -> html.Div:
    """The page before anything is read."""
    return html.Div(
        [
            html.H1("Say what a file’s columns mean"),
            html.P(
                f"{configured.name}’s store. This page answers on this machine only, until people can sign in.", className="lead"
            ),
            html.Div(id=Ids.MAPPING_CLOSED),
            html.P("Reading the file…", id=Ids.MAPPING_LEAD, className="finding"),
            html.Form(
                [html.Div(id=place) for place in (Ids.MAPPING_COLUMNS, Ids.MAPPING_WORDS, Ids.MAPPING_FACTS)],
                id=Ids.MAPPING_FORM,
            ),
            html.Div(id=Ids.MAPPING_PREVIEW),
            html.Div(id=Ids.MAPPING_TOLD, role="status", className="told"),
            dcc.Store(id=Ids.MAPPING_DRAFT),
            dcc.Store(id=Ids.MAPPING_SAVING),
        ],
        className="page data-page desk-page mapping-page",
    )


def closed(why: str = "") -> list[object]:
    """What stands here where there is nothing to describe, or for whoever may not; in the order of :func:`drawn`."""
    how = html.Code("python -m data_access.ingest.mapping FILE")
    if why:
        return [[html.P(why), html.P(html.A("Back to the data desk", href=DESK))], [], [], [], [], []]
    return [[html.P([REFUSED, " On that machine’s command line: ", how, "."])], [], [], [], [], []]


def drawn(told: Description) -> list[object]:
    """The file as it is described: no refusal, the finding, the columns, the words, the facts, and what it comes to."""
    words = [form.words(each) for each in told.words]
    return [[], _lead(told), form.columns(told), words, form.facts(told), _outcome(told)]


def _lead(told: Description) -> str:
    taken = sum(1 for each in told.columns if each.month or each.role not in {LEFT_OUT, OTHER_DATE})
    rows = f"{'the first ' if told.more else ''}{thousands(told.rows)} rows"
    under = f" under the heading in line {told.line}" if told.line > 1 else ""
    return f"{told.file}: {rows}{under}; {taken} of {len(told.columns)} columns are read."


def _outcome(told: Description) -> html.Section:
    """What the rows come to, the file it makes, and the button that saves it."""
    if told.missing:
        listed = html.Ul([html.Li(words) for words in told.missing])
        return html.Section([html.H2("Something is still missing"), listed], className="panel")
    preview = told.preview
    if preview.trouble:
        return html.Section([html.H2("The file could not be read like this"), html.P(preview.trouble)], className="panel")
    parts = [html.H2(_finding(told)), *(html.P(words) for words in preview.notes), _aside(told), _source_file(told)]
    return html.Section([*(part for part in parts if part is not None), *_saving(told)], className="panel")


def _finding(told: Description) -> str:
    preview = told.preview
    span = ""
    if preview.months:
        ends = dict.fromkeys((preview.months[0], preview.months[-1]))
        span = f", of {' to '.join(ends)}"
    if preview.used == preview.rows:
        return f"All {thousands(preview.rows)} rows can be used{span}"
    return f"{thousands(preview.used)} of {thousands(preview.rows)} rows can be used{span}"


def _aside(told: Description) -> Component | None:
    """The rows that would be set aside, by reason."""
    if not told.preview.aside:
        return None
    heads = [Column("Reason"), Column("Column"), Column("Rows", numeric=True), Column("First lines"), Column("What to do")]
    lines = [
        Line([each.rule, each.column, thousands(each.rows), ", ".join(map(str, each.lines)), each.do])
        for each in told.preview.aside
    ]
    return table(heads, lines, "Rows that would be set aside, by reason", class_name="files")


def _source_file(told: Description) -> html.Details:
    return html.Details([html.Summary("The source file this makes"), html.Pre(html.Code(told.text), tabIndex="0")])


def _saving(told: Description) -> Sequence[Component | Element]:
    if told.closed:
        return [html.P(["It cannot be saved here. ", told.closed])]
    name = Element(
        "input", {"type": "text", "name": "by", "form": str(Ids.MAPPING_FORM), "maxlength": "80", "autocomplete": "name"}
    )
    button = Element("button", {"type": "button", "class": "button primary", "data-saves": "mapping"}, ["Save the source file"])
    after = "A load reads it at once. Lion’s pages read their sources when Lion starts, so they know it after the next start."
    where = html.P(["It is saved as ", html.Code(f"{told.facts['key']}.toml"), " in ", html.Code(told.folder), f". {after}"])
    label = Element("label", {}, ["Your name, for the ledger ", name])
    return [where, label, html.Div([button], className="actions")]


def told(done: bool, words: str) -> list[Component | str]:
    """What came of saving; with the way back to the desk where it was done."""
    if not done:
        return [words]
    return [words, " ", html.A("Back to the desk", href=DESK), ", to try the upload again."]
