"""What do the demonstration's stop-and-search files say?

One file a month in the layout of police.uk's ``stop-and-search.csv``: a
London month, stamped in UTC. Who is searched does not depend on where or
when; ``truth`` has the shares.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from data_access import months
from data_access.sample import truth
from data_access.sample.draws import Floats, one, stream
from data_access.sample.map_points import MapPoints
from data_access.sample.rhythm import SEARCH_HOURS, SEARCH_WEEKDAYS, Season, length, years

MONTHLY, AROUND_MONTHLY = 490, 110
SEASON, TREND = Season(5, 0.08), -0.05
CENTRE = 4.0  # in the middle of a town centre, times as many as in a side street
REPEATED = 0.015  # people in one encounter whose rows are alike
LONDON = ZoneInfo("Europe/London")

TYPES = {"Person search": 0.79, "Person and Vehicle search": 0.195, "Vehicle search": 0.015}
PACE, DRUGS = "Police and Criminal Evidence Act 1984 (section 1)", "Misuse of Drugs Act 1971 (section 23)"
# Object of search and the power used, with their shares.
REASONS = {
    ("Controlled drugs", DRUGS): 0.60,
    ("Offensive weapons", PACE): 0.18,
    ("Stolen goods", PACE): 0.12,
    ("Evidence of offences under the Act", PACE): 0.05,
    ("Article for use in theft", PACE): 0.03,
    ("Anything to threaten or harm anyone", "Criminal Justice and Public Order Act 1994 (section 60)"): 0.01,
    ("Firearms", "Firearms Act 1968 (section 47)"): 0.007,
    ("Articles for use in criminal damage", PACE): 0.003,
}
OUTCOMES = {
    "A no further action disposal": 0.72,
    "Arrest": 0.135,
    "Community resolution": 0.095,
    "Penalty Notice for Disorder": 0.02,
    "Summons / charged by post": 0.015,
    "Caution (simple or conditional)": 0.005,
    "": 0.01,
}
SELF_DEFINED = {
    "not stated": {"Other ethnic group - Not stated": 1.0},
    "black": {
        "Black/African/Caribbean/Black British - Any other Black/African/Caribbean background": 0.5,
        "Black/African/Caribbean/Black British - African": 0.3,
        "Black/African/Caribbean/Black British - Caribbean": 0.2,
    },
    "white": {
        "White - English/Welsh/Scottish/Northern Irish/British": 0.65,
        "White - Any other White background": 0.32,
        "White - Irish": 0.03,
    },
    "asian": {
        "Asian/Asian British - Any other Asian background": 0.55,
        "Asian/Asian British - Indian": 0.15,
        "Asian/Asian British - Pakistani": 0.15,
        "Asian/Asian British - Bangladeshi": 0.1,
        "Asian/Asian British - Chinese": 0.05,
    },
    "mixed": {
        "Mixed/Multiple ethnic groups - Any other Mixed/Multiple ethnic background": 0.5,
        "Mixed/Multiple ethnic groups - White and Black Caribbean": 0.35,
        "Mixed/Multiple ethnic groups - White and Asian": 0.15,
    },
    "other": {"Other ethnic group - Any other ethnic group": 1.0},
}
# The officer's own view, which has no Mixed and no "not stated" in these files.
OFFICER_DEFINED = {
    "not stated": {"Black": 0.48, "White": 0.37, "Asian": 0.09, "Other": 0.06},
    "black": {"Black": 0.97, "Other": 0.02, "White": 0.01},
    "white": {"White": 0.97, "Other": 0.03},
    "asian": {"Asian": 0.92, "Other": 0.08},
    "mixed": {"Black": 0.7, "White": 0.2, "Asian": 0.05, "Other": 0.05},
    "other": {"Other": 0.5, "White": 0.3, "Asian": 0.2},
}

Row = tuple[str, ...]


def rows(month: date, points: MapPoints, around: MapPoints) -> list[Row]:
    """The lines of one month's file, below the header, in order of time; none for the missing month."""
    if month == truth.MISSING_SEARCHES:
        return []
    rng = stream("searches", month.isoformat())
    level = length(month) * SEASON.factor(month) * (1 + TREND) ** years(month)
    inside = _places(rng, points, _attraction(points), int(rng.poisson(MONTHLY * level)))
    outside = _places(rng, around, np.ones(len(around)), int(rng.poisson(AROUND_MONTHLY * level)))
    found = [_row(rng, month, place) for place in (*inside, *outside)]
    found += [row for row in found if rng.random() < REPEATED]
    if month == truth.CUT_SEARCHES:
        found = [row for row in found if _london_day(row) <= truth.CUT_THROUGH]
    return sorted(found, key=lambda row: (row[1], row))


def _attraction(points: MapPoints) -> Floats:
    times = 1 + (CENTRE - 1) * points.busy
    for spot in truth.HOT_SPOTS:
        times[points.near(spot.lat, spot.lng, spot.radius_m)] *= spot.search_times
    return times * stream("searches", "places").lognormal(0.0, 0.5, len(points))


def _places(rng: np.random.Generator, points: MapPoints, weights: Floats, size: int) -> Iterator[tuple[str, str]]:
    chosen = rng.choice(len(points), size=size, p=weights / weights.sum())
    unplaced = rng.random(size) < truth.SEARCHES_UNPLACED
    for index, lost in zip(chosen, unplaced, strict=True):
        yield ("", "") if lost else (f"{points.lats[index]:.6f}", f"{points.lngs[index]:.6f}")


def _row(rng: np.random.Generator, month: date, place: tuple[str, str]) -> Row:
    kind = one(rng, TYPES)
    item, power = one(rng, REASONS)
    outcome = one(rng, OUTCOMES)
    person = ("", "", "", "") if kind == "Vehicle search" else _person(rng)
    return (kind, _stamp(rng, month), "False", "", *place, *person, power, item, outcome, "", "")


def _person(rng: np.random.Generator) -> Row:
    group = one(rng, truth.SEARCHED_ETHNICITIES)
    return (
        one(rng, truth.SEARCHED_GENDERS),
        one(rng, truth.SEARCHED_AGES),
        one(rng, SELF_DEFINED[group]),
        one(rng, OFFICER_DEFINED[group]),
    )


def _stamp(rng: np.random.Generator, month: date) -> str:
    """A London time by the week's and the day's rhythm, to the minute (often to five), written in UTC."""
    days = [month + timedelta(days=offset) for offset in range(months.last_day(month).day)]
    by_day, by_hour = np.array([SEARCH_WEEKDAYS[day.weekday()] for day in days]), np.array(SEARCH_HOURS)
    day = days[rng.choice(len(days), p=by_day / by_day.sum())]
    hour = int(rng.choice(24, p=by_hour / by_hour.sum()))
    minute = int(rng.integers(12)) * 5 if rng.random() < 0.6 else int(rng.integers(60))
    local = datetime(day.year, day.month, day.day, hour, minute, tzinfo=LONDON)
    return local.astimezone(UTC).isoformat(timespec="seconds")


def _london_day(row: Row) -> date:
    return datetime.fromisoformat(row[1]).astimezone(LONDON).date()
