"""What a reader of one file hands on: a typed table, and every row it could not use."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

import pyarrow as pa


class Content(StrEnum):
    """What a file turned out to hold."""

    INCIDENTS = "incidents"
    AREA_COUNTS = "area_counts"
    AREAS = "areas"
    DENOMINATORS = "denominators"
    INDICATORS = "indicators"
    POSTCODES = "postcodes"
    NAMES = "names"
    KNOWN = "known"  # recognised, but nothing in this version uses it


@dataclass(frozen=True, slots=True)
class Rejected:
    """One row that cannot be used: where, which rule, the value met, and what to do.

    ``fault`` is false where the publisher says itself that the row is unusable
    (a postcode without a position): quarantined and counted, but no reason to
    refuse the file.
    """

    line: int
    column: str
    rule: str
    value: str
    do: str
    fault: bool = True


@dataclass(slots=True)
class Reading:
    """One file, read.

    ``table`` holds the columns of ``schema``'s table of the same name that the
    file itself knows (see the reader's docstring), one row per usable row,
    plus ``line``. ``rows_in`` = rows of ``table`` + ``repeated`` + rejected, always,
    for files of records (wide and nested files say what a row is).

    A file of counts also says what it speaks of, for zeros are not rows:
    ``months`` are all its months, ``area_scope`` is "force", a borough's GSS
    code or "extract" as in ``slots``, ``force`` the code of the police force
    that counted. Files of incidents may state ``area_scope`` too.
    """

    layout: str
    content: Content
    table: pa.Table
    rows_in: int
    rejected: list[Rejected] = field(default_factory=list)
    repeated: int = 0
    notes: list[str] = field(default_factory=list)
    months: tuple[date, ...] = ()
    area_scope: str = ""
    force: int = 0
