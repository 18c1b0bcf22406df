"""A made-up gazetteer as files, in the layouts of the published ones: streets along lines, stations, wards, postcodes.

Only the postcodes' positions are real; every street and station is invented.
Names are built from parts so that, as in life, some differ by a letter, some
share all but their kind, a few occur twice in the borough.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from math import cos, pi, sin
from pathlib import Path

from data_access.ingest.gazetteer import map_points as gazetteer_map_points
from data_access.ingest.kinds import postcodes
from data_access.sample.borough import Borough, read_borough
from geo import crs


def _words(line: str) -> tuple[str, ...]:
    return tuple(line.split())


STREETS, STATIONS, TWICE, STEP_M = 1_100, 14, 25, 90.0
HEADS = _words(
    "Ald Barn Bel Birch Black Brad Bram Bren Brock Burn Cald Carl Chal Clif Cob Comb Cran Dal Den Dray Dun Eld Elm Ever Fair "
    "Farn Fen Glen Gran Green Had Ham Har Hart Hazel Holl Horn Ing Ken Kil Lang Lath Led Lin Lock Long Mal Mar Mel Mer Mid Mor "
    "Nor Oak Pem Pen Rad Ray Red Ros Rush Sand Sel Shel Stan Star Sut Thorn Tor Ver Wal War Wel West Whit Wil Win Wood"
)
TAILS = _words(
    "bourne bridge brook bury cote croft dale den field ford gate grove ham hurst ington land leigh ley low mere mont more ridge "
    "stead stone ter thorpe ton vale well wick wood worth"
)
FIRSTS = _words("Upper Lower Old New St Great North South East West Saint")
SAINTS = _words("Agatha Botolph Cyprian Dunstan Elphege Fillan Guthlac Hilda")
KINDS = {"Road": 45, "Street": 11, "Close": 11, "Avenue": 5, "Way": 4, "Lane": 4, "Grove": 4, "Mews": 3, "Hill": 3, "Park": 2}
KINDS |= {"Place": 2, "Gardens": 3, "Crescent": 2, "Terrace": 2, "Rise": 1, "Vale": 1, "Drive": 1, "Walk": 1, "Square": 1}
CATEGORIES = ("Supermarket", "Parking Area", "Petrol Station", "Sports/recreation Area", "Shopping Area")


def written(folder: Path, seed: int = 1) -> list[Path]:
    """The two files of the made-up gazetteer."""
    rng, borough = random.Random(seed), read_borough()
    folder.mkdir(parents=True, exist_ok=True)
    points = folder / "map_points.csv"
    with points.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(gazetteer_map_points.HEADER)
        out.writerows(_rows(rng, borough))
    codes = folder / "code_point.csv"
    codes.write_text("\n".join(_code_point(borough)) + "\n", encoding="utf-8")
    return [points, codes]


def _code_point(borough: Borough) -> Iterator[str]:
    yield ",".join(postcodes.HEADER)
    held = borough.postcodes
    for code, easting, northing, place in zip(held.postcodes, held.eastings, held.northings, held.places, strict=True):
        ward = place if place.startswith("E05") else ""
        yield f"{code},10,{easting},{northing},E92000001,,,,E09000023,{ward},0,0"


def _rows(rng: random.Random, borough: Borough) -> Iterator[tuple[object, ...]]:
    held = borough.postcodes
    inside = [index for index, place in enumerate(held.places) if place.startswith("E05")]
    names = street_names(rng)
    named = [*((name, "street") for name in names), *((name, "street") for name in rng.sample(names, TWICE))]
    named += [(f"{rng.choice(HEADS)}{rng.choice(TAILS)} (station)", "station") for _ in range(STATIONS)]
    named += [(rng.choice(CATEGORIES), "place category") for _ in range(60)]
    spots: list[tuple[str, str, float, float]] = []
    for name, kind in named:
        origin = rng.choice(inside)
        along = _along(rng, held.eastings[origin], held.northings[origin], kind)
        spots += [(name, kind, easting, northing) for easting, northing in along]
    lats, lngs = (degrees.round(6).tolist() for degrees in crs.to_wgs84([spot[2] for spot in spots], [spot[3] for spot in spots]))
    wards = {ward.code: ward.name for ward in borough.wards}
    for (name, kind, _, _), lat, lng, ward in zip(spots, lats, lngs, borough.ward_at(lats, lngs), strict=True):
        yield "", name, kind, lat, lng, ward, wards.get(ward, "")


def _along(rng: random.Random, easting: float, northing: float, kind: str) -> Iterator[tuple[float, float]]:
    """Points of a street, in a line that bends a little."""
    count = 1 if kind != "street" else rng.choice((1, 1, 2, 2, 2, 3, 3, 4, 6, 9))
    angle = rng.uniform(0, 2 * pi)
    for _ in range(count):
        yield easting, northing
        angle += rng.uniform(-0.4, 0.4)
        easting, northing = easting + STEP_M * cos(angle), northing + STEP_M * sin(angle)


def street_names(rng: random.Random) -> list[str]:
    """Invented names, each once; about one in eight shares all but its kind with another."""
    found: dict[str, None] = {}
    stems: list[str] = []
    while len(found) < STREETS:
        stem = rng.choice(stems) if stems and rng.random() < 0.06 else _stem(rng)
        stems.append(stem)
        found[f"{stem} {rng.choices(list(KINDS), list(KINDS.values()))[0]}"] = None
    return list(found)


def _stem(rng: random.Random) -> str:
    stem = rng.choice(HEADS) + rng.choice(TAILS)
    chance = rng.random()
    if chance < 0.04:
        return f"St {rng.choice(SAINTS)}s"
    if chance < 0.12:
        return f"{rng.choice(FIRSTS)} {stem}"
    return f"{stem} High" if chance < 0.14 else stem
