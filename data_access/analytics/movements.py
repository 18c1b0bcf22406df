"""Which of many series moved most, and which of those moves stand out from chance?

Looking at hundreds of pairs at once, some change by luck. All are tested
together (Benjamini and Hochberg 1995, doi:10.1111/j.2517-6161.1995.tb02031.x):
of the changes called real, at most ``q`` are expected to be luck. With k of m
standing, every interval is drawn at level 1 − q·k/m (Benjamini and Yekutieli
2005, doi:10.1198/016214504000001907), which is the level the last of them was
held to: so an interval leaves out "same" exactly when its change stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from data_access import months
from data_access.analytics.dispersion import dispersion, shared_dispersion
from data_access.analytics.intervals import Floats, log_ratio
from data_access.analytics.pairing import Pairing, pairing
from data_access.analytics.two_counts import Dispersion, interval, p_value, visible_counts
from data_access.analytics.verdict import FEWEST_PAIRS, cannot_compare, enough, judged, tested, too_few
from data_access.catalogue.code_lists import UNKNOWN
from data_access.catalogue.series_breaks import SeriesBreak, series_breaks
from data_access.estimates import Interval
from data_access.released import Released
from data_access.verdicts import Movement, Movements

Q = 0.05
Keys = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Grid:
    """Monthly counts of every series, in both periods: (series, months)."""

    keys: tuple[Keys, ...]
    now: Floats
    before: Floats


def movements(
    released: Released, *, since: date, until: date, breaks: Sequence[SeriesBreak] | None = None, q: float = Q
) -> Movements:
    """Every combination compared with the year before and ranked by the evidence for a change.

    ``released`` is by one or two dimensions and then by month (ward, crime
    type, month), and covers the period and the year before. Every value met
    of one dimension is paired with every value met of the other. Rows of no
    known place are nobody's ward and are left out. Months' variation is
    shared within the last dimension before the month (the crime type).
    """
    known_breaks = series_breaks(released.source.key) if breaks is None else breaks
    withheld = frozenset(m for row in released.withheld() if (m := months.parse(row.keys[-1])) is not None)
    pairs = pairing(released.comparable, known_breaks, since=since, until=until, withheld=withheld)
    grid = _grid(released, pairs)
    if len(pairs.compared) < FEWEST_PAIRS:
        sums = [(int(a), int(b)) for a, b in zip(grid.now.sum(axis=1), grid.before.sum(axis=1), strict=True)]
        alone = tuple(Movement(keys, cannot_compare(pairs, a, b)) for keys, (a, b) in zip(grid.keys, sums, strict=True))
        whole = cannot_compare(pairs, int(grid.now.sum()), int(grid.before.sum()))
        return Movements(alone, tested=0, singly=0, stand=0, too_few=0, level=1 - q, verdict=whole)
    return _tested_together(grid, pairs, q)


def standing(p: Floats, q: float) -> int:
    """How many of these p-values stand when their number is allowed for (Benjamini-Hochberg)."""
    held_to = q * np.arange(1, p.size + 1) / max(p.size, 1)
    passing = np.flatnonzero(np.sort(p) <= held_to)
    return int(passing[-1]) + 1 if passing.size else 0


def _grid(released: Released, pairs: Pairing) -> _Grid:
    """Every combination of the values met, with nought where nothing was counted."""
    if not 2 <= len(released.by) <= 3 or released.by[-1].key != "month":
        raise ValueError("an answer by one or two dimensions and then by month is needed")
    rows = [row for row in released.rows if row.keys[0] != UNKNOWN]
    met = [list(dict.fromkeys(row.keys[i] for row in rows)) for i in range(len(released.by) - 1)]
    keys: list[Keys] = [(first,) for first in met[0]] if len(met) == 1 else [(a, b) for a in met[0] for b in met[1]]
    position = {key: i for i, key in enumerate(keys)}
    counts = np.zeros((2, len(keys), len(pairs.compared)))
    slot = {months.address(month): (0, i) for i, month in enumerate(pairs.compared)}
    slot |= {months.address(month): (1, i) for i, month in enumerate(pairs.befores)}
    for row in rows:
        if (place := slot.get(row.keys[-1])) is not None:
            counts[place[0], position[row.keys[:-1]], place[1]] += row.value or 0
    return _Grid(tuple(keys), counts[0], counts[1])


def _tested_together(grid: _Grid, pairs: Pairing, q: float) -> Movements:
    phi, df = shared_dispersion(grid.now, grid.before, _families(grid.keys))
    now, before = grid.now.sum(axis=1), grid.before.sum(axis=1)
    usable = np.array([enough(int(a + b), Dispersion(f, d)) for a, b, f, d in zip(now, before, phi, df, strict=True)], dtype=bool)
    p = p_value(now[usable], before[usable], phi=phi[usable], df=df[usable])
    stand = standing(p, q)
    alpha = q * max(stand, 1) / max(p.size, 1)
    ranked = _ranked(grid.keys, (now, before), (phi, df), usable, p, alpha, pairs)
    return Movements(
        tuple(ranked),
        tested=int(p.size),
        singly=int((p <= q).sum()),
        stand=stand,
        too_few=int((~usable).sum()),
        level=1 - alpha,
        verdict=judged(
            pairs, int(now.sum()), int(before.sum()), dispersion(grid.now.sum(axis=0), grid.before.sum(axis=0)), alpha=q
        ),
    )


def _ranked(
    keys: tuple[Keys, ...],
    sums: tuple[Floats, Floats],
    spread: tuple[Floats, Floats],
    usable: NDArray[np.bool_],
    p: Floats,
    alpha: float,
    pairs: Pairing,
) -> list[Movement]:
    """Tested series by evidence (ties by size of change, then by key), then those too small to test, in their own order."""
    (now, before), (phi, df) = (tuple(part[usable] for part in both) for both in (sums, spread))
    low, high = interval(now, before, phi=phi, df=df, alpha=alpha)
    visible = visible_counts(before, phi=phi, df=df, alpha=alpha)
    large = [key for key, fits in zip(keys, usable, strict=True) if fits]
    found = [
        Movement(
            key,
            tested(
                pairs,
                (int(now[i]), int(before[i])),
                p=float(p[i]),
                phi=float(phi[i]),
                bounds=Interval(float(low[i]), float(high[i])),
                visible=visible[i],
                alpha=alpha,
            ),
        )
        for i, key in enumerate(large)
    ]
    found.sort(key=_evidence)
    small = [
        Movement(key, too_few(pairs, int(a), int(b))) for key, fits, a, b in zip(keys, usable, *sums, strict=True) if not fits
    ]
    return found + small


def _evidence(movement: Movement) -> tuple[float, float, Keys]:
    found = movement.verdict
    return (1.0 if found.p is None else found.p, -abs(log_ratio(found.now, found.before)), movement.keys)


def _families(keys: tuple[Keys, ...]) -> NDArray[np.intp]:
    """Which series share their months' variation: those of one crime type; all, when there is one dimension."""
    names = [key[-1] if len(key) > 1 else "" for key in keys]
    order = {name: i for i, name in enumerate(dict.fromkeys(names))}
    return np.array([order[name] for name in names], dtype=np.intp)
