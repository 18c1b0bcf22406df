"""What do the partners' records of the demonstration borough say?

Lifelike files in the layouts of the sources' own TOML: assaults seen in
hospital (both forms of the national data set) and by ambulances, incidents on
the railway and on buses, antisocial behaviour reported to the council. In the
last year three of them send a form that says in words where it was. Nobody in
them is real.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

import numpy as np

from data_access import months
from data_access.catalogue import SOURCES
from data_access.sample import partner_truth, truth
from data_access.sample.borough import NAME
from data_access.sample.draws import Floats, one, stream
from data_access.sample.map_points import MapPoints
from data_access.sample.places_in_words import home, in_words
from data_access.sample.rhythm import Season, length

LONDON = ZoneInfo("Europe/London")
STAMP = "%d/%m/%Y %H:%M"
SEASON = Season(7, 0.12)
# How much of a week's and a day's assaults fall on each weekday and hour: weekend nights.
WEEKDAYS = (0.8, 0.75, 0.8, 0.9, 1.25, 1.6, 1.4)
NIGHTS = (8, 8, 7, 5, 3, 1, 1, 1, 1.5, 2, 2, 2.5, 3, 3, 3, 4, 4, 4, 4, 5, 6, 7, 8, 9)
DAYS = (1, 0.5, 0.5, 0.3, 0.3, 1, 2, 5, 6, 4, 3, 3, 4, 4, 5, 7, 7, 7, 6, 5, 4, 4, 4, 3)
STATIONS = 12  # map points that stand for stations, the busiest first
ROUTES = ("21", "36", "47", "53", "75", "122", "136", "171", "185", "208", "321", "453")

Row = tuple[str, ...]
Table = list[Row]
# Where the later form of a feed has its words, and which columns may be blank beside them.
WORDED = {"ambulance-assaults": 1, "bus-incidents": 3, "council-asb": 3}
BLANKED = frozenset({"Easting", "Northing", "Ward code"})


class Told(NamedTuple):
    """One row in the earlier form of its feed, with its month and the name of where it was."""

    month: date
    place: str
    row: Row


def tables(points: MapPoints) -> dict[str, tuple[str, Table]]:
    """Every file by its name, with the source it is of and its rows, heading first."""
    sites = {f"ed-assaults/{site}.csv": ("ed-assaults", rows) for site, rows in _attendances(points).items()}
    others: Mapping[str, Callable[[MapPoints], Iterator[Told]]] = {
        "ambulance-assaults": _ambulance,
        "btp-incidents": _railway,
        "bus-incidents": _buses,
        "council-asb": _antisocial,
    }
    return sites | {name: (key, rows) for key, told in others.items() for name, rows in _forms(key, list(told(points)))}


def _forms(key: str, told: Sequence[Told]) -> Iterator[tuple[str, Table]]:
    """A feed's files: one, or the earlier form's and the later one's."""
    later = partner_truth.WORDS_SINCE if key in WORDED else date.max
    yield f"{key}/{key}.csv", [_heading(key), *(each.row for each in told if each.month < later)]
    if key in WORDED:
        rng = stream("partners", key, "words")
        yield (
            f"{key}/{key}-in-words.csv",
            [_heading(key, 1), *(_in_words(rng, key, each) for each in told if each.month >= later)],
        )


def _in_words(rng: np.random.Generator, key: str, told: Told) -> Row:
    """The row in its feed's later form; in some, only the words say where it was."""
    at_home, only = rng.random() < partner_truth.AT_HOME[key], rng.random() < partner_truth.WITHOUT_POINT
    words = home(rng) if at_home else in_words(rng, told.place)
    heading = _heading(key)
    plain = tuple("" if only and name in BLANKED else cell for name, cell in zip(heading, told.row, strict=True))
    return (*plain[: WORDED[key]], words, *plain[WORDED[key] :])


def _heading(source: str, at: int = 0) -> Row:
    return SOURCES[source].layouts[at].heading


def _attendances(points: MapPoints) -> dict[str, Table]:
    """Both sites' rows: the first in the national layout, the second with the local extras."""
    found: dict[str, Table] = {site: [_heading("ed-assaults", at)] for at, site in enumerate(partner_truth.SITES)}
    for month, rng, size in _months("ed-assaults"):
        spots = _spots(rng, points, _violent(points), size)
        second = rng.random(size) < partner_truth.SECOND_SITE
        for spot, extras in zip(spots, second, strict=True):
            if extras and month == partner_truth.NOT_SENT:
                continue
            site = partner_truth.SITES[int(extras)]
            found[site].append(_attendance(rng, month, points.names[spot], site, extras=bool(extras)))
    return found


def _attendance(rng: np.random.Generator, month: date, place: str, site: str, *, extras: bool) -> Row:
    when = _moment(rng, month, NIGHTS)
    arrived = when + timedelta(minutes=int(rng.integers(15, 240)))
    form = STAMP if extras else "%Y-%m-%dT%H:%M:%S"
    setting = one(rng, partner_truth.SETTINGS)
    method = one(rng, partner_truth.METHODS)
    more = rng.choice(("belt", "dog lead", "bag", "chair")) if method == "Other" else ""
    row = (
        month.isoformat(),
        months.last_day(month).isoformat(),
        site,
        f"{arrived:{form}}",
        f"{when:{form}}",
        method,
        str(more),
        setting,
        _words(rng, month, place, setting, extras=extras),
    )
    return (*row, *_extras(rng)) if extras else row


def _words(rng: np.random.Generator, month: date, place: str, setting: str, *, extras: bool) -> str:
    later = extras and month >= partner_truth.BLANK_SINCE
    if rng.random() < (partner_truth.BLANK_LATER if later else partner_truth.BLANK):
        return ""
    return home(rng) if setting in {"Home", "Other's home"} else in_words(rng, place)


def _extras(rng: np.random.Generator) -> Row:
    return (
        one(rng, partner_truth.ASSAILANTS),
        one(rng, partner_truth.REPORTED),
        _age(rng),
        one(rng, partner_truth.SEXES),
        one(rng, partner_truth.ETHNICITIES),
    )


def _ambulance(points: MapPoints) -> Iterator[Told]:
    for month, rng, size in _months("ambulance-assaults"):
        for spot in _spots(rng, points, _violent(points), size):
            when = _moment(rng, month, NIGHTS)
            kind = one(rng, partner_truth.FEEDS["ambulance-assaults"].kinds)
            row = (f"{when:{STAMP}}", *_grid(points, spot), NAME, kind, _age(rng), one(rng, partner_truth.SEXES))
            yield Told(month, points.names[spot], row)


def _railway(points: MapPoints) -> Iterator[Told]:
    """Incidents at a few stations: the busiest map points."""
    stations = np.argsort(-points.busy, kind="stable")[:: len(points) // (STATIONS * 8)][:STATIONS]
    weights = np.linspace(3, 1, len(stations))
    for month, rng, size in _months("btp-incidents"):
        for at in rng.choice(len(stations), size=size, p=weights / weights.sum()):
            when = _moment(rng, month, DAYS)
            kind = one(rng, partner_truth.FEEDS["btp-incidents"].kinds)
            spot = int(stations[at])
            station = f"Station {chr(65 + int(at))}"
            yield Told(month, station, (f"{when:{STAMP}}", station, NAME, *_grid(points, spot), kind))


def _buses(points: MapPoints) -> Iterator[Told]:
    for month, rng, size in _months("bus-incidents"):
        for spot in _spots(rng, points, 1 + 3 * points.busy, size):
            when = _moment(rng, month, DAYS)
            band = f"{when.hour:02}:00-{(when.hour + 1) % 24:02}:00"
            kind = one(rng, partner_truth.FEEDS["bus-incidents"].kinds)
            route = ROUTES[int(rng.integers(len(ROUTES)))]
            yield Told(month, points.names[spot], (f"{when:%d/%m/%Y}", band, route, points.wards[spot], NAME, kind))


def _antisocial(points: MapPoints) -> Iterator[Told]:
    number = 0
    for month, rng, size in _months("council-asb"):
        for spot in _spots(rng, points, _violent(points), size):
            number += 1
            when = _moment(rng, month, DAYS)
            kind = one(rng, partner_truth.FEEDS["council-asb"].kinds)
            row = (f"ASB-{number:06}", f"{when:{STAMP}}", kind, *_grid(points, spot), points.wards[spot], NAME)
            yield Told(month, points.names[spot], row)


def _months(source: str) -> Iterator[tuple[date, np.random.Generator, int]]:
    """Each month with its draws and how many records it has."""
    for month in truth.MONTHS:
        rng = stream("partners", source, month.isoformat())
        yield month, rng, int(rng.poisson(partner_truth.FEEDS[source].monthly * length(month) * SEASON.factor(month)))


def _violent(points: MapPoints) -> Floats:
    """How likely each map point is: town centres, and the planted hot spots of violence."""
    weights: Floats = 1 + points.busy
    for spot in truth.HOT_SPOTS:
        if "violence-and-sexual-offences" in spot.crime_types:
            weights[points.near(spot.lat, spot.lng, spot.radius_m)] *= spot.times
    return weights


def _spots(rng: np.random.Generator, points: MapPoints, weights: Floats, size: int) -> Sequence[int]:
    return [int(spot) for spot in rng.choice(len(points), size=size, p=weights / weights.sum())]


def _grid(points: MapPoints, spot: int) -> tuple[str, str]:
    return f"{points.eastings[spot]:.0f}", f"{points.northings[spot]:.0f}"


def _moment(rng: np.random.Generator, month: date, hours: Sequence[float]) -> datetime:
    """A London wall clock's time that there was, by the week's and the day's rhythm."""
    days = months.last_day(month).day
    by_day = np.array([WEEKDAYS[(month.weekday() + offset) % 7] for offset in range(days)])
    by_hour = np.array(hours, dtype=np.float64)
    day = month + timedelta(days=int(rng.choice(days, p=by_day / by_day.sum())))
    hour = int(rng.choice(24, p=by_hour / by_hour.sum()))
    local = datetime(day.year, day.month, day.day, hour, int(rng.integers(60)), tzinfo=LONDON)
    return local.astimezone(UTC).astimezone(LONDON).replace(tzinfo=None)


def _age(rng: np.random.Generator) -> str:
    """Mostly young adults; a few are not written down."""
    return "" if rng.random() < 0.05 else str(int(np.clip(rng.gamma(4.5, 7), 1, 92)))
