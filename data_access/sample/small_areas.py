"""Which small census areas, and which wards of before May 2022, does the demonstration borough have?

Small areas (LSOAs) are drawn around real postcodes: every spot belongs to the
area of its nearest postcode. The wards of before are invented, as wards of
2002 were: each is made of whole small areas. Six are as today’s, one has been
split in two since, and the other eleven were redrawn, so that a count of one
time has to be shared out to the wards of the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import shapely
from scipy.spatial import KDTree

from data_access.sample.borough import NAME, Borough
from data_access.sample.draws import Floats, Indexes
from geo import boundaries, crs, features

UNCHANGED = ("E05013714", "E05013720", "E05013721", "E05013723", "E05013731", "E05013732")
SPLIT = ("E05013719", "E05013728")  # Deptford and New Cross Gate were one
OF_BOTH = "New Cross"
RENAMED = {"E05013724": "Whitefoot"}  # Hither Green, redrawn too
# How far the middle of each redrawn ward lay from today's: metres east and north.
MOVED_M = ((300, -250), (-350, 150), (250, 300), (-200, -350), (350, 200), (-300, 250))
FIRST_CODE = 5_099_001
GRID_M = 1.0  # corners nearer than this are one, so that neighbours share every corner of their edge

Strings = np.ndarray[tuple[int], np.dtype[np.str_]]


@dataclass(frozen=True, slots=True)
class SmallArea:
    """One LSOA: ``shape`` in degrees, the old ward it lay in, and its live postcodes by today's ward."""

    code: str
    name: str
    shape: features.Area
    old_ward: str
    postcodes: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class OldWard:
    """One ward until May 2022; ``shape`` in degrees."""

    code: str
    name: str
    shape: features.Area


@dataclass(frozen=True, slots=True)
class Areas:
    """The small areas and the old wards made of them, each in the order of their codes."""

    small: tuple[SmallArea, ...]
    old_wards: tuple[OldWard, ...]


@dataclass(frozen=True, slots=True)
class _Spots:
    """The borough's postcodes: metres on the National Grid, today's ward, and the small area."""

    xy: Floats
    wards: Strings
    areas: Strings


def areas(borough: Borough) -> Areas:
    """Both, as they are always drawn."""
    spots = _spots(borough)
    shapes = _shapes(borough, spots)
    middles = {code: spots.xy[spots.areas == code].mean(axis=0) for code in shapes}
    held = {code: Counter(spots.wards[spots.areas == code].tolist()) for code in shapes}
    before = _before(borough, spots, middles, held)
    names = dict(borough.postcodes.lsoas)
    degrees = dict(zip(shapes, crs.shapes_to_wgs84(list(shapes.values())), strict=True))
    old = dict(_old_wards(borough, before))
    small = [SmallArea(code, names[code], degrees[code], old[before[code]][0], held[code]) for code in sorted(shapes)]
    wholes = {key: boundaries.merged([shapes[code] for code in shapes if before[code] == key]) for key in old}
    drawn = zip(old.values(), crs.shapes_to_wgs84(list(wholes.values())), strict=True)
    return Areas(tuple(small), tuple(OldWard(code, name, shape) for (code, name), shape in drawn))


def _spots(borough: Borough) -> _Spots:
    """Every postcode inside, each with a small area of our own; those of an unchanged ward keep to it."""
    listed = borough.postcodes
    xy = np.column_stack([listed.eastings, listed.northings]).astype(float)
    wards = np.array(listed.places)
    codes = np.array([code if name.startswith(f"{NAME} ") else "" for code, name in listed.lsoas])
    inside = np.char.startswith(wards, "E05")
    xy, wards, codes = xy[inside], wards[inside], codes[inside]
    homes = {str(code): _home(wards[codes == code]) for code in np.unique(codes[codes != ""])}
    fixed = np.array([_block(str(ward)) for ward in wards])
    fits = np.array([code != "" and _block(homes[str(code)]) == block for code, block in zip(codes, fixed, strict=True)])
    return _Spots(xy, wards, _from_nearest(xy, codes, fits, fixed))


def _home(wards: Strings) -> str:
    """The ward that most of an area's postcodes are in."""
    return Counter(sorted(wards.tolist())).most_common(1)[0][0]


def _block(ward: str) -> str:
    """The part of the borough that small areas never reach out of: an unchanged ward, the two of the split, or the rest."""
    return ward if ward in UNCHANGED else SPLIT[0] if ward in SPLIT else ""


def _from_nearest(xy: Floats, codes: Strings, fits: Indexes, blocks: Strings) -> Strings:
    """The codes, those that do not fit taken from the nearest postcode of the same block."""
    found = codes.copy()
    for block in np.unique(blocks):
        good, bad = np.flatnonzero(fits & (blocks == block)), np.flatnonzero(~fits & (blocks == block))
        if len(bad):
            _, nearest = KDTree(xy[good]).query(xy[bad])
            found[bad] = codes[good[nearest]]
    return found


def _shapes(borough: Borough, spots: _Spots) -> dict[str, features.Area]:
    """Each small area in metres: cells around its postcodes, cut at the block's edge, every shared corner in both neighbours."""
    wards = dict(zip([w.code for w in borough.wards], crs.shapes_to_national_grid([w.shape for w in borough.wards]), strict=True))
    blocks = np.array([_block(ward) for ward in spots.wards.tolist()])
    pieces: list[tuple[str, features.Area]] = []
    for block in np.unique(blocks):
        ground = boundaries.merged([shape for code, shape in wards.items() if _block(code) == block])
        pieces += _cells(spots.xy[blocks == block], spots.areas[blocks == block], ground)
    edges = shapely.union_all([shapely.boundary(piece) for _, piece in pieces], grid_size=GRID_M)
    faces = shapely.get_parts(shapely.polygonize([edges]))
    tree = shapely.STRtree([piece for _, piece in pieces])
    face, piece = tree.query(shapely.point_on_surface(faces), predicate="intersects")
    owners = {int(at): pieces[int(of)][0] for at, of in zip(face, piece, strict=True)}
    codes = sorted(set(owners.values()))
    return {code: boundaries.merged([faces[at] for at, owner in owners.items() if owner == code]) for code in codes}


def _cells(xy: Floats, codes: Strings, ground: features.Area) -> Iterator[tuple[str, features.Area]]:
    """The Voronoi cells of postcodes, joined by small area and cut to the ground, each in one piece."""
    spots, first = np.unique(xy, axis=0, return_index=True)
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(spots), extend_to=ground, ordered=True))
    owners = codes[first]
    whole: dict[str, features.Area] = {}
    cut_off: list[features.Area] = []
    for code in np.unique(owners).tolist():
        cut = shapely.intersection(shapely.union_all(cells[owners == code]), ground, grid_size=GRID_M)
        pieces = [piece for piece in shapely.get_parts(cut) if piece.area]
        whole[code], *rest = sorted(pieces, key=lambda piece: -float(piece.area))
        cut_off += rest
    for piece in sorted(cut_off, key=lambda piece: -float(piece.area)):
        host = max(whole, key=lambda code: float(shapely.intersection(whole[code], piece, grid_size=GRID_M).length))
        whole[host] = boundaries.merged([whole[host], piece])
    yield from whole.items()


def _before(borough: Borough, spots: _Spots, middles: Mapping[str, Floats], held: Mapping[str, Counter[str]]) -> dict[str, str]:
    """Each small area's old ward, named by a ward of today: the block it lies in, or the nearest of the moved middles."""
    redrawn = [ward.code for ward in borough.wards if not _block(ward.code)]
    moved = {code: spots.xy[spots.wards == code].mean(axis=0) + MOVED_M[at % len(MOVED_M)] for at, code in enumerate(redrawn)}
    found = {}
    for code, wards in held.items():
        block = _block(_home(np.array(list(wards.elements()))))
        found[code] = block or min(redrawn, key=lambda ward: float(np.hypot(*(moved[ward] - middles[code]))))
    return found


def _old_wards(borough: Borough, before: Mapping[str, str]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Today's ward that stands for each old one, with the old one's code and name."""
    names = {ward.code: ward.name for ward in borough.wards} | {SPLIT[0]: OF_BOTH} | RENAMED
    for at, key in enumerate(sorted(set(before.values()), key=names.__getitem__)):
        yield key, (f"E0{FIRST_CODE + at}", names[key])
