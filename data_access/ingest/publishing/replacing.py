"""How do the store's incidents follow their words, when those mean another place than before?"""

from __future__ import annotations

import pyarrow as pa
from sqlalchemy import Column, ColumnElement, case, func, null, select, update
from sqlalchemy import column as named_column
from sqlalchemy import table as named_table

from data_access.ingest.placing.finding import BOROUGH, NOTHING, TEXTS, WARD
from data_access.ingest.placing.locate import LOCATED
from data_access.ingest.placing.placing import PLACED
from data_access.ingest.publishing.writing import Writer
from data_access.schema import incidents, texts

_POINTED = tuple(name for name in ("place", *PLACED, "confidence") if name not in {"location", "ward"})


def replace_words(writer: Writer, again: pa.Table) -> None:
    """Give every incident whose text is elsewhere now its new place; drop the number of words that are not kept.

    What a row states itself stays: its ward, or its borough.
    """
    if not again.num_rows:
        return
    told = named_table("again", *(named_column(name) for name in again.column_names))
    point = {incidents.c[name]: told.c[name] for name in _POINTED} | {incidents.c.text: told.c.kept}
    inside = case((incidents.c.location == LOCATED, told.c.ward), else_=null())
    elsewhere: dict[int, dict[Column[object], ColumnElement[object]]] = {
        NOTHING: {incidents.c.location: told.c.location, incidents.c.ward: told.c.ward},
        BOROUGH: {incidents.c.ward: inside},
        WARD: {},
    }
    with writer.registered("again", again):
        for stated, more in elsewhere.items():
            moved = update(incidents).values({**point, **more})
            writer.connection.execute(moved.where(incidents.c.text == told.c.text, told.c.stated == stated))


def write_texts(writer: Writer, kept: pa.Table) -> None:
    """Every text that an incident still waits for, with how many do."""
    if not kept.num_rows:
        return
    counts = select(incidents.c.text, func.count().label("rows")).where(incidents.c.text.is_not(None)).group_by(incidents.c.text)
    standing = counts.subquery("standing")
    with writer.registered("kept_texts", kept):
        told = named_table("kept_texts", *(named_column(name) for name in TEXTS.names))
        chosen = select(*told.columns, standing.c.rows).join(standing, standing.c.text == told.c.text).order_by(told.c.text)
        writer.connection.execute(texts.insert().from_select([*TEXTS.names, "rows"], chosen))
