"""What do the demonstration's ward counts say?

In the Metropolitan Police's wide layouts: a line for each ward (or small area)
and offence, a column for each month. The counts are the crimes of the street files (those
without a location too), sorted into the police's own offences, and a few more,
since the two publications never agree quite. Homicide and deaths by driving
are left out: nobody's death is invented here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np

from data_access.sample.borough import BOROUGH, NAME, Borough
from data_access.sample.crimes import Crime
from data_access.sample.draws import stream
from data_access.sample.map_points import MapPoints

LEADING = ("MajorText", "MinorText", "WardName", "WardCode", "LookUp_BoroughName")
MORE = 0.04  # crimes the police count and police.uk does not

# police.uk's crime type to the police's offences (major, minor) and their shares. Anti-social behaviour is no crime.
OFFENCES: Mapping[str, Mapping[tuple[str, str], float]] = {
    "bicycle-theft": {("THEFT", "BICYCLE THEFT"): 1},
    "burglary": {
        ("BURGLARY", "RES BURGLARY OF A HOME"): 0.57,
        ("BURGLARY", "BURGLARY BUSINESS AND COMMUNITY"): 0.22,
        ("BURGLARY", "RES BURGLARY OF UNCONNECTED BUILDING"): 0.21,
    },
    "criminal-damage-and-arson": {
        ("ARSON AND CRIMINAL DAMAGE", "CRIMINAL DAMAGE"): 0.96,
        ("ARSON AND CRIMINAL DAMAGE", "ARSON"): 0.04,
    },
    "drugs": {("DRUG OFFENCES", "POSSESSION OF DRUGS"): 0.62, ("DRUG OFFENCES", "TRAFFICKING OF DRUGS"): 0.38},
    "other-crime": {("MISCELLANEOUS CRIMES AGAINST SOCIETY", "MISC CRIMES AGAINST SOCIETY"): 1},
    "other-theft": {("THEFT", "OTHER THEFT"): 1},
    "possession-of-weapons": {("POSSESSION OF WEAPONS", "POSSESSION OF WEAPONS"): 1},
    "public-order": {
        ("PUBLIC ORDER OFFENCES", "PUBLIC FEAR ALARM OR DISTRESS"): 0.62,
        ("PUBLIC ORDER OFFENCES", "RACE OR RELIGIOUS AGG PUBLIC FEAR"): 0.21,
        ("PUBLIC ORDER OFFENCES", "OTHER OFFENCES PUBLIC ORDER"): 0.17,
    },
    "robbery": {("ROBBERY", "ROBBERY OF PERSONAL PROPERTY"): 0.76, ("ROBBERY", "ROBBERY OF BUSINESS PROPERTY"): 0.24},
    "shoplifting": {("THEFT", "SHOPLIFTING"): 1},
    "theft-from-the-person": {("THEFT", "THEFT FROM THE PERSON"): 1},
    "vehicle-crime": {
        ("VEHICLE OFFENCES", "THEFT FROM A VEHICLE"): 0.48,
        ("VEHICLE OFFENCES", "THEFT OR UNAUTH TAKING OF A MOTOR VEH"): 0.39,
        ("VEHICLE OFFENCES", "INTERFERING WITH A MOTOR VEHICLE"): 0.12,
        ("VEHICLE OFFENCES", "AGGRAVATED VEHICLE TAKING"): 0.01,
    },
    "violence-and-sexual-offences": {
        ("VIOLENCE AGAINST THE PERSON", "VIOLENCE WITHOUT INJURY"): 0.41,
        ("VIOLENCE AGAINST THE PERSON", "VIOLENCE WITH INJURY"): 0.26,
        ("VIOLENCE AGAINST THE PERSON", "STALKING AND HARASSMENT"): 0.23,
        ("SEXUAL OFFENCES", "OTHER SEXUAL OFFENCES"): 0.06,
        ("SEXUAL OFFENCES", "RAPE"): 0.04,
    },
}

Key = tuple[str, str, str]  # area, major, minor
Counts = dict[date, Counter[Key]]
SMALL_LEADING = ("lsoa_code", "lsoa_name", "borough", "major_category", "minor_category")
NOT_BY_SMALL_AREA = "SEXUAL OFFENCES"


def counts(inside: Mapping[date, Sequence[Crime]], points: MapPoints) -> Counts:
    """How many of each offence the police counted in each ward and month."""
    return _counted(inside, points.wards, "ward counts", MORE)


def small_counts(inside: Mapping[date, Sequence[Crime]], at: Sequence[str]) -> Counts:
    """The same by small area, ``at`` each map point; a few under the wards' figures, as published."""
    placed = {month: [crime for crime in crimes if at[crime.point]] for month, crimes in inside.items()}
    return _counted(placed, at, "small area counts", 0.0)


def _counted(inside: Mapping[date, Sequence[Crime]], at: Sequence[str], topic: str, more: float) -> Counts:
    found: Counts = {}
    for month, crimes in inside.items():
        rng = stream(topic, month.isoformat())
        by_type = Counter((at[crime.point], crime.offence.slug) for crime in crimes)
        found[month] = Counter()
        for (ward, slug), n in sorted(by_type.items()):
            offences = OFFENCES.get(slug, {})
            if offences:
                shares = np.array(list(offences.values()))
                parts = rng.multinomial(n + rng.poisson(more * n), shares / shares.sum())
                found[month].update({(ward, *offence): int(part) for offence, part in zip(offences, parts, strict=True)})
    return found


def table(counted: Counts, borough: Borough, since: date, until: date) -> list[tuple[str, ...]]:
    """The file from ``since`` to ``until``, header first; lines of nothing but noughts are left out, as published."""
    months = [month for month in counted if since <= month <= until]
    listed = [(*LEADING, *(f"{month:%Y%m}" for month in months))]
    for ward in borough.wards:
        for major, minor in sorted(offence for offences in OFFENCES.values() for offence in offences):
            numbers = [counted[month][ward.code, major, minor] for month in months]
            if any(numbers):
                listed.append((major, minor, ward.name, ward.code, NAME, *map(str, numbers)))
    return listed


def small_table(counted: Counts, names: Mapping[str, str], since: date, until: date) -> list[tuple[str, ...]]:
    """The file by small area (code to name), header first; no sexual offences, and no lines of nothing but noughts."""
    months = [month for month in counted if since <= month <= until]
    listed = [(*SMALL_LEADING, *(f"{month:%Y%m}" for month in months))]
    offences = sorted({offence for each in OFFENCES.values() for offence in each if offence[0] != NOT_BY_SMALL_AREA})
    for code, name in names.items():
        for major, minor in offences:
            numbers = [counted[month][code, major, minor] for month in months]
            if any(numbers):
                listed.append((code, name, BOROUGH, major, minor, *map(str, numbers)))
    return listed
