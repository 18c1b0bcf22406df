"""Texts whose place is known: what was meant, and how a hurried person wrote it.

Made from the rows of a gazetteer's files, not from the geocoder's own view of
them. A text that could mean two places is marked as such: answering it with
either, street or better, is wrong.
"""

from __future__ import annotations

import csv
import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import hypot
from pathlib import Path

from bench import place_noise as noise
from geo import crs

Spot = tuple[float, float]  # easting, northing

STREET_M, JUNCTION_M, PLACE_M, POSTCODE_M = 60.0, 200.0, 200.0, 60.0  # how near an answer must come
APART_M = 900.0  # points of one name this far from all the others are another street
TOUCH_M = 150.0  # streets whose points come this near are written as a junction
HOMES = (
    *("home", "at home", "Home address", "HOME ADD", "own home", "victims home addr", "vics address", "his flat", "her house"),
    *("in their flat", "partners house", "residence", "pts residence", "boyfriend's flat", "mum's house", "at hme", "hoem"),
    *("friends house", "private dwelling", "flat 12", "house", "indoors", "domestic at home", "kitchen at home", "the house"),
    *("resident's bedroom", "residental address", "home adress", "nfa", "flat above shop", "parents address", "Own residance"),
)
NOWHERE = (
    *("unknown", "not known", "refused to say", "pt intoxicated", "-", "n/k", "in the street", "on a bus", "pub", "party"),
    *("park", "nightclub", "school", "shop", "car park", "doesn't remember", "work", "train", "supermarket", "see notes"),
    *("outside", "??", "high street", "the road", "betting shop", "prison", "street fight", "roadside", "public place", "bar"),
    *("bus stop", "alley"),
)
FAR = (
    *("Oxford Street", "Coldharbour Lane", "Old Kent Road", "Rye Lane", "Walworth Road", "Powis Street", "Electric Avenue"),
    *("Tooley Street", "Borough High Street", "Camden High Street", "Mare Street", "Seven Sisters Road", "Holloway Road"),
    *("Kingsland Road", "Whitechapel Road", "Commercial Road", "Brick Lane", "Edgware Road", "Uxbridge Road"),
    *("Streatham High Road", "Lordship Lane", "Peckham High Street", "Camberwell Church Street", "Trafalgar Road"),
    *("Plumstead High Street", "Penge High Street", "North End Croydon", "Gipsy Hill", "Anerley Road", "Elmers End Road"),
    *("Mottingham Road", "Eltham High Street", "Sidcup High Street", "Kings Road", "Green Lanes", "Caledonian Road"),
    *("Romford Road", "Ilford Lane", "Deansgate", "Briggate", "Corporation Street"),
)
TOWNS = ("Croydon", "Bromley", "Peckham", "Brixton", "Woolwich", "Sidcup", "Dartford", "Maidenhead", "Basildon", "Harlow", "Hull")
SHARES = {
    "street": 46,
    "junction": 12,
    "postcode": 10,
    "landmark": 5,
    "home": 8,
    "nowhere": 5,
    "elsewhere": 9,
    "area": 5,
}


@dataclass(frozen=True, slots=True)
class Labelled:
    """One text. ``spots`` are the points of what is meant, empty where no point may be given; ``within_m`` the tolerance."""

    text: str
    kind: str
    noise: str
    spots: tuple[Spot, ...] = ()
    within_m: float = 0.0


@dataclass(slots=True)
class Rows:
    """What the files say: streets (each far group of points apart), stations, wards, postcodes."""

    streets: list[tuple[str, tuple[Spot, ...]]] = field(default_factory=list)
    stations: list[tuple[str, tuple[Spot, ...]]] = field(default_factory=list)
    wards: list[str] = field(default_factory=list)
    codes: list[tuple[str, Spot]] = field(default_factory=list)
    same_name: Mapping[str, int] = field(default_factory=dict)
    same_stem: Mapping[str, int] = field(default_factory=dict)


def rows_of(points: Path, codes: Path) -> Rows:
    """The rows of a file of map points and a file of postcodes."""
    by_name: dict[tuple[str, str], list[Spot]] = defaultdict(list)
    found = Rows()
    wards: dict[str, None] = {}
    with points.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            easting, northing = crs.to_national_grid([float(row["lat"])], [float(row["lon"])])
            by_name[row["name"].lower(), row["kind"]].append((easting.item(), northing.item()))
            wards[row["WD22NM"]] = None
    with codes.open(encoding="utf-8-sig", newline="") as file:
        found.codes = [(row["Postcode"], (float(row["Eastings"]), float(row["Northings"]))) for row in csv.DictReader(file)]
    stations = {name.replace(" (station)", "") for name, kind in by_name if kind == "station"}
    for (name, kind), spots in by_name.items():
        if kind == "street" and "/" not in name and name not in stations and not name.endswith("dlr"):
            found.streets += [(name.title(), group) for group in _groups(spots)]
        elif kind == "station" and name.endswith("(station)"):
            found.stations.append((name.replace(" (station)", " station").title(), tuple(spots)))
    found.wards = [ward for ward in wards if ward]
    found.same_name = _counted([name.lower() for name, _ in found.streets])
    found.same_stem = _counted([_stem(name) for name, _ in found.streets])
    return found


def _groups(spots: Sequence[Spot]) -> Iterator[tuple[Spot, ...]]:
    left = list(spots)
    while left:
        group = [left.pop()]
        for spot in group:
            near = [each for each in left if hypot(each[0] - spot[0], each[1] - spot[1]) <= APART_M]
            left = [each for each in left if each not in near]
            group += near
        yield tuple(group)


def _counted(names: Sequence[str]) -> dict[str, int]:
    return {name: names.count(name) for name in set(names)}


def _stem(name: str) -> str:
    return name.lower().rsplit(" ", 1)[0]


def labelled(rows: Rows, count: int = 5_000, seed: int = 7) -> list[Labelled]:
    """So many texts, the same for the same seed."""
    rng = random.Random(seed)
    makers: dict[str, Callable[[Rows, random.Random], Labelled]] = {
        "street": _street,
        "junction": _junction,
        "postcode": _postcode,
        "landmark": _landmark,
        "home": _home,
        "nowhere": lambda _, draws: Labelled(noise.cased(draws.choice(NOWHERE), draws), "nowhere", "as_it_is"),
        "elsewhere": _elsewhere,
        "area": _area,
    }
    return [makers[kind](rows, rng) for kind in rng.choices(list(SHARES), list(SHARES.values()), k=count)]


def _street(rows: Rows, rng: random.Random) -> Labelled:
    name, spots = rng.choice(rows.streets)
    text, how = noise.noised(name, rng)
    two = rows.same_name[name.lower()] > 1 or (how == "cut_short" and rows.same_stem[_stem(name)] > 1)
    clothed = _clothed(text, rng)
    district = _district(rows, spots, rng) if rng.random() < 0.12 else ""
    clothed = noise.cased(f"{clothed} {district}".strip(), rng)
    if two and not district:
        return Labelled(clothed, "two places", how)
    return Labelled(clothed, "street", how, spots, STREET_M)


def _clothed(text: str, rng: random.Random) -> str:
    """The name among other words: what stood there, a house number, the borough, in one order or another."""
    if rng.random() < 0.15:
        text = f"{rng.choice(('', '', 'No. '))}{rng.randrange(1, 260)}{rng.choice(('', '', 'a'))} {text}"
    if rng.random() < 0.5:
        text = f"{rng.choice(noise.BEFORE)} {text}"
    if rng.random() < 0.2:
        shop = rng.choice(noise.SHOPS)
        text = rng.choice((f"{shop} {text}", f"{shop}, {text}", f"{text} outside {shop}", f"{text} ({shop})"))
    if rng.random() < 0.25:
        text = f"{text} {rng.choice(noise.AFTER)}".strip()
    if rng.random() < 0.2:
        text = rng.choice((f"{text}, Lewisham", f"{text} lewisham", f"Lewisham - {text}", f"{text} London", f"{text}, Lewsham"))
    return text


def _district(rows: Rows, spots: Sequence[Spot], rng: random.Random) -> str:
    """The postcode district the street is in: that of the nearest postcode."""
    x, y = rng.choice(spots)
    return min(rows.codes, key=lambda code: hypot(code[1][0] - x, code[1][1] - y))[0].split(" ")[0]


def _junction(rows: Rows, rng: random.Random) -> Labelled:
    while True:
        name, spots = rng.choice(rows.streets)
        near = [
            (other, (a, b))
            for other, others in rows.streets
            if other != name
            for a in spots
            for b in others
            if abs(a[0] - b[0]) <= TOUCH_M and hypot(a[0] - b[0], a[1] - b[1]) <= TOUCH_M
        ]
        if near and rows.same_name[name.lower()] == 1:
            break
    other, (a, b) = rng.choice(near)
    (first, how), (second, also) = noise.noised(name, rng), noise.noised(other, rng)
    text = f"{first}{rng.choice(noise.JOINERS)}{second}"
    text = rng.choice((text, text, f"jct {text}", f"junction of {text}", f"outside Lidl, {text}", f"{text}, Lewisham"))
    worse = how if how not in {"as_it_is", "abbreviated"} else also
    return Labelled(noise.cased(text, rng), "junction", worse, (a, b), JUNCTION_M)


def _postcode(rows: Rows, rng: random.Random) -> Labelled:
    code, spot = rng.choice(rows.codes)
    outer, inner = code.split(" ")
    shown = rng.choice((code, code, code.lower(), outer + inner, f"{outer}  {inner}", f"{outer}-{inner}", code.replace("0", "O")))
    how = "as_it_is"
    if rng.random() < 0.04:
        shown, how = f"{outer} {inner[0]}{inner[2]}{inner[1]}", "mistyped"
    text = rng.choice((shown, shown, f"outside shop {shown}", f"{shown} bus stop", f"near {shown}, lewisham", f"P/C {shown}"))
    return Labelled(text, "postcode", how, (spot,), POSTCODE_M)


def _landmark(rows: Rows, rng: random.Random) -> Labelled:
    name, spots = rng.choice(rows.stations)
    text, how = noise.noised(name, rng)
    if how in {"cut_short", "another_kind"}:
        text, how = noise.abbreviated(name, rng), "abbreviated"
    before = rng.choice(("", "", "outside", "platform 2", "nr", "bus stop opp", "train leaving"))
    return Labelled(noise.cased(f"{before} {text}".strip(), rng), "landmark", how, spots, PLACE_M)


def _home(rows: Rows, rng: random.Random) -> Labelled:
    text, kind = rng.choice(HOMES), "home"
    if rng.random() < 0.15:
        text, kind = noise.mistyped(text, rng), "misspelt home"
    how = "as_it_is"
    if rng.random() < 0.5:
        street, how = noise.noised(rng.choice(rows.streets)[0], rng)
        text = rng.choice((f"{text}, {street}", f"{rng.randrange(1, 99)} {street} ({text})", f"{street} - {text}"))
    return Labelled(noise.cased(text, rng), kind, how)


def _elsewhere(rows: Rows, rng: random.Random) -> Labelled:
    """A place that the gazetteer does not hold; a quarter of them a street of its own name in another town."""
    if rng.random() < 0.25:
        text, how = noise.noised(rng.choice(rows.streets)[0], rng)
        town = rng.choice(TOWNS)
        text += rng.choice((", ", " ", " - ")) + (noise.mistyped(town, rng) if rng.random() < 0.1 else town)
    else:
        text, how = noise.noised(rng.choice([each for each in FAR if each.lower() not in rows.same_name]), rng)
    return Labelled(noise.cased(_clothed(text, rng).replace(", Lewisham", ""), rng), "elsewhere", how)


def _area(rows: Rows, rng: random.Random) -> Labelled:
    text = rng.choice(
        (rng.choice(rows.wards), f"{rng.choice(rows.wards)} somewhere", "Lewisham", f"around {rng.choice(rows.wards)}")
    )
    return Labelled(noise.cased(text, rng), "area", "as_it_is")
