"""How much more do months vary than chance alone would make them?

φ is Pearson's χ² of the monthly counts around their own period's mean, over
its degrees of freedom (McCullagh and Nelder 1989, section 9.2.4). Season and
drift inside a year count as variation: recorded crime wanders for months at a
time, and a comparison that took each month as a fresh draw would call half of
that wandering a change. The price is a wider interval for strongly seasonal
series. Never under 1: fewer surprises than Poisson are luck, not knowledge.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from data_access.analytics.intervals import Floats
from data_access.analytics.two_counts import Dispersion


def chi_square(counts: ArrayLike) -> Floats:
    """Pearson's χ² of the last axis around its mean; nought where nothing was counted."""
    seen = np.asarray(counts, dtype=np.float64)
    mean = seen.mean(axis=-1, keepdims=True)
    parts = np.divide((seen - mean) ** 2, mean, out=np.zeros_like(seen), where=mean > 0)
    return np.asarray(parts.sum(axis=-1), dtype=np.float64)


def dispersion(*periods: ArrayLike) -> Dispersion:
    """φ of one series, from the monthly counts of each of its periods; a period of noughts says nothing."""
    told = [np.asarray(counts, dtype=np.float64) for counts in periods]
    told = [counts for counts in told if counts.sum() > 0]
    df = sum(counts.size - 1 for counts in told)
    if df < 1:
        return Dispersion()
    return Dispersion(max(1.0, float(sum(chi_square(counts) for counts in told)) / df), df)


def shared_dispersion(now: ArrayLike, before: ArrayLike, family: ArrayLike) -> tuple[Floats, Floats]:
    """φ and its degrees of freedom for many series (rows of months), each with its family's index.

    A ward's own φ, on some twenty degrees of freedom, is too rough to judge
    it by when hundreds are judged together; its crime type's alone would miss
    a burst that is the ward's own. Each series gets the even mean of the two,
    as in moderated variances (Smyth 2004, doi:10.2202/1544-6115.1027) with a
    prior worth as much as the series' own months.
    """
    periods = np.stack([np.asarray(now, dtype=np.float64), np.asarray(before, dtype=np.float64)], axis=1)
    families = np.asarray(family)
    told = periods.sum(axis=-1) > 0
    own_chi = chi_square(periods).sum(axis=1)
    own_df = told.sum(axis=1) * (periods.shape[-1] - 1.0)
    all_chi = np.bincount(families, weights=own_chi).astype(np.float64)[families]
    all_df = np.bincount(families, weights=own_df).astype(np.float64)[families]
    pooled = np.divide(all_chi, all_df, out=np.ones_like(all_chi), where=all_df > 0)
    own = np.divide(own_chi, own_df, out=pooled.copy(), where=own_df > 0)
    df = np.minimum(2 * own_df, all_df)
    return np.maximum(1.0, (pooled + own) / 2), np.where(df > 0, df, np.inf)
