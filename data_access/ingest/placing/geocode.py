"""Where are the places that a load's rows describe in words?

The one door to the geocoder: it reads the gazetteer's files, builds the
gazetteer, and answers texts. Whoever holds remembered answers hands them over
by ``geo.places.text.key_of`` the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from data_access.errors import BadInput
from data_access.ingest.files.heading import heading
from data_access.ingest.files.opening import Member, members
from data_access.ingest.gazetteer import (
    aliases as gazetteer_aliases,
)
from data_access.ingest.gazetteer import (
    map_points as gazetteer_map_points,
)
from data_access.ingest.gazetteer import (
    open_names as gazetteer_open_names,
)
from data_access.ingest.gazetteer.open_names import Part
from data_access.ingest.gazetteer.rows import NamesRead
from data_access.ingest.kinds import postcodes
from geo.places.answers import Answer, Decision, Point
from geo.places.gazetteer import Alias, Gazetteer, gazetteer
from geo.places.geocoder import Geocoder


@dataclass(frozen=True, slots=True)
class GazetteerFile:
    """One file of names: what it is called and what was read from it."""

    name: str
    read: NamesRead


@dataclass(frozen=True, slots=True)
class GazetteerRead:
    """The gazetteer, and the files it was made from."""

    known: Gazetteer
    files: tuple[GazetteerFile, ...]


def gazetteer_from(paths: Iterable[Path], *, borough: Iterable[str] = (), part: Part | None = None) -> GazetteerRead:
    """The gazetteer of these files: OS Open Names, Code-Point Open, police.uk map points, aliases; plain, gz or zip.

    Each is known by its first row. Of OS Open Names only the names inside
    ``part`` are kept. ``borough`` names the partnership's borough, which tells
    nobody where in it a place is.
    """
    files = tuple(GazetteerFile(member.name, _read(member, part)) for path in paths for member in members(path, path.name))
    points = [point for file in files for point in file.read.points]
    codes = {code: point for file in files for code, point in file.read.postcodes.items()}
    aliases = [Alias(row.said, row.means) for file in files for row in file.read.said]
    try:
        known = gazetteer(points, codes, aliases=aliases, borough=borough)
    except KeyError as error:
        raise _unknown(str(error.args[0]), files) from error
    return GazetteerRead(known, files)


def geocoder_from(read: GazetteerRead, remembered: Mapping[str, Decision] | None = None) -> Geocoder:
    """A geocoder on this gazetteer, with what people decided before."""
    return Geocoder(read.known, remembered or {})


def answers(texts: Sequence[str], geocoder: Geocoder) -> list[Answer]:
    """The answer for each text, in order; the same text is looked up once."""
    found: dict[str, Answer] = {}
    for text in texts:
        if text not in found:
            found[text] = geocoder.find(text)
    return [found[text] for text in texts]


def _read(member: Member, part: Part | None) -> NamesRead:
    first = heading(member)
    if gazetteer_map_points.is_header(first):
        return gazetteer_map_points.read(member)
    if gazetteer_aliases.is_header(first):
        return gazetteer_aliases.read(member)
    if gazetteer_open_names.is_header(first) or gazetteer_open_names.is_headerless(first):
        return gazetteer_open_names.read(member, part)
    if postcodes.is_header(first) or postcodes.is_headerless(first):
        return _postcodes(member)
    expected = "OS Open Names, Code-Point Open, police.uk map points or aliases"
    raise BadInput("This is no known file of place names.", file=member.name, line=1, expected=expected, do="leave it out")


def _postcodes(member: Member) -> NamesRead:
    reading = postcodes.read(member)
    columns = (reading.table.column(name).to_pylist() for name in ("postcode", "lat", "lng"))
    codes = {code: Point(lat, lng) for code, lat, lng in zip(*columns, strict=True)}
    return NamesRead(reading.layout, reading.rows_in, postcodes=codes, rejected=reading.rejected)


def _unknown(means: str, files: Sequence[GazetteerFile]) -> BadInput:
    """The alias whose meaning nobody knows, by its file and line."""
    for file in files:
        for row in file.read.said:
            if row.means == means:
                what = f"“{means}” is no name and no postcode of the gazetteer."
                do = "correct it, or give the place's kind, lat and lng instead"
                return BadInput(what, file=file.name, line=row.line, field="means", expected="a known name", do=do)
    return BadInput(f"“{means}” is no name of the gazetteer.")
