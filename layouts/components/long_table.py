"""A table of hundreds of rows of words, sent as one component and set up in the browser.

Dash visits every component again with every change of the page: two hundred
rows of cells hold a page up for seconds, where one component holds up nothing.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from dash import html

from layouts.components.attributes import worn
from layouts.components.table import Column, Line


def long_table(columns: Sequence[Column], rows: Sequence[Line], caption: str) -> html.Div:
    """A table that scrolls inside itself; ``assets/long-table.js`` sets up its rows. Its cells and heads are text."""
    told = {
        "caption": caption,
        "columns": [{"head": _text(column.head), "number": column.numeric, "quiet": column.quiet} for column in columns],
        "rows": [{"cells": [_text(cell) for cell in row.cells], "marked": row.marked} for row in rows],
    }
    named = {"aria-label": caption, "data-long-table": json.dumps(told, ensure_ascii=False, separators=(",", ":"))}
    return worn(html.Div(className="scroller", tabIndex="0", role="region"), named)


def _text(cell: object) -> str:
    if not isinstance(cell, str):
        raise TypeError("a long table holds text: one with drawings or links belongs in components.table")
    return cell
