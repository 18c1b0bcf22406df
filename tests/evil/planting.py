"""Every declared layout's good file, and the faults that can be planted in it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from data_access.catalogue import DIMENSIONS, FIGURES, SOURCES, Kind
from data_access.catalogue.layouts import Field, Layout
from data_access.ingest.rows import declared
from data_access.ingest.rows.times import UTC_STAMPS
from tests.house.tree import TOP

FIXTURES = TOP / "tests/fixtures/sources"
FORMULA = "=HYPERLINK(1)"


@dataclass(frozen=True, slots=True)
class Good:
    """A layout and its made-up file: the heading, then the rows."""

    layout: Layout
    heading: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def secret(self) -> bool:
        return not SOURCES[self.layout.source].open

    @property
    def name(self) -> str:
        return f"{self.layout.source}, {self.layout.name}".replace("/", " ")

    def with_cell(self, column: str, value: str) -> str:
        """The file with another value in its first row."""
        at = self.heading.index(column)
        first = self.rows[0]
        return written([self.heading, (*first[:at], value, *first[at + 1 :]), *self.rows[1:]])

    def first(self, *names: str) -> Field | None:
        """The first field of one of these names that reads a column."""
        return next((field for field in self.layout.fields_to(*names) if field.columns), None)

    @property
    def coded(self) -> Field | None:
        """A field whose words the source lists."""
        kinds = {key for key, dimension in DIMENSIONS.items() if dimension.kind is Kind.CODED}
        return next((field for field in self.layout.fields if field.to in kinds and field.columns), None)

    @property
    def when(self) -> Field | None:
        return self.first("month", "day", "moment")

    @property
    def counts(self) -> tuple[str, ...]:
        """The columns of numbers."""
        told = self.first("n")
        return self.heading[len(self.layout.heading) :] if self.layout.wide else told.columns if told else ()


def written(rows: list[tuple[str, ...]], *, quoting: int = csv.QUOTE_MINIMAL, end: str = "\n") -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator=end, quoting=quoting).writerows(rows)  # type: ignore[arg-type]
    return text.getvalue()


@cache
def goods() -> tuple[Good, ...]:
    """Each declared CSV layout with the first fixture that it heads."""
    found: dict[str, Good] = {}
    for path in sorted(FIXTURES.rglob("*.csv")):
        heading, *rows = csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig")))
        layout = declared.layout_of(tuple(heading))
        if layout is None:  # a table of figures: tests/evil/test_evil_figures.py
            assert path.parent.name in FIGURES, path
            continue
        used_first = sorted(rows, key=lambda row: _left_out(layout, heading, row))
        found.setdefault(layout.name, Good(layout, tuple(heading), tuple(map(tuple, used_first))))
    return tuple(found.values())


def _left_out(layout: Layout, heading: list[str], row: list[str]) -> bool:
    """Whether other rows say the same, so that nobody looks at this one."""
    return any(row[heading.index(each.column)].strip().casefold() in each.words for each in layout.left_out)


@dataclass(frozen=True, slots=True)
class Evil:
    """A file, and the words that its refusal must hold; ``silent`` must stand nowhere in what is said."""

    content: bytes
    words: tuple[str, ...]
    silent: str = ""


def evil(content: str | bytes, *words: str, silent: str = "") -> Evil:
    return Evil(content.encode() if isinstance(content, str) else content, words, silent)


Plant = Callable[[Good], Evil | None]


def _in(column: str, line: int = 2) -> tuple[str, str]:
    return f"line {line}", f"column “{column}”"


def renamed(good: Good) -> Evil:
    heading = (*good.heading[:-1], "Kolumn")
    return evil(written([heading, *good.rows]), "line 1")


def lost(good: Good) -> Evil:
    keep = len(good.layout.heading) - 1
    rows = [(*row[:keep], *row[keep + 1 :]) for row in (good.heading, *good.rows)]
    return evil(written(rows), "line 1")


def added(good: Good) -> Evil:
    return evil(written([(*good.heading, "Notes"), *((*row, "") for row in good.rows)]), "line 1", "Notes")


def twice(good: Good) -> Evil:
    return evil(written([(good.heading[0], *good.heading[:1], *good.heading[2:]), *good.rows]), "line 1")


def reordered(good: Good) -> Evil:
    rows = [(row[1], row[0], *row[2:]) for row in (good.heading, *good.rows)]
    return evil(written(rows), "line 1")


def heading_only(good: Good) -> Evil:
    return evil(written([good.heading]), "no others")


def utf_16(good: Good) -> Evil:
    return evil(written([good.heading, *good.rows]).encode("utf-16"), "UTF-16")


def nul(good: Good) -> Evil:
    return evil(written([good.heading, *good.rows]) + "\0\n", "NUL", f"line {len(good.rows) + 2}")


def another_encoding(good: Good) -> Evil:
    row = ("Café", *good.rows[0][1:])
    return evil(written([good.heading, row]).encode("cp1252"), "not UTF-8", "line 2")


def ragged(good: Good) -> Evil:
    return evil(written([good.heading, *((*row, "x") for row in good.rows)]), f"{len(good.heading) + 1} fields", "line 2")


def endless(good: Good) -> Evil:
    return evil(good.with_cell(good.heading[-1], "9" * (1 << 21)), "too long", "line 2")


def unclosed(good: Good) -> Evil:
    return evil(written([good.heading, *good.rows]) + '"' + written(list(good.rows)), "uot", f"line {len(good.rows) + 2}")


def another_date(good: Good) -> Evil | None:
    if good.layout.wide:
        return evil(written([(*good.heading[:-1], "May-23"), *good.rows]), "line 1", "May-23")
    return evil(good.with_cell(good.when.columns[0], "May the 4th"), *_in(good.when.title)) if good.when else None


def tomorrow(good: Good) -> Evil | None:
    form = good.layout.months if good.layout.wide else good.when.forms[0] if good.when else ""
    if not form:
        return None
    far = datetime(2060, 5, 3, 13, 30)  # of which two digits are a year to come, too
    text = far.strftime("%Y-%m-%dT%H:%M:%S+00:00" if form == UTC_STAMPS else form)
    if good.layout.wide:
        return evil(written([(*good.heading[:-1], text), *good.rows]), "line 1", text)
    assert good.when
    return evil(good.with_cell(good.when.columns[0], text), *_in(good.when.title), "in the future")


def unknown_word(good: Good) -> Evil | None:
    if good.coded is None:
        return None
    title = good.coded.title
    silent = FORMULA if good.secret else ""
    return evil(good.with_cell(good.coded.columns[0], FORMULA), "line 2", f"column “{title}”", "unknown category", silent=silent)


def _number(text: str) -> Plant:
    def planted(good: Good) -> Evil | None:
        return evil(good.with_cell(good.counts[0], text), *_in(good.counts[0]), "a whole number") if good.counts else None

    return planted


def another_area(good: Good) -> Evil | None:
    field = good.first("ward", "lsoa")
    if field is None:
        return None
    return evil(good.with_cell(field.columns[0], "E09000023"), "line 2", f"column “{field.title}”", "the GSS code of a")


def repeated(good: Good) -> Evil | None:
    rows = [good.heading, *good.rows, good.rows[0]]
    return evil(written(rows), "each area and kind once", f"line {len(rows)}") if good.layout.once else None


def far_away(good: Good) -> Evil | None:
    field = good.first("lat", "easting")
    return evil(good.with_cell(field.columns[0], "9999999"), "line 2", f"column “{field.title}”") if field else None


def no_number(good: Good) -> Evil | None:
    field = good.first("lat", "easting")
    return evil(good.with_cell(field.columns[0], "west"), *_in(field.title), "not a number") if field else None


REFUSED: dict[str, Plant] = {
    "heading renamed": renamed,
    "column lost": lost,
    "column added": added,
    "column twice": twice,
    "columns in another order": reordered,
    "heading only": heading_only,
    "UTF-16": utf_16,
    "NUL": nul,
    "another encoding": another_encoding,
    "rows too long": ragged,
    "an endless cell": endless,
    "an unclosed quotation mark": unclosed,
    "another form of date": another_date,
    "a month in the future": tomorrow,
    "a formula for a category": unknown_word,
    "a negative count": _number("-1"),
    "half a count": _number("1.5"),
    "a count with a comma": _number("1,234"),
    "a count by Excel": _number("1E+05"),
    "no count": _number(""),
    "a borough for a ward": another_area,
    "a row twice": repeated,
    "a point far away": far_away,
    "a word for a point": no_number,
}

# Values that name somebody; all of them are made up.
NAMING = {
    "a name": "Mrs Madeup",
    "an NHS number": "943 476 5919",
    "a date of birth": "03/04/1985",
    "a telephone number": "07700 900123",
    "an e-mail address": "jo.madeup@example.org",
    "a full postcode": "SE13 6LG",
}


def naming(what: str) -> Plant:
    """Somebody named in a column that is no place and no date."""

    def planted(good: Good) -> Evil | None:
        if not good.secret:
            return None
        apart = {column for field in good.layout.fields_to("free_text", "month", "day", "moment") for column in field.columns}
        column = next(name for name in reversed(good.heading) if name not in apart | {*good.layout.dates})
        value = NAMING[what]
        return evil(good.with_cell(column, value), *_in(column), f"looks like {what} of a person", silent=value)

    return planted


def headed(good: Good) -> Evil | None:
    heading = (*good.heading[:-1], "Patient NHS number")
    return evil(written([heading, *good.rows]), "line 1", "is headed like") if good.secret else None


PEOPLE: dict[str, Plant] = {
    **{f"{what} of a person": naming(what) for what in NAMING},
    "a column of NHS numbers": headed,
}


def cases(plants: dict[str, Plant]) -> Iterator[tuple[str, Good, Evil]]:
    """Each fault in each layout that it can be planted in."""
    for fault, plant in plants.items():
        for good in goods():
            made = plant(good)
            if made is not None:
                yield fault, good, made
