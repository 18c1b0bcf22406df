"""How do the store's incidents follow their words, when those mean another place than before?"""

from __future__ import annotations

import pyarrow as pa
from sqlalchemy import column as named_column
from sqlalchemy import func, select, update
from sqlalchemy import table as named_table

from data_access.ingest.placing.finding import TEXTS
from data_access.ingest.placing.placing import PLACED
from data_access.ingest.publishing.writing import WORDED, Writer
from data_access.schema import incidents, texts

_MOVED = ("place", *PLACED, "confidence")


def replace_words(writer: Writer, again: pa.Table) -> None:
    """Give every incident whose text is elsewhere now its new place; drop the number of words that are not kept."""
    if not again.num_rows:
        return
    told = named_table("again", *(named_column(name) for name in again.column_names))
    with writer.registered("again", again):
        stating = [name for name in _MOVED if name not in {"location", "ward"}]
        for names, own in ((_MOVED, True), (stating, False)):  # a row that says its borough stays there
            here = incidents.c.source.in_(sorted(WORDED))
            moved = update(incidents).values(
                {**{incidents.c[name]: told.c[name] for name in names}, incidents.c.text: told.c.kept}
            )
            writer.connection.execute(moved.where(incidents.c.text == told.c.text, here if own else ~here))


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
