"""One sheet of words, drawn twice: on a page, and as an A4 PDF. What it says is said once.

The PDF is tagged (PDF/UA-1), so that it can be read aloud. Words reach it as
data, never as markup, and nothing is fetched: its fonts are the library's own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path

import typst
from dash import html
from dash.development.base_component import Component

from data_access import months
from layouts.components.table import Column, Line, table

_FORM = Path(__file__).with_name("sheet.typ")
_REMEMBERED = 16


@dataclass(frozen=True, slots=True)
class Heading:
    """Over a part of the letter."""

    words: str
    kind: str = "heading"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A few sentences."""

    words: str
    kind: str = "paragraph"


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    items: tuple[str, ...]
    kind: str = "bullets"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: ``numeric`` columns, counted from the left, stand to the right."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[int, ...] = ()
    kind: str = "grid"


Part = Heading | Paragraph | Bullets | Grid


@dataclass(frozen=True, slots=True)
class Sheet:
    """A letter: its day, whom it is to and from, its finding, and what follows."""

    day: date
    to: str
    author: str
    title: str
    parts: tuple[Part, ...]

    @property
    def dated(self) -> str:
        return f"{self.day.day} {months.words(self.day)}"


def on_page(sheet: Sheet) -> list[Component]:
    """The sheet as components."""
    head = [html.P(sheet.dated, className="quiet"), html.P(["To: ", html.Strong(sheet.to)]), html.H1(sheet.title)]
    return [*head, *_drawn(sheet.parts)]


def _drawn(parts: Sequence[Part]) -> Iterator[Component]:
    for part in parts:
        match part:
            case Heading():
                yield html.H2(part.words)
            case Paragraph():
                yield html.P(part.words)
            case Bullets():
                yield html.Ul([html.Li(item) for item in part.items])
            case Grid():
                columns = [Column(head, numeric=at in part.numeric) for at, head in enumerate(part.heads)]
                yield table(columns, [Line(list(row)) for row in part.rows], part.caption)


def as_pdf(sheet: Sheet) -> bytes:
    """The sheet as a PDF of A4 pages; the same sheet gives the same bytes."""
    told = {**asdict(sheet), "day": sheet.dated}
    return _compiled(json.dumps(told, ensure_ascii=False), sheet.day)


@lru_cache(maxsize=_REMEMBERED)
def _compiled(told: str, day: date) -> bytes:
    made = typst.compile(
        str(_FORM),
        root=str(_FORM.parent),
        ignore_system_fonts=True,
        sys_inputs={"sheet": told},
        pdf_standards=["ua-1"],
        timestamp=datetime(day.year, day.month, day.day, tzinfo=UTC),
    )
    return bytes(made)
