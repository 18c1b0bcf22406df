"""Which files make up the demonstration borough?

Everything is written in its publisher's layout, so that the ordinary ingest
reads it: the demonstration takes the same road as real files. What was planted
stands beside the folder to load.
"""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from data_access import months
from data_access.ingest.kinds.stop_and_search import CSV_HEADER as SEARCH_HEADER
from data_access.ingest.kinds.street import CSV_HEADER as STREET_HEADER
from data_access.sample import (
    beside,
    partner_counts,
    partner_truth,
    partners,
    residents,
    searches,
    small_areas,
    street,
    truth,
    ward_counts,
)
from data_access.sample.borough import BOROUGH, HERE, NAME, Borough, read_borough
from data_access.sample.crimes import Crime, crimes, crimes_around
from data_access.sample.map_points import MapPoints, map_points, points_around
from data_access.sample.small_areas import Areas
from geo import boundaries, features

TO_LOAD = "files"
TRUTH = "planted_truth.json"
DAYS = "planted_burglary_days.csv"
RECENT = months.shift(truth.LAST, -23)  # the ward counts' "most recent 24 months" begin here

Rows = Iterable[Iterable[str]]


def write_files(folder: Path, say: Callable[[str], None] = lambda _: None) -> Path:
    """Write the demonstration into ``folder``; gives the sub-folder to load.

    The same program always writes the same bytes. ``say`` is told what is
    being written.
    """
    borough = read_borough()
    places = small_areas.areas(borough)
    points, around = map_points(borough), points_around(borough)
    happened = crimes(borough, points)
    say("street crime and stop and search, 36 months")
    written = dict(_monthly(happened, points, around))
    say("ward counts, residents, boundaries and postcodes")
    written |= dict(_counts(happened, points, borough)) | dict(_residents(borough, places)) | dict(_places(borough, places))
    written |= dict(_small_counts(happened, points, places))
    say("the partners' own records, returns and figures")
    records = dict(_partners(points, borough, places))
    written |= {name: csv_text(table) for name, (_, table) in records.items()}
    for name, text in written.items():
        _write(folder / TO_LOAD / name, text)
    planted = truth.as_json() | {"partners": partner_truth.as_json(_totals(records))}
    _write(folder / TRUTH, json.dumps(planted, indent=2) + "\n")
    _write(folder / DAYS, _burglary_days(happened, points))
    return folder / TO_LOAD


def _monthly(happened: dict[date, list[Crime]], points: MapPoints, around: MapPoints) -> Iterator[tuple[str, str]]:
    outside = crimes_around(around, happened)
    for month, inside in happened.items():
        name = months.address(month)
        lines = street.rows(month, inside, points, outside[month], around)
        yield f"{name}/{name}-metropolitan-street.csv", csv_text([STREET_HEADER, *lines])
        found = searches.rows(month, points, around)
        if found:
            yield f"{name}/{name}-metropolitan-stop-and-search.csv", csv_text([SEARCH_HEADER, *found])


def _counts(happened: dict[date, list[Crime]], points: MapPoints, borough: Borough) -> Iterator[tuple[str, str]]:
    counted = ward_counts.counts(happened, points)
    before = months.shift(RECENT, -1)
    recent = ward_counts.table(counted, borough, RECENT, truth.LAST)
    historical = ward_counts.table(counted, borough, truth.FIRST, before)
    yield "ward-counts/MPS Ward Level Crime (most recent 24 months).csv", csv_text(recent)
    yield "ward-counts/MPS Ward Level Crime (historical).csv", csv_text(historical)
    yield "borough-counts/MPS Borough Level Crime.csv", csv_text(partner_counts.borough_crime(counted))
    for name, table in beside.tables(borough).items():
        yield name, csv_text(table)


def _small_counts(happened: dict[date, list[Crime]], points: MapPoints, places: Areas) -> Iterator[tuple[str, str]]:
    """The latest 24 months by small area."""
    found = boundaries.containing(points.lats, points.lngs, [area.shape for area in places.small])
    at = ["" if index == boundaries.NOWHERE else places.small[index].code for index in found]
    names = {area.code: area.name for area in places.small}
    counted = ward_counts.small_table(ward_counts.small_counts(happened, at), names, RECENT, truth.LAST)
    yield "small-area-counts/MPS LSOA Level Crime (most recent 24 months).csv", csv_text(counted)


def _partners(points: MapPoints, borough: Borough, places: Areas) -> Iterator[tuple[str, tuple[str, partners.Table]]]:
    """Every partner's file with the source it is of."""
    for name, (source, table) in partners.tables(points).items():
        yield f"partners/{name}", (source, table)
    for source, table in partner_counts.returns().items():
        yield f"partners/{source}/{source}.csv", (source, table)
    yield "partners/road-collisions/road-collisions.csv", ("road-collisions", partner_counts.collisions(borough))
    earlier = partner_counts.earlier_collisions(borough, places)
    yield "partners/road-collisions/road-collisions-earlier.csv", ("road-collisions", earlier)


def _totals(records: Mapping[str, tuple[str, partners.Table]]) -> dict[str, int]:
    """What each source's files come to: the sum of its counts, or its records."""
    found: Counter[str] = Counter()
    for source, (heading, *rows) in records.values():
        counts = heading[-1] == "Number"
        found[source] += sum(int(row[-1]) for row in rows) if counts else len(rows)
    return dict(found)


def _residents(borough: Borough, places: Areas) -> Iterator[tuple[str, str]]:
    for name, table in residents.by_age(borough).items():
        yield f"residents/mid2020_5ybins_{name}_wd22.csv", csv_text(table)
    yield "residents/ethnicity_wd22.csv", csv_text(residents.by_ethnicity(borough))
    yield "residents/census2021_ages_lsoa21.csv", csv_text(residents.ages_by_small_area(borough, places.small))


def _places(borough: Borough, places: Areas) -> Iterator[tuple[str, str]]:
    yield "boundaries/wards.geojson", (HERE / "wards.geojson").read_text(encoding="utf-8")
    yield "boundaries/borough.geojson", _drawn([(borough.outline, {"LAD22CD": BOROUGH, "LAD22NM": NAME})])
    old = [(w.shape, {"GSS_CODE": w.code, "NAME": w.name, "LAGSSCODE": BOROUGH}) for w in places.old_wards]
    yield "boundaries/wards_until_2022.geojson", _drawn(old)
    yield "boundaries/lsoa_2021.geojson", _drawn([(a.shape, {"LSOA21CD": a.code, "LSOA21NM": a.name}) for a in places.small])
    yield "postcodes/se.csv", csv_text(_postcodes(borough))


def _drawn(shapes: Iterable[tuple[features.Area, Mapping[str, str]]]) -> str:
    listed = [{"type": "Feature", "properties": named, "geometry": features.area_geometry(shape)} for shape, named in shapes]
    return json.dumps({"type": "FeatureCollection", "simplified": True, "features": listed})


def _postcodes(borough: Borough) -> Iterator[list[str]]:
    listed = borough.postcodes
    for postcode, east, north, place in zip(listed.postcodes, listed.eastings, listed.northings, listed.places, strict=True):
        inside = place.startswith("E05")
        areas = [BOROUGH, place] if inside else [place, ""]
        yield [postcode, "10", str(east), str(north), "E92000001", "", "", "", *areas]


def _burglary_days(happened: dict[date, list[Crime]], points: MapPoints) -> str:
    """The day and point of every burglary, in order of day: street files say the month alone."""
    listed = sorted((crime.day, crime.point) for crimes in happened.values() for crime in crimes if crime.day)
    lines = [(day.isoformat(), f"{points.lats[point]:.6f}", f"{points.lngs[point]:.6f}") for day, point in listed]
    return csv_text([("date", "lat", "lng"), *lines])


def csv_text(rows: Rows) -> str:
    """CSV as police.uk writes it: UTF-8, LF."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
