"""The tables of a snapshot.

A snapshot is a build artefact: one immutable DuckDB file, written whole by
``data_access.ingest`` and never altered. ``SCHEMA_VERSION`` changes with any
change here; a reader refuses a snapshot of another version.

Units: ``month`` is the first day of a London calendar month; ``lat`` and
``lng`` are WGS84 degrees; area columns hold whole numbers made by
``catalogue.dimensions.area_number``; ``h3_*`` hold H3 cells as BIGINT; coded
columns hold positions in the catalogue's code lists, 0 meaning "not recorded".
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
)

from data_access.catalogue import SOURCES

SCHEMA_VERSION = 4

# Each source file says its own number, and keeps it.
SOURCE_CODES: dict[str, int] = {key: source.code for key, source in SOURCES.items()}

metadata = MetaData()

# One row is one incident, from one line of one file. Coded columns that a source does not carry hold 0.
incidents = Table(
    "incidents",
    metadata,
    Column("source", SmallInteger, nullable=False),
    Column("month", Date, nullable=False),
    Column("location", SmallInteger, nullable=False),
    Column("force", SmallInteger, nullable=False),
    Column("ward", Integer),
    Column("old_ward", Integer),
    Column("lsoa", Integer),
    Column("h3_7", BigInteger),
    Column("h3_8", BigInteger),
    Column("h3_9", BigInteger),
    Column("h3_10", BigInteger),
    *(
        Column(each, SmallInteger, nullable=False)
        for each in ("crime_type", "offence", "age", "gender", "ethnicity", "officer_ethnicity", "outcome")
    ),
    *(
        Column(each, SmallInteger, nullable=False)
        for each in ("object", "legislation", "search_type", "category", "age_group", "method")
    ),
    *(Column(each, SmallInteger, nullable=False) for each in ("setting", "assailants", "reported", "hour", "weekday")),
    Column("place", Integer),  # places.place; NULL where the row has no coordinates, and no words that gave it a point
    Column("confidence", SmallInteger, nullable=False),  # how it came by its place
    Column("text", Integer),  # texts.text: the words that say where it was, while they are uncertain; never those of a home
    Column("slot", Integer, nullable=False),  # slots.slot: source, force, month, scope and file
    Column("line", Integer, nullable=False),  # physical line in that file (position in the array for JSON), from 1
    Column("record_id", String),  # the publisher's own: Crime ID, or the API's id; NULL where it gives none
)

# Counts the publisher made, by area and month: no points, no people.
area_counts = Table(
    "area_counts",
    metadata,
    Column("source", SmallInteger, nullable=False),
    Column("month", Date, nullable=False),
    Column("location", SmallInteger, nullable=False),
    Column("force", SmallInteger, nullable=False),
    Column("ward", Integer),  # a row is by one kind of area alone: the one its file gives
    Column("old_ward", Integer),
    Column("lsoa", Integer),
    *(Column(each, SmallInteger, nullable=False) for each in ("crime_type", "offence", "age", "gender", "ethnicity", "outcome")),
    Column("category", SmallInteger, nullable=False),
    Column("age_group", SmallInteger, nullable=False),
    Column("method", SmallInteger, nullable=False),
    Column("setting", SmallInteger, nullable=False),
    Column("n", Integer, nullable=False),
    Column("slot", Integer, nullable=False),
    Column("line", Integer, nullable=False),
)

# Each distinct point that an incident stands on, placed once.
places = Table(
    "places",
    metadata,
    Column("place", Integer, nullable=False),
    Column("lat", Float, nullable=False),
    Column("lng", Float, nullable=False),
    Column("name", String),  # "Lewisham High Street"; NULL where no file names the point
    Column("location", SmallInteger, nullable=False),
    Column("ward", Integer),
    Column("old_ward", Integer),
    Column("lsoa", Integer),
    Column("h3_7", BigInteger),
    Column("h3_8", BigInteger),
    Column("h3_9", BigInteger),
    Column("h3_10", BigInteger),
)

# Every file ever loaded into this snapshot's line, and what became of it.
files = Table(
    "files",
    metadata,
    Column("file", Integer, nullable=False),
    Column("name", String, nullable=False),  # as given, archive and member joined by " › "
    Column("sha256", String, nullable=False),  # of the unpacked bytes
    Column("layout", String, nullable=False),
    Column("rows_in", Integer, nullable=False),
    Column("rows_loaded", Integer, nullable=False),
    Column("rows_rejected", Integer, nullable=False),
    Column("rows_repeated", Integer, nullable=False),  # the same record given again (API ids)
    Column("loaded_at", DateTime, nullable=False),  # UTC
    Column("fate", String, nullable=False),  # "loaded", "superseded by …", "known, not used yet"
)

# Source x force x month x scope: the unit that a republished file replaces.
slots = Table(
    "slots",
    metadata,
    Column("slot", Integer, nullable=False),
    Column("file", Integer, nullable=False),
    Column("source", SmallInteger, nullable=False),
    Column("force", SmallInteger, nullable=False),
    Column("month", Date, nullable=False),
    Column("area_scope", String, nullable=False),  # "force" (all of it), a GSS code, or "extract"
    Column("type_scope", String, nullable=False),  # "" for every crime type, else slugs joined by commas
    Column("supplier", String, nullable=False),  # who of several sent it, such as a hospital's site code; "" for one publisher
    Column("rows", Integer, nullable=False),
    *(Column(each, Date) for each in ("first_day", "last_day")),  # of the records, London time, where they carry one
    *(Column(each, String, nullable=False) for each in ("note", "found_by")),  # found_by: the names its words were sought in
)

# What a month holds for the borough. A month between the first and last of its source without a row of its own is missing.
coverage = Table(
    "coverage",
    metadata,
    Column("source", SmallInteger, nullable=False),
    Column("month", Date, nullable=False),
    Column("state", String, nullable=False),  # released.State
    Column("reason", String, nullable=False),  # a phrase a reader understands; "" for complete
    Column("through", Date),  # partial months: the last day that is covered
    Column("types", String, nullable=False),  # "" for every crime type, else the only slugs it covers
    Column("located", Integer, nullable=False),
    Column("outside", Integer, nullable=False),
    Column("unplaced", Integer, nullable=False),
)

# Of which areas, and which of several suppliers, nothing or far too little came in a month of which the rest came.
# ``coverage`` does not say it again: who asks about another ward asks about whole months.
area_coverage = Table(
    "area_coverage",
    metadata,
    Column("source", SmallInteger, nullable=False),
    Column("month", Date, nullable=False),
    # "ward" or "supplier"; the ward's GSS code or the supplier's own; released.State: partial, or missing where nothing came.
    *(Column(each, String, nullable=False) for each in ("kind", "area", "name", "state", "reason")),
)

# Rows that could not be used: none is lost.
quarantine = Table(
    "quarantine",
    metadata,
    Column("file", Integer, nullable=False),
    Column("line", Integer, nullable=False),
    Column("column", String, nullable=False),
    Column("rule", String, nullable=False),
    Column("value", String, nullable=False),
    Column("do", String, nullable=False),
)

areas = Table(
    "areas",
    metadata,
    Column("kind", String, nullable=False),  # "ward", "old_ward", "lsoa", "borough", "neighbour"
    Column("code", Integer, nullable=False),
    Column("name", String, nullable=False),
    Column("lat", Float, nullable=False),  # a point inside, for labels
    Column("lng", Float, nullable=False),
    Column("area_km2", Float, nullable=False),
    Column("in_borough", Boolean, nullable=False),
    Column("simplified", Boolean, nullable=False),  # shapes made for drawing, not surveyed
    Column("shape", LargeBinary, nullable=False),  # WKB, EPSG:4326, full resolution: for counting
    Column("drawn", LargeBinary, nullable=False),  # WKB, EPSG:4326, simplified with shared edges kept: for drawing
)

# Of a count given by one ward, the share that belongs to each ward of the other time.
area_weights = Table(
    "area_weights",
    metadata,
    Column("asked", String, nullable=False),  # the kind of ward asked about: "ward" or "old_ward"
    Column("given", Integer, nullable=False),  # the ward that was counted, of the other kind
    Column("area", Integer, nullable=False),  # the ward asked about
    Column("share", Float, nullable=False),  # of each given ward they add up to 1
)

# How far off such shares are, measured on records whose point is known: a row for each kind asked about.
apportioning = Table(
    "apportioning",
    metadata,
    Column("asked", String, nullable=False),
    Column("by", String, nullable=False),  # what the shares count: "postcodes" or "area"
    Column("source", String, nullable=False),  # the title of the source measured on
    Column("records", Integer, nullable=False),  # 0: there were too few to measure
    Column("half_within", Float, nullable=False),  # half the wards came within this part of their true count
    Column("nine_in_ten_within", Float, nullable=False),
)

# How many people, households or dwellings an area has: what rates divide by.
denominators = Table(
    "denominators",
    metadata,
    Column("source", String, nullable=False),  # the source's key
    Column("base", String, nullable=False),  # what is counted: "residents", "workday", "households", "household-spaces"
    Column("vintage", String, nullable=False),  # "mid-2020", "census-2021", "census-2011"
    Column("bands", String, nullable=False),  # which breakdown: "total", "single-year", "five-year", "ethnicity", "tenure"
    Column("area_kind", String, nullable=False),
    Column("area", Integer, nullable=False),
    Column("gender", SmallInteger, nullable=False),  # 0: everyone
    Column("age_from", SmallInteger),  # whole years, NULL: every age
    Column("age_to", SmallInteger),  # inclusive; NULL: and over
    Column("ethnicity", SmallInteger, nullable=False),  # 0: everyone
    Column("whose", String, nullable=False),  # a group of no code list, such as a tenure; "" for all
    Column("n", Integer, nullable=False),
)

# Figures that are no counts of records, as published.
indicators = Table(
    "indicators",
    metadata,
    Column("source", String, nullable=False),  # the source's key
    Column("indicator", String, nullable=False),  # which figure: its slug in the source's file
    # "month", "quarter", "calendar-year", "financial-year", "census", "edition", "span"
    Column("period", String, nullable=False),
    Column("since", Date, nullable=False),
    Column("until", Date, nullable=False),  # its last day
    Column("area_kind", String, nullable=False),  # "ward", "lsoa", "lsoa_2011", "neighbourhood", "borough", "london"
    Column("area", String, nullable=False),  # a GSS code, or the name of an area that has none
    Column("ours", Boolean, nullable=False),  # whether the area lies in the borough
    Column("whose", String, nullable=False),  # of which group, as published; "" for everybody
    Column("value", Float, nullable=False),
    Column("lower", Float),  # the publisher's own interval
    Column("upper", Float),
    Column("base", Float),  # of how many, where it says so
)

postcodes = Table(
    "postcodes",
    metadata,
    Column("postcode", String, nullable=False),  # capitals, no space
    Column("lat", Float, nullable=False),
    Column("lng", Float, nullable=False),
    Column("ward", Integer),
)

# Names of streets, stations, areas and postcodes, from files of names; aliases say in ``means`` what they mean.
names = Table(
    "names",
    metadata,
    Column("layout", String, nullable=False),
    Column("part", String, nullable=False),  # the square of 20 km that a file of OS Open Names is of; "" for others
    *(Column(each, String, nullable=False) for each in ("name", "kind")),  # of geo.places.gazetteer, "postcode" or "alias"
    *(Column(each, Float) for each in ("lat", "lng", "radius_m")),
    Column("means", String, nullable=False),
)

# Words for places that were not found surely, or that a person has explained since. Homes never stand here.
texts = Table(
    "texts",
    metadata,
    Column("text", Integer, nullable=False),
    Column("source", SmallInteger, nullable=False),
    Column("said", String, nullable=False),  # geo.places.text.kept_form: small letters, no house number
    Column("stated", SmallInteger, nullable=False),  # what its rows say themselves: 0 nothing, 1 their borough, 2 their ward
    Column("confidence", SmallInteger, nullable=False),
    *(Column(each, String, nullable=False) for each in ("reason", "name")),
    *(Column(each, Float) for each in ("lat", "lng")),
    Column("ward", Integer),
    Column("candidates", String, nullable=False),  # JSON: [[name, kind, lat, lng, score], …]
    Column("answered", Boolean, nullable=False),  # a person said it; the ledger knows who
    Column("rows", Integer, nullable=False),
)

# What the snapshot is: schema_version, created_at, borough, demonstration ("yes" or "no"), code_lists (a digest), placed_by (what
# words were looked up in), before (the one current until then, or ""), closed_layouts (that no page may tell of, JSON).
meta = Table("meta", metadata, Column("key", String, nullable=False), Column("value", String, nullable=False))
