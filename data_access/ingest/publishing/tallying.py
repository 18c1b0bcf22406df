"""How many records does the new snapshot hold of each source and month: in the borough, outside, and without a place?"""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection

from data_access.ingest.arriving.coverage import Tally

_TALLY = """
    SELECT source, month, count(*) FILTER (location = 1), count(*) FILTER (location = 2), count(*) FILTER (location = 0),
           count(*) FILTER (force IN (0, ?)),
           count(*) FILTER (force IN (0, ?) AND (place IS NOT NULL OR location <> 0))
    FROM incidents GROUP BY source, month
"""
_COUNTED = """
    SELECT source, month, coalesce(sum(n) FILTER (location = 1), 0), coalesce(sum(n) FILTER (location = 2), 0),
           coalesce(sum(n) FILTER (location = 0), 0), count(*), count(*)
    FROM area_counts GROUP BY source, month
"""


def tallies(connection: Connection, force: int) -> dict[tuple[int, date], Tally]:
    """By source and month; ``force`` is the partnership's own."""
    rows = connection.exec_driver_sql(_TALLY, (force, force)).all()
    rows = [*rows, *connection.exec_driver_sql(_COUNTED).all()]
    return {(row[0], row[1]): Tally(*row[2:]) for row in rows}
