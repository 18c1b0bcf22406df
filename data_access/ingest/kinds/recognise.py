"""Whose layout is this file, and which reader reads it?

By content only: a CSV by its exact header, JSON by its shape. Headers of records
stand in the sources' files. A name never
decides, so a renamed file is read the same, and a wrong one is refused.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from data_access.catalogue import SOURCES, Shape
from data_access.errors import BadInput, NotRecognised
from data_access.ingest.files import workbook
from data_access.ingest.files.csv_rows import refuse_binary
from data_access.ingest.files.heading import heading
from data_access.ingest.files.json_text import document
from data_access.ingest.files.opening import Member, Packing
from data_access.ingest.files.reading import Content, Reading
from data_access.ingest.gazetteer import reading as gazetteer_reading
from data_access.ingest.kinds import boundaries, known_files, postcodes, stop_and_search, street
from data_access.ingest.kinds.counts import Counts
from data_access.ingest.kinds.figures import Figures
from data_access.ingest.kinds.incidents import Incidents
from data_access.ingest.rows import declared, identifiers
from data_access.settings import Settings

Reader = Callable[[Member], Reading]

_KNOWN = (
    "a layout of one of the sources in docs/reference/sources.md, an answer of the police.uk API, "
    "boundaries (GeoJSON), Code-Point Open postcodes, or names of places"
)


@dataclass(frozen=True, slots=True)
class Recognised:
    """A layout's name, and how to read it; ``ward_answer`` marks what the API gave for one area."""

    source: str
    read: Reader
    ward_answer: bool = False


def recognised(member: Member, settings: Settings, *, force: str) -> Recognised:
    """The reader of ``member``; :class:`BadInput` where no layout is like it."""
    if member.size == 0 or not member.head.strip():
        raise BadInput("The file is empty.", file=member.name, do="download it again")
    refuse_binary(member)
    start = member.head.decode("utf-8-sig", errors="replace").lstrip()
    if start.startswith(("[", "{")):
        return _json(start, member, settings, force)
    return _csv(member, settings, force)


def is_prose(member: Member) -> bool:
    """Whether this is a note that lies beside the files: words in lines, not fields."""
    start = member.head.decode("utf-8-sig", errors="replace").lstrip()
    first = start.split("\n", 1)[0]
    header = heading(member)
    fields = len(header) > 1 or any(mark in first for mark in ";\t|") or declared.figure_layout_of(header) is not None
    return bool(start) and not start.startswith(("<", "{", "[")) and (first.startswith("#") or not fields) and "\0" not in start


def _csv(member: Member, settings: Settings, force: str) -> Recognised:
    header = heading(member)
    layout = declared.layout_of(header)
    if layout is not None and member.packing is Packing.SHEET:
        layout = workbook.dated(layout)
    if layout is not None and SOURCES[layout.source].shape is Shape.INCIDENTS:
        return Recognised(layout.source, Incidents(layout, settings, force).read)
    if layout is not None:
        return Recognised(layout.source, Counts(layout, settings).read)
    figures = declared.figure_layout_of(header)
    if figures is not None:
        return Recognised(figures.source, Figures(figures, settings).read)
    if postcodes.is_header(header) or postcodes.is_headerless(header):
        return Recognised("", postcodes.read)
    if gazetteer_reading.is_one(header):
        return Recognised("", partial(gazetteer_reading.read, settings=settings))
    known = known_files.known_layout(header)
    if known is not None:
        return Recognised("", partial(_unused, known))
    raise _unknown(member, header)


def _json(start: str, member: Member, settings: Settings, force: str) -> Recognised:
    if start.startswith("{"):
        return Recognised("", partial(boundaries.read, settings=settings))
    keys = _first_keys(start)
    if keys is None:
        return Recognised("", partial(_unused, "API answer without records"))
    if keys >= stop_and_search.API_KEYS:
        return Recognised("stop-and-search", partial(stop_and_search.read_api, settings=settings, force=force))
    if keys >= street.API_KEYS:
        return Recognised("police-uk-crime", partial(street.read_api, settings=settings), ward_answer=True)
    layout = known_files.known_answer(keys)
    if layout is not None:
        return Recognised("", partial(_unused, layout))
    document(member)  # a file that is no JSON at all is told so, with its line
    raise BadInput("This JSON is of no known shape.", file=member.name, expected=_KNOWN, do="save the API's answer whole")


def _first_keys(start: str) -> frozenset[str] | None:
    """The keys of a list's first object; None for an empty list, no keys for a list of something else."""
    if start.removeprefix("[").lstrip().startswith("]"):
        return None
    try:
        first, _ = json.JSONDecoder().raw_decode(start, start.index("{"))
    except (ValueError, RecursionError):
        return frozenset()
    return frozenset(first) if isinstance(first, dict) else frozenset()


def _unused(layout: str, member: Member) -> Reading:
    """A layout that is known but that nothing uses yet: listed, not read."""
    del member
    return Reading(layout, Content.KNOWN, boundaries.COLUMNS.empty_table(), 0)


def _unknown(member: Member, header: tuple[str, ...]) -> BadInput:
    nearest = declared.nearest(header)
    if nearest is not None:
        if not nearest.open:
            identifiers.refuse_headings(member.name, header)
        return _almost(member, header, nearest.heading)
    start = ", ".join(header)[:80] or "nothing"
    what = "The first row is of no known layout" + ("." if identifiers.looks_like_one(start) else f" (“{start}”).")
    return NotRecognised(
        what, file=member.name, line=member.first_line, expected=_KNOWN, do="leave this file out, or load it as published"
    )


def _almost(member: Member, header: tuple[str, ...], nearest: tuple[str, ...]) -> BadInput:
    """A first row that was a known one before somebody changed it."""
    twice = next((name for name in header if header.count(name) > 1), "")
    lacking = [name for name in nearest if name not in header]
    surplus = [name for name in header if name not in nearest]
    what, field = "The first row is not a known one.", ""
    expected = f"{', '.join(lacking)} as well" if lacking else "the published order of columns"
    if twice:
        what, field = "A column stands twice in the first row.", twice[:60]
    elif surplus and not lacking:
        expected = f"no column “{surplus[0][:60]}”"
    do = "load the file as it was published, with every column in its place"
    return NotRecognised(what, file=member.name, line=member.first_line, field=field, expected=expected, do=do)
