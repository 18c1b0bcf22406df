"""What do the records of one source tell about another's, that share their id?

As the source's file says ([joined]): outcomes recorded later fill what a
crime's own row did not know. Of several the latest month's stands, and of one
month the last line's.
"""

from __future__ import annotations

from sqlalchemy import Connection, Subquery, func, select, update

from data_access.catalogue import DIMENSIONS, SOURCES, Source
from data_access.catalogue.sources import Joined
from data_access.schema import SOURCE_CODES, incidents


def join(connection: Connection) -> None:
    """Fill every joined field in the snapshot that is being written."""
    for source in SOURCES.values():
        if source.joined is not None:
            _fill(connection, source, source.joined)


def _fill(connection: Connection, source: Source, joined: Joined) -> None:
    latest = _latest(joined)
    dimension = DIMENSIONS[joined.field]
    own = incidents.c[dimension.column]
    filled = (
        update(incidents)
        .values({own: latest.c.told})
        .where(
            incidents.c.source == source.code,
            incidents.c.record_id == latest.c.record_id,
            own.in_([dimension.code(slug) for slug in joined.fills]),
        )
    )
    connection.execute(filled)


def _latest(joined: Joined) -> Subquery:
    """Each id with the value its latest record has."""
    theirs = incidents.alias("theirs")
    order = func.row(theirs.c.month, theirs.c.slot, theirs.c.line)
    told = func.arg_max(theirs.c[DIMENSIONS[joined.field].column], order).label("told")
    known = theirs.c.record_id.is_not(None)
    return (
        select(theirs.c.record_id, told)
        .where(theirs.c.source == SOURCE_CODES[joined.source], known)
        .group_by(theirs.c.record_id)
        .subquery("latest")
    )
