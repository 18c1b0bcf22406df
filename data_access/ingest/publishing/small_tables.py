"""How do a snapshot's small tables look as rows: slots, months, wards and suppliers in them?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyarrow as pa
from sqlalchemy import Table

from data_access.ingest.arriving.candidates import Candidate
from data_access.ingest.arriving.coverage import Covered
from data_access.ingest.publishing.short_areas import AreaCovered
from data_access.schema import slots


def slot_rows(kept: Mapping[int, Candidate], files: Mapping[str, int]) -> pa.Table:
    """The slots under their numbers; ``files`` are the files' numbers by digest."""
    rows = [
        {
            "slot": number,
            "file": files[each.sha256],
            "source": each.source,
            "force": each.force,
            "month": each.month,
            "area_scope": each.area,
            "type_scope": each.types,
            "supplier": each.supplier,
            "found_by": each.found_by,
            "rows": each.rows,
            "first_day": each.first_day,
            "last_day": each.last_day,
            "note": each.note,
        }
        for number, each in kept.items()
    ]
    return typed(slots, rows)


def rows_of(target: Table, covered: Sequence[Covered | AreaCovered]) -> pa.Table:
    """What is said of months, or of wards and suppliers in them, as rows of ``target``."""
    rows = [{column.name: getattr(each, column.name) for column in target.columns} for each in covered]
    return typed(target, [{**row, "state": str(row["state"])} for row in rows])


def typed(target: Table, rows: Sequence[Mapping[str, object]]) -> pa.Table:
    """Rows with the column order of ``target``; dates and NULLs are typed by Arrow, and cast by the insert."""
    return pa.table({column.name: [row[column.name] for row in rows] for column in target.columns})
