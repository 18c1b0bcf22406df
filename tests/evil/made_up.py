"""Made-up files in the published layouts, good ones, for evil ones to be made of."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from data_access.ingest.kinds import stop_and_search, street
from data_access.ingest.rows import declared

WARD = "E05013714"
WARDS = declared.layout("mps-recorded-crime", "recorded crime by ward, Metropolitan Police")
SQUARE = [[[-0.03, 51.44], [-0.02, 51.44], [-0.02, 51.45], [-0.03, 51.45], [-0.03, 51.44]]]

CRIME: Mapping[str, str] = {
    "Crime ID": "",
    "Month": "2023-05",
    "Reported by": "Metropolitan Police Service",
    "Falls within": "Metropolitan Police Service",
    "Longitude": "-0.025000",
    "Latitude": "51.445000",
    "Location": "On or near Madeup Road",
    "LSOA code": "E01003189",
    "LSOA name": "Lewisham 034A",
    "Crime type": "Burglary",
    "Last outcome category": "Under investigation",
    "Context": "",
}
SEARCH: Mapping[str, str] = {
    "Type": "Person search",
    "Date": "2023-05-03T13:30:00+00:00",
    "Part of a policing operation": "False",
    "Policing operation": "",
    "Latitude": "51.445000",
    "Longitude": "-0.025000",
    "Gender": "Male",
    "Age range": "18-24",
    "Self-defined ethnicity": "Other ethnic group - Not stated",
    "Officer-defined ethnicity": "White",
    "Legislation": "Misuse of Drugs Act 1971 (section 23)",
    "Object of search": "Controlled drugs",
    "Outcome": "A no further action disposal",
    "Outcome linked to object of search": "",
    "Removal of more than just outer clothing": "",
}
SEARCH_ANSWER: Mapping[str, object] = {
    "type": "Person search",
    "datetime": "2023-05-03T13:30:00+00:00",
    "location": {"latitude": "51.445000", "longitude": "-0.025000", "street": {"id": 1, "name": "On or near Madeup Road"}},
    "gender": "Male",
    "age_range": "18-24",
    "self_defined_ethnicity": None,
    "officer_defined_ethnicity": "White",
    "legislation": "Misuse of Drugs Act 1971 (section 23)",
    "object_of_search": "Controlled drugs",
    "outcome": "A no further action disposal",
    "involved_person": True,
    "operation": None,
}


def crime(**changed: str) -> list[str]:
    """One row of a street file; ``changed`` names columns with underscores for spaces."""
    return _row(street.CSV_HEADER, CRIME, changed)


def search(**changed: str) -> list[str]:
    """One row of a stop-and-search file."""
    return _row(stop_and_search.CSV_HEADER, SEARCH, changed)


def _row(header: Sequence[str], good: Mapping[str, str], changed: Mapping[str, str]) -> list[str]:
    named = {key.replace("_", " ").replace(" defined", "-defined"): value for key, value in changed.items()}
    assert set(named) <= set(header), named
    return [named.get(column, good[column]) for column in header]


def crimes(*rows: Sequence[str], good: int = 5) -> str:
    """A street file: ``good`` rows, then ``rows``."""
    return lines([street.CSV_HEADER, *([crime()] * good), *rows])


def searches(*rows: Sequence[str], good: int = 5) -> str:
    return lines([stop_and_search.CSV_HEADER, *([search()] * good), *rows])


def wards_wide(*rows: Sequence[str], months: Sequence[str] = ("202305", "202306")) -> str:
    """A ward-level file with one good row, then ``rows``."""
    good = ["BURGLARY", "DOMESTIC BURGLARY", "Madeup", WARD, "Lewisham", *["1"] * len(months)]
    return lines([(*WARDS.heading, *months), good, *rows])


def lines(rows: Sequence[Sequence[str]]) -> str:
    return "".join(",".join(row) + "\n" for row in rows)


def feature(coordinates: object = SQUARE, kind: str = "Polygon", code: str = WARD) -> dict[str, object]:
    properties = {"WD22CD": code, "WD22NM": "Madeup", "LAD22CD": "E09000023"}
    return {"type": "Feature", "properties": properties, "geometry": {"type": kind, "coordinates": coordinates}}


def collection(*features: object, crs: str = "") -> str:
    named = {"crs": {"type": "name", "properties": {"name": crs}}} if crs else {}
    return json.dumps({"type": "FeatureCollection", **named, "features": list(features)})


def borough() -> str:
    outline = {"type": "Polygon", "coordinates": SQUARE}
    return collection({"type": "Feature", "properties": {"LAD22CD": "E09000023", "LAD22NM": "Lewisham"}, "geometry": outline})
