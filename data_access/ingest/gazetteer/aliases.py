"""What do people here call places, and what do they mean?

One row for each: ``said,means,kind,lat,lng,radius_m``. Either ``means`` holds
a name of the gazetteer or a postcode, and the rest is empty; or ``means`` is
empty and the row says itself what it is (``kind``: place, street or area),
where, and how far it reaches.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data_access.ingest.files.csv_rows import rows
from data_access.ingest.files.opening import Member
from data_access.ingest.files.reading import Rejected
from data_access.ingest.gazetteer.rows import NamesRead, Said, degrees, number, use_rows
from geo.places.gazetteer import Kind, NamedPoint
from geo.places.homes import home_words
from geo.places.text import plain

HEADER = ("said", "means", "kind", "lat", "lng", "radius_m")
TITLE = "Aliases"
_KINDS = {kind.value: kind for kind in (Kind.LANDMARK, Kind.STREET, Kind.AREA)}
_FARTHEST_M = 5_000.0


def is_header(header: Sequence[str]) -> bool:
    """Whether this first row heads an aliases file."""
    return tuple(header) == HEADER


def read(member: Member) -> NamesRead:
    """The aliases of one file."""
    found = NamesRead(TITLE)

    def use(line: int, row: Mapping[str, str]) -> Rejected | None:
        refused = _refused(line, row)
        if refused is None and row["means"]:
            found.said.append(Said(line, row["said"], row["means"]))
        elif refused is None:
            lat, lng = float(row["lat"]), float(row["lng"])
            found.points.append(NamedPoint(row["said"], _KINDS[row["kind"]], lat, lng, float(row["radius_m"] or 0)))
        return refused

    use_rows(found, rows(member, found.rejected), HEADER, use)
    found.rows_in = len(found.said) + len(found.points) + len(found.rejected)
    return found


def _refused(line: int, row: Mapping[str, str]) -> Rejected | None:
    means = bool(row["means"])
    rest = [row[column] for column in HEADER[2:]]
    radius = number(row["radius_m"] or "0")
    checks = (
        (not plain(row["said"]), "said", "what people say", "write it, or delete the row"),
        (bool(home_words(plain(row["said"]))), "said", "no word for a home", "delete the row: a home is never put on the map"),
        (means and any(rest), "means", "a name alone, or a kind and a point", "leave one of them empty"),
        (not means and row["kind"] not in _KINDS, "kind", " or ".join(_KINDS), "write the kind, or what it means"),
        (
            not means and degrees(row["lat"], row["lng"]) is None,
            "lat",
            "degrees in Great Britain",
            "write the point's lat and lng",
        ),
        (radius is None or not 0 <= radius <= _FARTHEST_M, "radius_m", "metres, 5,000 at most", "correct it or leave it empty"),
    )
    for wrong, column, rule, do in checks:
        if wrong:
            return Rejected(line, column, rule, row[column][:80], do)
    return None
