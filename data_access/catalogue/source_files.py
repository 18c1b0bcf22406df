"""Which source files are there, and what do they add to the code lists?

A source is one file: ``data_access/ingest/sources/NAME.toml``, or one in the
folder that LION_SOURCES names. They are read once, as data, when the program
starts.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from data_access import strict_toml
from data_access.catalogue.code_lists import Value
from data_access.errors import BadInput
from data_access.strict_toml import Table

FOLDER = Path(__file__).resolve().parent.parent / "ingest" / "sources"
MANUAL = "docs/how-to/add-a-source.md"
MOST_VALUES = 30_000  # of one code list: a code is a small integer in the snapshot


@dataclass(frozen=True, slots=True)
class Added:
    """A value that a source adds to a code list: its number in the snapshot, for good."""

    dimension: str
    code: int
    value: Value


def opened(file: Path) -> Table:
    return strict_toml.opened(file, manual=MANUAL, absent="correct LION_SOURCES")


@cache
def tables() -> tuple[Table, ...]:
    """Every source file, opened: Lion's own, then the partnership's."""
    return tuple(opened(file) for file in files())


def files() -> list[Path]:
    """Every source file as it lies there now."""
    folders = [FOLDER, *theirs(os.environ.get("LION_SOURCES", ""))]
    return [file for folder in folders for file in sorted(folder.glob("*.toml"))]


def theirs(named: str) -> list[Path]:
    """The partnership's own folder; :class:`BadInput` where it is named and is not there."""
    if named and not Path(named).is_dir():
        do = "make the folder, or correct or unset LION_SOURCES"
        raise BadInput("LION_SOURCES names no folder.", file=named, expected="a folder of source files", do=do)
    return [Path(named)] if named else []


def added(table: Table) -> tuple[Added, ...]:
    """The values a file adds: ``[values.DIMENSION]``, each ``slug = { code = 3, label = "…" }``."""
    if not table.has("values"):
        return ()
    listed = table.table("values")
    lists = [(dimension, listed.table(dimension)) for dimension in listed.values]
    return tuple(_value(values, dimension, slug) for dimension, values in lists for slug in values.values)


def _value(values: Table, dimension: str, slug: str) -> Added:
    entry = values.table(slug)
    return Added(dimension, entry.whole("code", 1, MOST_VALUES), Value(slug, entry.text("label")))


def extended(values: Sequence[Value], dimension: str, files: Sequence[Table]) -> tuple[Value, ...]:
    """A code list with what ``files`` add to it, each at its number; a number nobody holds any more stays empty."""
    longer = dict(enumerate(values))
    for file in files:
        for each in added(file):
            if each.dimension == dimension:
                _refuse_taken(each, longer, file)
                longer[each.code] = each.value
    return tuple(longer.get(code, Value(f"unused-{code}", "No longer used")) for code in range(max(longer) + 1))


def _refuse_taken(each: Added, values: dict[int, Value], file: Table) -> None:
    field = f"values.{each.dimension}.{each.value.slug}"
    if each.code in values:
        what = f"“{field}” has the number {each.code}, which “{values[each.code].slug}” has."
        do = f"give it a number of its own: {max(values) + 1} is free"
        raise BadInput(what, file=str(file.file), expected="a number nobody has", do=do)
    if each.value.slug in {value.slug for value in values.values()}:
        what = f"“{field}” stands in that code list already."
        raise BadInput(what, file=str(file.file), expected="a slug nobody has", do="use the one there is, or choose another")
