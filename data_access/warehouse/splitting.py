"""How does one grouping-sets answer become a table for each breakdown?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Row

from data_access import months, queries
from data_access.catalogue import DIMENSIONS, Kind
from data_access.queries import Breakdown


def split(rows: Sequence[Row[*tuple[Any, ...]]], wanted: tuple[Breakdown, ...]) -> dict[Breakdown, dict[tuple[str, ...], int]]:
    """One grouping-sets answer as a table per breakdown, stored numbers turned into slugs."""
    among = queries.mentioned(wanted)
    spelled = {key: _spelling(key) for key in among}
    places = {queries.which(keys, among): (keys, [1 + among.index(key) for key in keys]) for keys in wanted}
    tables: dict[Breakdown, dict[tuple[str, ...], int]] = {keys: {} for keys in wanted}
    for row in rows:
        keys, columns = places[row[0]]
        tables[keys][tuple(spelled[key](row[column]) for key, column in zip(keys, columns, strict=True))] = row[-1]
    return tables


def _spelling(key: str) -> Callable[..., str]:
    """How a dimension's stored values are written in an address."""
    dimension = DIMENSIONS[key]
    if dimension.kind is Kind.MONTH:
        return months.address
    if dimension.kind is Kind.CODED:
        return dimension.slugs.__getitem__
    return dimension.slug
