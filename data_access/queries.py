"""Questions as SQLAlchemy statements. Opens no connection, returns no number.

Counts are not yet released here, so no statement sorts by one: the order alone
would tell a reader which of two withheld counts is larger.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import Final

from sqlalchemy import ColumnElement, FromClause, Integer, Select, Table, and_, case, func, literal, or_, select, tuple_

from data_access import months
from data_access.catalogue import DIMENSIONS, SOURCES, Kind, Shape
from data_access.catalogue.code_lists import UNKNOWN
from data_access.filters import PLACE_KEYS, Corner, Filters
from data_access.schema import SOURCE_CODES, area_counts, area_weights, incidents, places

FACTS: Final = {Shape.INCIDENTS: incidents, Shape.AREA_COUNTS: area_counts}
LOCATED: Final = DIMENSIONS["location"].slugs.index("located")

# Each kind of ward, and the other that cuts through it.
OTHER_WARDS: Final = {"ward": "old_ward", "old_ward": "ward"}

Breakdown = tuple[str, ...]


def fact(source: str) -> Table:
    """The table a source's records are in."""
    return FACTS[SOURCES[source].shape]


def breakdowns(wanted: Sequence[Breakdown], filters: Filters, *, sharing: Collection[str] = ()) -> Select[tuple[int, ...]]:
    """Records counted for several breakdowns at once, in one pass over the table.

    Columns: ``which`` (GROUPING_ID over the dimensions, in order of first
    mention), then each dimension, then ``n``. One pass costs half of several.
    ``sharing`` names the kinds of ward that counts made on the other kind are
    shared out to; ``n`` then has fractions, and a column ``about`` follows that
    says whether a group holds any shared count.
    """
    table: FromClause = shared_out(sharing) if sharing else fact(filters.source)
    columns = [table.c[DIMENSIONS[key].column] for key in mentioned(wanted)]
    sets = func.grouping_sets(*(tuple_(*(table.c[DIMENSIONS[key].column] for key in keys)) for keys in wanted))
    which = func.grouping_id(*columns).label("which") if columns else literal(0).label("which")
    told = [func.sum(table.c.n).label("n"), func.bool_or(table.c.about)] if sharing else [counted(table).label("n")]
    return (
        select(which, *columns, *told)
        .where(*matching(filters, table, by={key for keys in wanted for key in keys}))
        .group_by(sets)
    )


def shared_out(sharing: Collection[str]) -> FromClause:
    """Counts by area, each in a ward of every kind in ``sharing``: its own, or shares of it in all that its own cuts through.

    ``about`` is true of the shares. A count whose ward nobody knows, or for
    whose ward no shares are known, stays whole and has no ward of that kind.
    """
    placed: dict[str, ColumnElement[object]] = {column.name: column for column in area_counts.columns}
    joined: FromClause = area_counts
    about: ColumnElement[bool] = literal(False)
    share: ColumnElement[float] = literal(1.0)
    for kind in sharing:
        own, other = area_counts.c[kind], area_counts.c[OTHER_WARDS[kind]]
        weights = area_weights.alias(f"to_{kind}")
        fits = and_(weights.c.asked == kind, weights.c.given == other, own.is_(None))
        joined = joined.outerjoin(weights, fits)
        placed[kind] = func.coalesce(own, weights.c.area)
        about = or_(about, weights.c.area.is_not(None))
        share = share * func.coalesce(weights.c.share, 1.0)
    placed["n"] = area_counts.c.n * share
    return select(*(column.label(name) for name, column in placed.items()), about.label("about")).select_from(joined).subquery()


def mentioned(wanted: Sequence[Breakdown]) -> tuple[str, ...]:
    """The dimensions of several breakdowns, each once, in order of first mention."""
    return tuple(dict.fromkeys(key for keys in wanted for key in keys))


def which(keys: Breakdown, among: Sequence[str]) -> int:
    """The GROUPING_ID of one breakdown: a bit is set for each dimension that is *not* grouped by."""
    return sum(1 << (len(among) - 1 - place) for place, key in enumerate(among) if key not in keys)


def counted(table: FromClause) -> ColumnElement[int]:
    """How many records a group holds."""
    return func.count() if table is incidents else func.coalesce(func.sum(table.c.n), 0).cast(Integer)


def anywhere(filters: Filters) -> Filters:
    """The same question with every narrowing by place released: asked by location, it tells what a map leaves out."""
    return filters.without(*PLACE_KEYS, "within")


def matching(filters: Filters, table: FromClause, by: frozenset[str] | set[str] = frozenset()) -> list[ColumnElement[bool]]:
    """The conditions a question sets.

    Figures are the borough's: only located records count, unless the question
    itself is about location.
    """
    conditions: list[ColumnElement[bool]] = [table.c.source == SOURCE_CODES[filters.source]]
    if "location" not in by and not filters.chosen("location"):
        conditions.append(table.c.location == LOCATED)
    if filters.since:
        conditions.append(table.c.month >= filters.since)
    if filters.until:
        conditions.append(table.c.month <= filters.until)
    conditions += [_among(table, key, slugs) for key, slugs in filters.where]
    conditions += _one_of_several(filters, table, by)
    if filters.within:
        conditions.append(table.c.place.in_(places_within(filters.within)))
    return conditions


def _one_of_several(filters: Filters, table: FromClause, by: frozenset[str] | set[str]) -> list[ColumnElement[bool]]:
    """Counts that overlap are never added: a question that chooses none of them is about the usual one."""
    several = SOURCES[filters.source].alternatives
    if several is None or several.dimension in by or filters.chosen(several.dimension):
        return []
    return [_among(table, several.dimension, (several.usual,))]


def _among(table: FromClause, key: str, slugs: Sequence[str]) -> ColumnElement[bool]:
    dimension = DIMENSIONS[key]
    column = table.c[dimension.column]
    if dimension.kind is Kind.MONTH:
        return column.in_([month for slug in slugs if (month := months.parse(slug))])
    codes = [code for slug in slugs if (code := dimension.code(slug)) is not None]
    if dimension.kind in (Kind.AREA, Kind.CELL) and UNKNOWN in slugs:
        return or_(column.is_(None), column.in_(codes))
    return column.in_(codes)


def places_within(corners: Sequence[Corner]) -> Select[tuple[int]]:
    """The map points inside a drawn area (even-odd rule), found among the points, not among the records.

    Corners are (lat, lng) in degrees; edges are straight lines in those
    degrees, which at a borough's size differ from the ground by centimetres.
    """
    lats, lngs = [lat for lat, _ in corners], [lng for _, lng in corners]
    in_box = and_(places.c.lat.between(min(lats), max(lats)), places.c.lng.between(min(lngs), max(lngs)))
    crossings = [_crosses(edge) for edge in pairwise([*corners, corners[0]]) if edge[0][0] != edge[1][0]]
    odd = sum(crossings[1:], start=crossings[0]) % 2 == 1 if crossings else literal(False)
    return select(places.c.place).where(in_box, odd)


def _crosses(edge: tuple[Corner, Corner]) -> ColumnElement[int]:
    """1 where a line going east from a point meets ``edge``, else 0."""
    (lat_a, lng_a), (lat_b, lng_b) = edge
    spans = (places.c.lat < lat_a) != (places.c.lat < lat_b)
    east_of_point = places.c.lng < (lng_b - lng_a) * (places.c.lat - lat_a) / (lat_b - lat_a) + lng_a
    return case((and_(spans, east_of_point), 1), else_=0)
