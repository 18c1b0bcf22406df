"""What can a column be, what is it called in a form, and how do suppliers head it?"""

from __future__ import annotations

from data_access.catalogue import DIMENSIONS, Kind
from data_access.mappings import LEFT_OUT, OTHER_DATE

HAPPENED = ("moment", "day", "month")
CLOCK = "clock"  # the time of day beside a day
POINTS = ("lat", "lng", "easting", "northing")
PAIRS = {"lat": "lng", "lng": "lat", "easting": "northing", "northing": "easting"}
AREAS = ("ward", "lsoa", "borough")
_DERIVED = {"hour", "weekday", "location", "force"}
CODED = tuple(key for key, each in DIMENSIONS.items() if each.kind is Kind.CODED and key not in _DERIVED)
# What a row of counts can be counted by; the rest only an incident has.
COUNTED_BY = frozenset(
    {"crime_type", "offence", "age", "gender", "ethnicity", "outcome", "category", "age_group", "method", "setting"}
)

# What a table of counts can say; the rest only an incident has.
OF_COUNTS = frozenset({"month", "day", OTHER_DATE, *AREAS, "n", *COUNTED_BY})

TITLES: dict[str, str] = {
    "moment": "Date and time it happened",
    "day": "Date it happened",
    CLOCK: "Time it happened, beside its date",
    "month": "Month",
    OTHER_DATE: "Another date (not used)",
    "ward": "Ward",
    "lsoa": "Small area (LSOA)",
    "borough": "Borough",
    "lat": "Latitude",
    "lng": "Longitude",
    "easting": "Easting",
    "northing": "Northing",
    "name": "Name of the point",
    "free_text": "Place in words (checked, not kept)",
    "n": "How many",
    "record_id": "Reference number",
    "supplier": "Which supplier or site",
    **{key: DIMENSIONS[key].title for key in CODED},
}
GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("When", (*HAPPENED, CLOCK, OTHER_DATE)),
    ("Where", (*AREAS, *POINTS, "name", "free_text")),
    ("What", ("category", "crime_type", "offence", "method", "setting", "outcome", "object", "legislation", "search_type")),
    ("Who", ("age_group", "age", "gender", "ethnicity", "officer_ethnicity", "assailants", "reported")),
    ("The record", ("n", "record_id", "supplier")),
)

_WHEN = ("incident", "offence", "assault", "crime", "event", "occurrence", "call", "collision", "fire")
ALIASES: dict[str, tuple[str, ...]] = {
    "moment": (
        *(f"{what} date time" for what in _WHEN),
        "date and time",
        "datetime",
        "occurred at",
        "occurred",
        "when",
        "time of call",
    ),
    "day": (*(f"{what} date" for what in _WHEN), "date", "date of incident", "occurred on", "committed date", "date from", "day"),
    CLOCK: ("time", "incident time", "time of incident", "time of day", "offence time", "start time", "hour", "time of call"),
    "month": ("month", "period", "reporting month", "reporting period", "month year", "date", "year month"),
    OTHER_DATE: (
        "attendance date",
        "attendance date time",
        "reported date",
        "recorded date",
        "arrival date",
        "arrival date time",
        "date created",
        "date closed",
        "last updated",
        "period start date",
        "period end date",
        "date received",
        "logged",
        "end date",
    ),
    "ward": ("ward", "ward code", "wd code", "ward gss", "electoral ward", "ward name", "gss", "wd22cd", "area code", "ons ward"),
    "lsoa": ("lsoa", "lsoa code", "lsoa21cd", "lsoa11cd", "small area", "lower super output area"),
    "borough": (
        "borough",
        "borough name",
        "local authority",
        "la",
        "lad",
        "council",
        "district",
        "borough code",
        "authority",
        "lad22nm",
    ),
    "lat": ("latitude", "lat", "y wgs84", "y coordinate"),
    "lng": ("longitude", "lng", "long", "lon", "x wgs84", "x coordinate"),
    "easting": ("easting", "eastings", "x", "grid x", "x coord", "os x", "bng easting", "osgb x", "easting rounded"),
    "northing": ("northing", "northings", "y", "grid y", "y coord", "os y", "bng northing", "osgb y", "northing rounded"),
    "name": ("location name", "station", "stop name", "premises", "street name", "site name", "nearest stop"),
    "free_text": (
        "location",
        "location description",
        "place",
        "where",
        "location details",
        "address of incident",
        "location text",
    ),
    "n": ("count", "number", "total", "n", "how many", "number of incidents", "volume", "offences", "cases", "quantity"),
    "record_id": (
        "reference",
        "ref",
        "incident number",
        "incident id",
        "id",
        "case number",
        "crime id",
        "record id",
        "cad number",
        "urn",
    ),
    "supplier": ("site code", "site", "hospital", "provider", "trust", "provider code", "supplier", "service", "hospital site"),
    "category": (
        "category",
        "type",
        "incident type",
        "incident category",
        "kind",
        "classification",
        "subtype",
        "asb type",
        "call type",
        "offence group",
        "nature",
        "reason",
        "severity",
        "collision severity",
        "nsir category",
        "event type",
    ),
    "crime_type": ("crime type", "major text", "offence type", "crime category", "major crime group", "crime group"),
    "offence": ("offence", "minor text", "offence description", "offence name", "sub offence", "crime subgroup"),
    "method": ("assault method", "method", "weapon", "weapon used", "how assaulted", "mechanism", "assault type", "means"),
    "setting": (
        "location type",
        "place type",
        "assault location type",
        "setting",
        "type of place",
        "premises type",
        "venue type",
    ),
    "outcome": ("outcome", "disposal", "result", "last outcome", "action taken"),
    "object": ("object of search", "searched for", "search object"),
    "legislation": ("legislation", "power", "power used", "search power"),
    "search_type": ("search type", "what was searched"),
    "age_group": ("age", "age group", "age band", "age range", "age at incident", "patient age", "victim age", "age in years"),
    "age": ("age range of person searched",),
    "gender": ("gender", "sex", "patient sex", "patient gender", "victim gender", "m f"),
    "ethnicity": ("ethnicity", "ethnic group", "ethnic category", "self defined ethnicity", "ethnic origin", "patient ethnicity"),
    "officer_ethnicity": ("officer defined ethnicity", "officer observed ethnicity", "appearance"),
    "assailants": (
        "assailants",
        "number of assailants",
        "how many attackers",
        "no of assailants",
        "number of attackers",
        "offenders",
    ),
    "reported": ("reported to police", "police informed", "police aware", "police notified", "reported police"),
}

__all__ = [
    "ALIASES",
    "AREAS",
    "CLOCK",
    "CODED",
    "GROUPS",
    "HAPPENED",
    "LEFT_OUT",
    "OF_COUNTS",
    "OTHER_DATE",
    "PAIRS",
    "POINTS",
    "TITLES",
]
