"""A table of hundreds of rows of words, sent as one component and set up in the browser.

Dash visits every component again with every change of the page: two hundred
rows of cells hold a page up for seconds, where one component holds up nothing.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from dash import html

from layouts.components.attributes import worn
from layouts.components.table import Column, Line


@dataclass(frozen=True, slots=True)
class Square:
    """A cell that is drawn: the class of its square, and what it says aloud."""

    mark: str
    words: str


def long_table(
    columns: Sequence[Column], rows: Sequence[Sequence[str | Square]] | Sequence[Line], caption: str, *, class_name: str = ""
) -> html.Div:
    """A table that scrolls inside itself; ``assets/long-table.js`` sets up its rows. Cells are text or squares, heads text."""
    told = {
        "caption": caption,
        "class": class_name,
        "columns": [{"head": _text(column.head), "number": column.numeric, "quiet": column.quiet} for column in columns],
        "rows": [_row(row) for row in rows],
    }
    named = {"aria-label": caption, "data-long-table": json.dumps(told, ensure_ascii=False, separators=(",", ":"))}
    return worn(html.Div(className="scroller", tabIndex="0", role="region"), named)


def _row(row: Line | Sequence[str | Square]) -> dict[str, object]:
    if isinstance(row, Line):
        return {"cells": [_text(cell) for cell in row.cells], "marked": row.marked}
    cells = [{"mark": cell.mark, "words": cell.words} if isinstance(cell, Square) else _text(cell) for cell in row]
    return {"cells": cells, "marked": False}


def _text(cell: object) -> str:
    if not isinstance(cell, str):
        raise TypeError("a long table holds text: one with drawings or links belongs in components.table")
    return cell
