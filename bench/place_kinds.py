"""Texts of the other partners whose place is known: reports of antisocial behaviour, bus stops, stations.

Written as council officers, drivers and railway controllers write, without
looking at what the geocoder knows; a third misspelt or abbreviated as people do.
"""

from __future__ import annotations

import random

from bench import place_noise as noise
from bench.place_texts import PLACE_M, STREET_M, Labelled, Rows

REPORTS = (
    *(
        "outside {n} {x}",
        "{x}",
        "rear of {x}",
        "communal area, {x}",
        "garages behind {x}",
        "junction end of {x}",
        "car park off {x}",
    ),
    *("youths gathering on {x}", "rubbish dumped o/s {n} {x}", "{x} by the bins", "alleyway between garages {x}", "bench on {x}"),
    *("moped nuisance along {x}", "stairwell entrance, {x}", "play area nr {x}", "shops on {x}", "street drinkers - {x}"),
)
STOPS = (
    *(
        "{x} (Stop {l})",
        "{x} / Stop {l}",
        "{x} stop {l}",
        "Bus stop {l}, {x}",
        "opp {x}",
        "{x} (towards Catford)",
        "{x} bus stop",
    ),
    *("btwn stops {x}", "alighting {x}", "Stand {l} {x}", "route {r} at {x}", "{x} S/B", "{x} northbound"),
)
STATIONS = (
    *("{x}", "{x} platform {d}", "{x}, booking hall", "{x} - ticket barriers", "train at {x}", "outside {x}", "{x} footbridge"),
    *("stairs to platform {d} {x}", "{x} concourse", "on board, {x}"),
)
KINDS = {"report of antisocial behaviour": REPORTS, "bus stop": STOPS, "station": STATIONS}


def texts_of(kind: str, rows: Rows, count: int, seed: int) -> list[Labelled]:
    """So many texts of a kind, the same for the same seed; a name that two streets have is not among them."""
    rng = random.Random(f"{kind} {seed}")
    streets = [(name, spots) for name, spots in rows.streets if rows.same_name[name.lower()] == 1]
    named, within = (rows.stations, PLACE_M) if kind == "station" else (streets, STREET_M)
    return [_text(kind, *rng.choice(named), within, rng) for _ in range(count)] if named else []


def _text(kind: str, name: str, spots: tuple[tuple[float, float], ...], within: float, rng: random.Random) -> Labelled:
    change = rng.choices((noise.as_it_is, noise.abbreviated, noise.mistyped), (65, 25, 10))[0]
    said = rng.choice(KINDS[kind]).format(
        x=change(name, rng),
        n=rng.randrange(1, 240),
        l=rng.choice("ABCDEFGHJKLMNP"),
        r=rng.randrange(1, 500),
        d=rng.randrange(1, 7),
    )
    return Labelled(noise.cased(said, rng), kind, change.__name__, spots, within)
