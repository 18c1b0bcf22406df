"""What do the demonstration's street-crime files say?

One file a month in the layout of police.uk's ``street.csv``.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np

from data_access import months
from data_access.sample.crimes import Crime
from data_access.sample.draws import one, stream
from data_access.sample.map_points import MapPoints
from data_access.sample.offences import OPEN, Offence
from data_access.sample.truth import CRIMES_UNPLACED, LAST

POLICE = "Metropolitan Police Service"
NOWHERE = ("", "", "No Location", "", "")
# How many investigations are still open when the files were made, by the month's age.
STILL_OPEN = (0.85, 0.55, 0.30, 0.15, 0.08)
LATER_OPEN = 0.03
SAME_ID = 0.004  # of the crimes: a second offence of another type under the Crime ID before it

Row = tuple[str, ...]


def rows(month: date, inside: list[Crime], points: MapPoints, outside: list[Crime], around: MapPoints) -> list[Row]:
    """The lines of one month's file, below the header, in order of place."""
    rng = stream("street", month.isoformat())
    listed = [(crime.offence, _place(points, crime.point)) for crime in inside]
    listed += [(crime.offence, _place(around, crime.point)) for crime in outside]
    unplaced = rng.random(len(listed)) < CRIMES_UNPLACED
    outcomes = _outcomes(rng, month, [offence for offence, _ in listed])
    ids = _ids(rng, [offence for offence, _ in listed])
    found = [
        (crime_id, months.address(month), POLICE, POLICE, *(NOWHERE if lost else place), offence.title, outcome, "")
        for (offence, place), lost, outcome, crime_id in zip(listed, unplaced, outcomes, ids, strict=True)
    ]
    return sorted(found, key=lambda row: (row[8], row[9], row[4], row[5], row[0]))


def _place(points: MapPoints, index: int) -> Row:
    code, name = points.lsoas[index]
    return f"{points.lngs[index]:.6f}", f"{points.lats[index]:.6f}", f"On or near {points.names[index]}", code, name


def _outcomes(rng: np.random.Generator, month: date, offences: list[Offence]) -> Iterator[str]:
    """Blank for anti-social behaviour; for recent months mostly that the investigation goes on."""
    age = (LAST.year - month.year) * 12 + LAST.month - month.month
    still_open = STILL_OPEN[age] if age < len(STILL_OPEN) else LATER_OPEN
    for offence, chance in zip(offences, rng.random(len(offences)), strict=True):
        if not offence.outcomes:
            yield ""
        elif chance < still_open:
            yield OPEN
        else:
            yield one(rng, offence.outcomes)


def _ids(rng: np.random.Generator, offences: list[Offence]) -> Iterator[str]:
    """64 hexadecimal digits, none for anti-social behaviour; a few stand on two rows."""
    before = ""
    for offence, chance in zip(offences, rng.random(len(offences)), strict=True):
        if not offence.outcomes:
            yield ""
            continue
        before = before if before and chance < SAME_ID else rng.bytes(32).hex()
        yield before
