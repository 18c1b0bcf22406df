"""A small made-up gazetteer: a high street, two roads that meet, a name that occurs twice, a station, two areas."""

from __future__ import annotations

from collections.abc import Mapping

from geo.places.answers import Decision, Point
from geo.places.gazetteer import Alias, Gazetteer, Kind, NamedPoint, gazetteer
from geo.places.geocoder import Geocoder

LAT, LNG = 51.45, -0.02
M = 1 / 111_000  # degrees of latitude in a metre, about


def at(north_m: float, east_m: float = 0.0) -> Point:
    """A point so many metres from the middle of the made-up town."""
    return Point(LAT + north_m * M, LNG + east_m * M * 1.6)


def street(name: str, *spots: tuple[float, float], kind: Kind = Kind.STREET, radius_m: float = 0.0) -> list[NamedPoint]:
    return [NamedPoint(name, kind, *at(*spot), radius_m) for spot in spots]


POINTS = [
    *street("Ostwick High Street", (0, 0), (300, 0), (600, 0)),
    *street("Rushlow Green", (-500, 0), (-700, 0)),
    *street("Brownmere Road", (-600, 300), (-600, 600)),
    *street("Larkfen Road", (1000, 0)),
    *street("Larkfen Close", (1050, 100)),
    *street("Station Road", (2500, 0)),
    *street("Station Road", (-2500, 0)),
    *street("St Hilda's Grove", (1500, 1500)),
    *street("Ostwick Road", (-1500, -1500)),
    *street("Park Hill", (1800, 0)),
    *street("Manor House Gardens", (700, 900)),
    *street("Home Park Lane", (900, 900)),
    *street("Round Hill", (1200, -900)),
    *street("Ostwick station", (50, 100), kind=Kind.LANDMARK),
    *street("Northend", (2500, 0), kind=Kind.AREA, radius_m=700),
    *street("Catwell", (-600, 100), kind=Kind.AREA, radius_m=700),
    *street("A2099", (0, 0), kind=Kind.ROAD_NUMBER),
]
POSTCODES = {
    "SE131AA": at(20, 20),
    "SE131AB": at(320, 20),
    "SE61AA": at(-600, 320),
    "SE61AB": at(-2500, 20),
    "SE121AA": at(2500, 20),
}


def known(*aliases: Alias) -> Gazetteer:
    return gazetteer(POINTS, POSTCODES, aliases=aliases, borough=["Ostwick"])


def geocoder(*aliases: Alias, remembered: Mapping[str, Decision] | None = None) -> Geocoder:
    return Geocoder(known(*aliases), remembered or {})
