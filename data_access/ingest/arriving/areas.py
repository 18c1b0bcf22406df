"""Which boundaries, residents, indicators, postcodes and names does the new snapshot hold?

A table of areas, figures, postcodes or names replaces what the store has of the
same kind and vintage, and nothing else; what a load does not bring is carried
over.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from data_access.ingest.arriving.arrivals import Arrival
from data_access.ingest.files.reading import Content

# Which rows replace which: those that agree on these columns.
FAMILIES: dict[Content, tuple[str, ...]] = {
    Content.AREAS: ("kind",),
    Content.DENOMINATORS: ("base", "vintage", "bands", "area_kind", "gender"),
    Content.INDICATORS: ("source", "indicator", "period", "since", "until", "area_kind"),
    Content.POSTCODES: (),
    Content.NAMES: ("layout", "part"),
}


# Every column that tells rows apart: the same files give the same table, in whichever order they come.
_ORDER = (
    *("base", "vintage", "bands", "area_kind", "kind", "code", "area", "gender", "ethnicity", "age_from", "postcode"),
    *("source", "indicator", "since", "whose", "layout", "part", "name", "means", "lat", "lng", "radius_m"),
)
LOADED = "loaded"


@dataclass(frozen=True, slots=True)
class Reference:
    """The tables beside the incidents, and which files' rows stand in them."""

    tables: dict[Content, pa.Table]
    fates: dict[str, str]  # sha256 → fate, for the files of this load
    changed: frozenset[Content]

    @property
    def areas(self) -> pa.Table:
        return self.tables[Content.AREAS]


def merged(before: dict[Content, pa.Table], arrivals: Sequence[Arrival]) -> Reference:
    """The store's reference tables with this load's in place."""
    tables, fates = dict(before), {each.sha256: LOADED for each in arrivals}
    for content, keys in FAMILIES.items():
        new = sorted((each for each in arrivals if each.reading.content is content), key=_rank)
        owners: dict[tuple[object, ...], Arrival] = {}
        for arrival in new:
            fresh = arrival.reading.table.select(before[content].schema.names).cast(before[content].schema)
            if _simpler(tables[content], fresh):
                fates[arrival.sha256] = "superseded by full boundaries already loaded"
                continue
            tables[content] = _replaced(tables[content], fresh, keys)
            owners |= dict.fromkeys(_families(fresh, keys), arrival)
        standing = {owner.sha256 for owner in owners.values()}
        for arrival in new:
            if fates[arrival.sha256] == LOADED and arrival.sha256 not in standing and arrival.reading.table.num_rows:
                winner = owners[next(iter(_families(arrival.reading.table, keys)))]
                fates[arrival.sha256] = f"superseded by {winner.name}"
    changed = {content for content in FAMILIES if not tables[content].equals(before[content])}
    return Reference(tables, fates, frozenset(changed))


def _rank(arrival: Arrival) -> tuple[bool, bool, int]:
    """Weakest first: shapes drawn simpler, then those moved from another projection, then the order given."""
    table = arrival.reading.table
    simplified = arrival.reading.content is Content.AREAS and bool(pc.any(table["simplified"]).as_py())
    return not simplified, not arrival.on_grid, arrival.order


def _replaced(before: pa.Table, fresh: pa.Table, keys: Sequence[str]) -> pa.Table:
    families = _families(fresh, keys)
    old = [tuple(row.values()) in families for row in before.select(list(keys)).to_pylist()] if keys else [True] * before.num_rows
    kept = before.filter(pc.invert(pa.array(old, pa.bool_())))
    order = [(name, "ascending") for name in fresh.schema.names if name in _ORDER]
    return pa.concat_tables([kept, fresh]).combine_chunks().sort_by(order)


def _families(table: pa.Table, keys: Sequence[str]) -> set[tuple[object, ...]]:
    return {tuple(row.values()) for row in table.select(list(keys)).to_pylist()} if keys else {()}


def _simpler(before: pa.Table, fresh: pa.Table) -> bool:
    """Whether ``fresh`` was made for drawing where the store has surveyed shapes of the same kind."""
    if "simplified" not in fresh.schema.names or not pc.any(fresh["simplified"]).as_py():
        return False
    same = before.filter(pc.is_in(before["kind"], value_set=fresh["kind"].combine_chunks().unique()))
    return bool(same.num_rows) and not pc.all(same["simplified"]).as_py()
