"""What does each field of a layout say, row by row, before it is understood?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import numpy as np
import numpy.typing as npt

from data_access.catalogue import DIMENSIONS
from data_access.catalogue.layouts import Field, Layout
from data_access.ingest.files import workbook
from data_access.ingest.files.csv_rows import Batch
from data_access.ingest.rows.records import Checks, Mask, Texts, distinct, numbered
from data_access.ingest.rows.words import Areas
from data_access.settings import Settings

OURS, ELSEWHERE = (DIMENSIONS["location"].code(slug) or 0 for slug in ("located", "outside"))
_STARTS = {"ward": "E05", "lsoa": "E01"}
_AREAS = {"ward": "the GSS code of a ward", "lsoa": "the GSS code of an LSOA"}


def texts_of(layout: Layout, batch: Batch) -> dict[str, Texts]:
    """The published text of every field that reads a column."""
    columns = dict(zip(layout.heading, batch.columns, strict=False))
    return {field.to: _texts(field, columns) for field in layout.fields if field.columns}


def _texts(field: Field, columns: Mapping[str, tuple[str, ...]]) -> Texts:
    first, *others = (columns[name] for name in field.columns)
    if field.together:
        return [" / ".join(parts) for parts in zip(first, *others, strict=True)]
    for other in others:
        first = tuple(one if one.strip() else another for one, another in zip(first, other, strict=True))
    return first


def refuse_errors(layout: Layout, batch: Batch, checks: Checks) -> None:
    """Set aside the rows in which a column that is read shows an error of Excel's instead of a value.

    A publisher who writes one for "not known" has it among the source's words, and is believed.
    """
    read = {name: field for field in layout.fields for name in field.columns}
    for title, texts in zip(layout.heading, batch.columns, strict=False):
        if title in read and not workbook.ERRORS.isdisjoint(texts):
            known = read[title].words or {}
            shown = np.array([text in workbook.ERRORS and text.casefold() not in known for text in texts], dtype=np.bool_)
            do = "correct the formula in the book, and save it again"
            checks.refuse(shown, title, "an error of Excel's", value=texts.__getitem__, do=do)


def leave_out(layout: Layout, batch: Batch, checks: Checks) -> None:
    """Set aside the rows whose facts other rows state; they are no fault of the file's."""
    for each in layout.left_out:
        column = batch.columns[layout.heading.index(each.column)]
        told = np.array([text.strip().casefold() in each.words for text in column], dtype=np.bool_)
        do = "nothing: other rows or files say it"
        checks.refuse(told, each.column, each.why, value=column.__getitem__, do=do, fault=False)


def whole_rows(layout: Layout, batch: Batch) -> Mask:
    """Which rows count a whole borough, its wards' rows included."""
    if layout.whole is None:
        return np.zeros(len(batch.lines), dtype=np.bool_)
    column = batch.columns[layout.heading.index(layout.whole.column)]
    return np.array([text.strip().casefold() in layout.whole.words for text in column], dtype=np.bool_)


def areas(texts: Texts, field: Field, checks: Checks, *, blank: bool = False, none: Mask | None = None) -> npt.NDArray[np.int32]:
    """The number of each row's ward or LSOA; 0 where the source's words say there is none, or by a ``blank`` if it may.

    Rows of ``none`` have no such area, whatever stands there.
    """
    found = numbered(texts, Areas(field, _STARTS[field.to]), np.int32)
    do = "take the row from the file as it was supplied"
    empty: Mask = np.array([blank and not text.strip() for text in texts], dtype=np.bool_)
    if none is not None:
        found = np.where(none, 0, found)
    checks.refuse((found < 0) & ~empty, field.title, _AREAS[field.to], value=texts.__getitem__, do=do)
    return np.maximum(found, 0)


def locations(texts: Texts, field: Field, settings: Settings, checks: Checks) -> npt.NDArray[np.int16]:
    """Whether each row's borough is ours, by name or by GSS code."""
    do = "take the row from the file as it was supplied"
    blank: Mask = np.array([not text.strip() for text in texts], dtype=np.bool_)
    checks.refuse(blank, field.title, "a borough's name", value=texts.__getitem__, do=do)
    positions, each = distinct(texts)
    ours = partial(is_ours, field=field, settings=settings)
    return np.array([OURS if ours(text) else ELSEWHERE for text in each], dtype=np.int16)[positions]


def is_ours(text: str, field: Field, settings: Settings) -> bool:
    """Whether a text names our borough, perhaps with more words after it.

    A borough is never taken for another whose name begins alike: the next
    character must be a blank.
    """
    name = text.strip()
    return name in {settings.name, settings.borough} or (field.begins and name.startswith(f"{settings.name} "))


def area_scope(boroughs: Sequence[str] | set[str], layout: Layout, settings: Settings) -> str:
    """How much a file speaks of: "force" for several boroughs, ours alone, or "extract"; "" where it does not say."""
    field = layout.field("borough")
    if field is None:
        return settings.borough if layout.covers else ""
    mine = {is_ours(text, field, settings) for text in boroughs}
    if mine == {True, False} or (mine == {False} and len(boroughs) > 1):
        return "force"
    return settings.borough if mine == {True} else "extract"
