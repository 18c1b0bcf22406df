"""Where are the demonstration borough's wards and postcodes?

Real facts, read from the files beside this module (LICENCES.md says whose).
"""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from data_access.sample.draws import Floats
from geo import boundaries, crs, features

HERE = Path(__file__).parent
BOROUGH = "E09000023"
NAME = "Lewisham"


@dataclass(frozen=True, slots=True)
class Ward:
    """One ward of 2022; ``residents`` mid-2020, ``shape`` in degrees, simplified."""

    code: str
    name: str
    residents: int
    shape: features.Area


@dataclass(frozen=True, slots=True)
class Postcodes:
    """Live postcodes in and just around the borough, by column.

    ``places`` holds the ward's code inside the borough and the district's
    outside; ``lsoas`` holds (code, name) of 2011, empty where the lookup has none.
    """

    postcodes: tuple[str, ...]
    eastings: tuple[int, ...]
    northings: tuple[int, ...]
    places: tuple[str, ...]
    lsoas: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Borough:
    """The wards in the order of their codes, the outline around them, and the postcodes."""

    wards: tuple[Ward, ...]
    outline: features.Area
    postcodes: Postcodes

    def ward_at(self, lats: list[float], lngs: list[float]) -> list[str]:
        """The ward's code for each point, "" outside the borough."""
        found = boundaries.containing(lats, lngs, [ward.shape for ward in self.wards])
        return ["" if index == boundaries.NOWHERE else self.wards[index].code for index in found]


def read_borough() -> Borough:
    """The wards and postcodes committed with the demonstration."""
    wards = _wards()
    return Borough(wards, boundaries.merged([ward.shape for ward in wards]), _postcodes())


def _wards() -> tuple[Ward, ...]:
    drawn = json.loads((HERE / "wards.geojson").read_text(encoding="utf-8"))["features"]
    shapes = {feature["properties"]["id"]: features.area(feature["geometry"]) for feature in drawn}
    with (HERE / "wards.csv").open(encoding="utf-8", newline="") as stream:
        rows = sorted(csv.DictReader(stream), key=lambda row: row["area_code"])
    return tuple(Ward(r["area_code"], r["name"], int(r["residents_mid2020"]), shapes[r["area_code"]]) for r in rows)


def _postcodes() -> Postcodes:
    with (HERE / "postcodes.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return Postcodes(
        postcodes=tuple(row["postcode"] for row in rows),
        eastings=tuple(int(row["easting"]) for row in rows),
        northings=tuple(int(row["northing"]) for row in rows),
        places=tuple(row["ward_or_district"] for row in rows),
        lsoas=tuple((row["lsoa11_code"], row["lsoa11_name"]) for row in rows),
    )


def metres_between(lat: float, lng: float, eastings: Floats, northings: Floats) -> Floats:
    """How far each National Grid point is from a place given in degrees, in metres."""
    east, north = crs.to_national_grid([lat], [lng])
    distances: Floats = np.hypot(eastings - east[0], northings - north[0])
    return distances
