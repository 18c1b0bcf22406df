"""What did the snapshot count? Its rows with stored numbers turned into slugs, still to pass the gate."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Row

from data_access import months, queries
from data_access.catalogue import DIMENSIONS, SOURCES, Kind, Shape
from data_access.filters import Filters
from data_access.queries import OTHER_WARDS, Breakdown

Keys = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """One breakdown's cells; those in ``about`` hold shares of counts made on other wards, and have fractions."""

    cells: dict[Keys, float] = field(default_factory=dict)
    about: set[Keys] = field(default_factory=set)


def sharing(question: Filters, keys: Breakdown, held: Collection[str]) -> tuple[str, ...]:
    """The kinds of ward that a breakdown has counts shared out to; () where every record knows its own.

    ``held`` are the kinds of ward that the source's counts were made on.
    """
    if SOURCES[question.source].shape is not Shape.AREA_COUNTS or not held:
        return ()
    asked = tuple(kind for kind in OTHER_WARDS if kind in keys or kind in question.narrowed)
    return () if len(asked) == 1 and set(held) == set(asked) else asked


def tallies(rows: Sequence[Row[*tuple[Any, ...]]], wanted: Sequence[Breakdown], *, shared: bool) -> dict[Breakdown, Tally]:
    """One grouping-sets answer as a table per breakdown."""
    among = queries.mentioned(wanted)
    spelled = {key: _spelling(key) for key in among}
    places = {queries.which(keys, among): (keys, [1 + among.index(key) for key in keys]) for keys in wanted}
    found = {keys: Tally() for keys in wanted}
    for row in rows:
        keys, columns = places[row[0]]
        cell = tuple(spelled[key](row[column]) for key, column in zip(keys, columns, strict=True))
        found[keys].cells[cell] = row[1 + len(among)]
        if shared and row[2 + len(among)]:
            found[keys].about.add(cell)
    return found


def _spelling(key: str) -> Callable[..., str]:
    """How a dimension's stored values are written in an address."""
    dimension = DIMENSIONS[key]
    if dimension.kind is Kind.MONTH:
        return months.address
    if dimension.kind is Kind.CODED:
        return dimension.slugs.__getitem__
    return dimension.slug
