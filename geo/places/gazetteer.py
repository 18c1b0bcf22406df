"""Which names are known, and where is each of them?

Points of one name and kind that stand near each other are one place: a long
street has many. Points of one name far apart are several places, and a text
that names them without saying which is answered with all of them, not one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from math import log

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial import KDTree

from geo import crs
from geo.places import words
from geo.places.answers import Point
from geo.places.text import plain

LINK_M = 800.0  # points of one name nearer than this belong to one street
KIND_SHARE = 0.3  # of a name's score: its last word, "road"
POSTCODE_SPREAD_M = 100.0  # what a postcode covers in a town, about


class Kind(Enum):
    """What a name is the name of. Each value is its word in an aliases file."""

    STREET = "street"
    ROAD_NUMBER = "road number"
    LANDMARK = "place"
    AREA = "area"


# Points stand at the middle of a stretch, a building, a quarter: nothing is nearer than this to all that it names.
LEAST_SPREAD_M = {Kind.STREET: 100.0, Kind.LANDMARK: 50.0, Kind.AREA: 300.0, Kind.ROAD_NUMBER: 1_000.0}


@dataclass(frozen=True, slots=True)
class NamedPoint:
    """One point of a file, with its name; everything named lies within ``radius_m``."""

    name: str
    kind: Kind
    lat: float
    lng: float
    radius_m: float = 0.0


@dataclass(frozen=True, slots=True)
class Alias:
    """What people here say, and the name or postcode in the gazetteer that they mean."""

    said: str
    means: str


@dataclass(frozen=True, slots=True)
class Place:
    """One street, station, area: its representative point, one of its own, and how far it reaches from there.

    ``eastings`` and ``northings`` are of all its points, ``districts`` the
    postcode districts they stand in.
    """

    name: str
    kind: Kind
    point: Point
    spread_m: float
    eastings: tuple[float, ...]
    northings: tuple[float, ...]
    points: tuple[Point, ...]
    districts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Name:
    """One way to call a place: its words, what each is worth, and which of them says the kind (-1: none)."""

    tokens: tuple[str, ...]
    weights: tuple[float, ...]
    kind_at: int
    place: int


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Everything that is known, by name and by word.

    ``borough`` are words that say no more than that it was here; ``loose``
    are words that name a street only beside its kind: those of the borough,
    of areas, and of places elsewhere.
    """

    places: tuple[Place, ...]
    names: tuple[Name, ...]
    by_word: Mapping[str, tuple[int, ...]]
    postcodes: Mapping[str, Point]
    districts: Mapping[str, tuple[Point, float]]
    borough: frozenset[str] = frozenset()
    loose: frozenset[str] = frozenset()
    vocabulary: frozenset[str] = frozenset()


def gazetteer(
    points: Iterable[NamedPoint],
    postcodes: Mapping[str, Point],
    *,
    aliases: Iterable[Alias] = (),
    borough: Iterable[str] = (),
) -> Gazetteer:
    """The gazetteer of these points, postcodes (without spaces) and aliases.

    An alias whose meaning is not known raises ``KeyError`` with that meaning.
    """
    places = list(_places(points, postcodes))
    called = [(place.name, index) for index, place in enumerate(places)]
    called += [pair for alias in aliases for pair in _meant(alias, places, postcodes)]
    names = _names(called, places)
    by_word: dict[str, list[int]] = defaultdict(list)
    for index, name in enumerate(names):
        telling = [each for at, each in enumerate(name.tokens) if at != name.kind_at or len(name.tokens) == 1]
        for word in dict.fromkeys(telling):
            by_word[word].append(index)
    here = frozenset(word for name in borough for word in plain(name).split())
    areas = [place.name for place in places if place.kind is Kind.AREA]
    return Gazetteer(
        places=tuple(places),
        names=tuple(names),
        by_word={word: tuple(found) for word, found in by_word.items()},
        postcodes=postcodes,
        districts=_districts(postcodes),
        borough=here,
        loose=here.union(*(name_words(name) for name in areas), *(place.split() for place in words.ELSEWHERE)),
        vocabulary=frozenset(token for name in names for token in name.tokens),
    )


def name_words(name: str) -> tuple[str, ...]:
    """A gazetteer's own name, as compared: "St. John's (station)" is saint johns station."""
    bare = [word for word in plain(name).replace("|", " ").split() if word != "the"]
    last = len(bare) - 1
    return tuple(_whole_word(word, first=at < last) for at, word in enumerate(bare))


def _whole_word(word: str, *, first: bool) -> str:
    if word == "st":
        return "saint" if first else "street"
    return words.ABBREVIATIONS.get(word, (word,))[0] if len(word) > 1 else word


def _places(points: Iterable[NamedPoint], postcodes: Mapping[str, Point]) -> Iterator[Place]:
    groups: dict[tuple[tuple[str, ...], Kind], list[NamedPoint]] = defaultdict(list)
    for point in points:
        groups[name_words(point.name), point.kind].append(point)
    near = _DistrictsNear(postcodes)
    for members in groups.values():
        lats, lngs = np.array([each.lat for each in members]), np.array([each.lng for each in members])
        eastings, northings = crs.to_national_grid(lats, lngs)
        for chosen in _clusters(eastings, northings, members):
            yield _place([members[index] for index in chosen], eastings[chosen], northings[chosen], near)


def _clusters(eastings: crs.Floats, northings: crs.Floats, members: Sequence[NamedPoint]) -> Iterator[list[int]]:
    """Which of the points belong together; an area is one whatever its size."""
    if len(members) == 1 or members[0].kind in {Kind.AREA, Kind.ROAD_NUMBER}:
        yield list(range(len(members)))
        return
    reach = LINK_M + 2 * max(each.radius_m for each in members)
    labels = fcluster(linkage(np.column_stack([eastings, northings]), "single"), reach, "distance")
    for label in sorted(set(labels.tolist())):
        yield np.flatnonzero(labels == label).tolist()


def _place(members: Sequence[NamedPoint], eastings: crs.Floats, northings: crs.Floats, near: _DistrictsNear) -> Place:
    middle = int(np.argmin(np.hypot(eastings - eastings.mean(), northings - northings.mean())))
    reach = np.hypot(eastings - eastings[middle], northings - northings[middle]) + [each.radius_m for each in members]
    points = tuple(Point(each.lat, each.lng) for each in members)
    return Place(
        name=min((each.name for each in members), key=lambda name: sum(letter.isupper() for letter in name)),
        kind=members[0].kind,
        point=points[middle],
        spread_m=round(max(float(reach.max()), LEAST_SPREAD_M[members[0].kind]), 1),
        eastings=tuple(eastings.tolist()),
        northings=tuple(northings.tolist()),
        points=points,
        districts=near.of(eastings, northings),
    )


class _DistrictsNear:
    """In which postcode districts do these points stand?"""

    def __init__(self, postcodes: Mapping[str, Point]) -> None:
        self._codes = [code[:-3] for code in postcodes]
        self._tree: KDTree | None = None
        if postcodes:
            eastings, northings = crs.to_national_grid([p.lat for p in postcodes.values()], [p.lng for p in postcodes.values()])
            self._tree = KDTree(np.column_stack([eastings, northings]))

    def of(self, eastings: crs.Floats, northings: crs.Floats) -> frozenset[str]:
        if self._tree is None:
            return frozenset()
        _, nearest = self._tree.query(np.column_stack([eastings, northings]), k=min(3, len(self._codes)))
        return frozenset(self._codes[index] for index in np.asarray(nearest).ravel().tolist())


def _meant(alias: Alias, places: list[Place], postcodes: Mapping[str, Point]) -> list[tuple[str, int]]:
    """The alias beside each place it means; a postcode becomes a place of its own."""
    code = alias.means.upper().replace(" ", "")
    if code in postcodes:
        lat, lng = postcodes[code]
        places += _places([NamedPoint(alias.said, Kind.LANDMARK, lat, lng, POSTCODE_SPREAD_M)], postcodes)
        return [(alias.said, len(places) - 1)]
    wanted = name_words(alias.means)
    found = [(alias.said, index) for index, place in enumerate(places) if name_words(place.name) == wanted]
    if not found:
        raise KeyError(alias.means)
    return found


def _names(called: Sequence[tuple[str, int]], places: Sequence[Place]) -> list[Name]:
    split = [(tokens, place) for name, place in called if (tokens := name_words(name))]
    often = Counter(token for tokens, _ in split for token in set(tokens))
    total = max(len(split), 2)
    return [
        _name(tokens, place, places[place].kind, {t: 1 - log(often[t]) / log(total) for t in tokens}) for tokens, place in split
    ]


def _name(tokens: tuple[str, ...], place: int, kind: Kind, rarity: Mapping[str, float]) -> Name:
    kinds = words.STREET_KINDS if kind is Kind.STREET else words.LANDMARK_KINDS
    kind_at = len(tokens) - 1 if len(tokens) > 1 and tokens[-1] in kinds and kind is not Kind.AREA else -1
    worth = [max(0.3, rarity[token]) if at != kind_at else 0.0 for at, token in enumerate(tokens)]
    share = (1 - KIND_SHARE if kind_at >= 0 else 1.0) / sum(worth)
    weights = tuple(KIND_SHARE if at == kind_at else each * share for at, each in enumerate(worth))
    return Name(tokens, weights, kind_at, place)


def _districts(postcodes: Mapping[str, Point]) -> dict[str, tuple[Point, float]]:
    """The middle of each postcode district and sector ("SE13", "SE136"), and how far its postcodes reach, in metres."""
    members: dict[str, list[Point]] = defaultdict(list)
    for code, point in postcodes.items():
        members[code[:-3]].append(point)
        members[code[:-2]].append(point)
    found = {}
    for name, points in members.items():
        lats, lngs = np.array([each.lat for each in points]), np.array([each.lng for each in points])
        eastings, northings = crs.to_national_grid(lats, lngs)
        middle = int(np.argmin(np.hypot(eastings - eastings.mean(), northings - northings.mean())))
        reach = float(np.hypot(eastings - eastings[middle], northings - northings[middle]).max())
        found[name] = (points[middle], round(max(reach, LEAST_SPREAD_M[Kind.AREA]), 1))
    return found
