"""At which points do the demonstration's incidents stand?

police.uk moves every incident to one of a fixed list of named points. Here
each point is a real postcode's spot, moved by up to ``MOVED_M``, with a
made-up name. Town centres have more of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from data_access.sample import names
from data_access.sample.borough import Borough, metres_between
from data_access.sample.draws import Booleans, Floats, Indexes, stream
from data_access.sample.truth import HOT_SPOTS
from geo import crs

IN_BOROUGH, AROUND = 1_200, 150
MOVED_M = 20.0
EDGE_M = 12.0  # no point stands nearer to a ward's edge: rounding never moves one across
CENTRE_M = 250.0  # a town centre fades over this distance
DECIMALS = 6

# Where shops and stations are, and how much of a town centre each is. Only the first three are planted as hot spots.
TOWN_CENTRES = (
    *((spot.lat, spot.lng, 1.0) for spot in HOT_SPOTS),
    (51.4757, -0.0365, 0.5),  # New Cross
    (51.4645, -0.0370, 0.4),  # Brockley
    (51.4393, -0.0535, 0.5),  # Forest Hill
    (51.4270, -0.0545, 0.5),  # Sydenham
    (51.4672, 0.0085, 0.4),  # Blackheath village
    (51.4535, 0.0135, 0.4),  # Lee Green
    (51.4270, 0.0000, 0.4),  # Downham
)


@dataclass(frozen=True, slots=True)
class MapPoints:
    """Points by column.

    ``busy`` runs from 0 (a side street) to 1 (the middle of a town centre);
    ``wards`` holds "" for points outside the borough. Metres are National Grid.
    """

    lats: Floats
    lngs: Floats
    eastings: Floats
    northings: Floats
    busy: Floats
    names: tuple[str, ...]
    wards: tuple[str, ...]
    lsoas: tuple[tuple[str, str], ...]

    def __len__(self) -> int:
        return len(self.names)

    def near(self, lat: float, lng: float, radius_m: float) -> Booleans:
        """Which points lie within ``radius_m`` of a place."""
        return metres_between(lat, lng, self.eastings, self.northings) <= radius_m


def map_points(borough: Borough) -> MapPoints:
    """The borough's own points."""
    candidates = [index for index, place in enumerate(borough.postcodes.places) if place.startswith("E05")]
    edges = [ward.shape.boundary for ward in borough.wards]
    return _chosen(borough, candidates, IN_BOROUGH, edges, inside=True)


def points_around(borough: Borough) -> MapPoints:
    """Points of the neighbouring boroughs, just across the border."""
    candidates = [index for index, place in enumerate(borough.postcodes.places) if not place.startswith("E05")]
    return _chosen(borough, candidates, AROUND, [borough.outline.boundary], inside=False)


def _chosen(borough: Borough, candidates: list[int], wanted: int, edges: Iterable[BaseGeometry], *, inside: bool) -> MapPoints:
    rng = stream("map points", "inside" if inside else "outside")
    chosen = np.array(candidates)
    east = np.array(borough.postcodes.eastings)[chosen] + rng.uniform(-MOVED_M, MOVED_M, len(chosen)) / np.sqrt(2)
    north = np.array(borough.postcodes.northings)[chosen] + rng.uniform(-MOVED_M, MOVED_M, len(chosen)) / np.sqrt(2)
    lats, lngs = (np.round(values, DECIMALS) for values in crs.to_wgs84(east, north))
    wards = borough.ward_at(lats.tolist(), lngs.tolist())
    border = shapely.union_all(crs.shapes_to_national_grid(list(edges)))
    clear = ~shapely.dwithin(shapely.points(east, north), border, EDGE_M)
    fits = clear & np.array([bool(ward) is inside for ward in wards])
    busy = _busy(east, north)
    weights = np.where(fits, 1 + 4 * busy, 0.0)
    kept = np.sort(rng.choice(len(chosen), size=wanted, replace=False, p=weights / weights.sum()))
    return MapPoints(
        lats=lats[kept],
        lngs=lngs[kept],
        eastings=east[kept],
        northings=north[kept],
        busy=busy[kept],
        names=_names(rng, [borough.postcodes.postcodes[chosen[index]] for index in kept], busy[kept]),
        wards=tuple(wards[index] for index in kept),
        lsoas=tuple(borough.postcodes.lsoas[chosen[index]] for index in kept),
    )


def _busy(east: Floats, north: Floats) -> Floats:
    pulls = [pull * np.exp(-np.square(metres_between(lat, lng, east, north) / CENTRE_M)) for lat, lng, pull in TOWN_CENTRES]
    busy: Floats = np.max(pulls, axis=0)
    return busy


def _names(rng: np.random.Generator, postcodes: list[str], busy: Floats) -> tuple[str, ...]:
    """A street for each point; neighbours by postcode often share one, as along a real street."""
    streets = [f"{first} {names.KINDS[index]}" for first, index in _pairs(rng)]
    blocks = {block: streets[index % len(streets)] for index, block in enumerate(sorted({code[:-1] for code in postcodes}))}
    kinds = rng.random(len(postcodes))
    main, places = (rng.integers(len(listed), size=len(postcodes)) for listed in (names.MAIN_STREETS, names.PLACES))
    chosen = []
    for index, code in enumerate(postcodes):
        if kinds[index] < 0.06 + 0.14 * busy[index]:
            chosen.append(names.PLACES[places[index]])
        elif kinds[index] > 1 - 0.7 * busy[index]:
            chosen.append(names.MAIN_STREETS[main[index]])
        else:
            chosen.append(blocks[code[:-1]])
    return tuple(chosen)


def _pairs(rng: np.random.Generator) -> list[tuple[str, int]]:
    pairs = [(first, kind) for first in names.FIRST for kind in range(len(names.KINDS))]
    order: Indexes = rng.permutation(len(pairs))
    return [pairs[index] for index in order]
