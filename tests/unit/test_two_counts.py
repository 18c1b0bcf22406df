"""The test of two counts: right values, one mind with its interval, and no crying wolf."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.stats import binomtest
from statsmodels.stats.rates import test_poisson_2indep as e_test

from data_access.analytics.dispersion import dispersion, shared_dispersion
from data_access.analytics.movements import standing
from data_access.analytics.two_counts import interval, p_value, visible_counts

PERIODS = 12


def monthly(rng: np.random.Generator, mean: NDArray[np.float64], phi: float) -> NDArray[np.float64]:
    """Months of a series whose variance is φ times its mean (negative binomial)."""
    size = mean / (phi - 1)
    return rng.negative_binomial(size, 1 / phi).astype(float)


@pytest.mark.parametrize(("a", "b"), [(0, 3), (6, 2), (20, 10), (41, 15), (300, 301), (5, 5)])
def test_without_extra_variation_it_is_the_exact_binomial_test(a: int, b: int) -> None:
    assert p_value(a, b) == pytest.approx(min(1.0, binomtest(a, a + b).pvalue), rel=1e-9)


@pytest.mark.parametrize(("a", "b", "published"), [(0, 3, 0.0884), (6, 2, 0.1749), (20, 10, 0.0688)])
def test_it_asks_for_a_little_more_evidence_than_the_e_test(a: int, b: int, published: float) -> None:
    # Krishnamoorthy and Thomson's test is sharper at small counts, but has no interval that always agrees with it.
    other = float(e_test(a, 1, b, 1, method="etest-score").pvalue)
    assert other == pytest.approx(published, abs=6e-5)
    assert other < float(p_value(a, b)) < 3 * other


@given(
    a=st.integers(0, 30_000),
    b=st.integers(0, 30_000),
    phi=st.floats(1, 60),
    df=st.sampled_from([4.0, 22.0, 400.0, math.inf]),
    alpha=st.sampled_from([0.05, 0.01, 0.0007]),
)
def test_the_interval_crosses_same_exactly_when_the_test_finds_nothing(
    a: int, b: int, phi: float, df: float, alpha: float
) -> None:
    p = float(p_value(a, b, phi=phi, df=df))
    low, high = (float(end) for end in interval(a, b, phi=phi, df=df, alpha=alpha))
    if not math.isclose(p, alpha, rel_tol=1e-6):
        assert (low <= 1 <= high) == (p > alpha)


@given(before=st.integers(0, 3_000), phi=st.floats(1, 20))
def test_the_smallest_visible_change_is_visible_and_one_less_is_not(before: int, phi: float) -> None:
    ((fall, rise),) = visible_counts(before, phi=phi)
    assert rise is not None
    assert p_value(rise, before, phi=phi) <= 0.05 < p_value(rise - 1, before, phi=phi)
    if fall is None:
        assert p_value(0, before, phi=phi) > 0.05
    else:
        assert p_value(fall, before, phi=phi) <= 0.05 < p_value(fall + 1, before, phi=phi)


def test_visible_changes_stand_close_to_the_published_ones_of_the_sharper_test() -> None:
    found = visible_counts([5, 10, 20, 50, 100])
    e_test_values = [(0, 14), (2, 21), (9, 35), (32, 72), (74, 130)]
    for (fall, rise), (their_fall, their_rise) in zip(found, e_test_values, strict=True):
        assert rise is not None
        assert their_rise <= rise <= their_rise + 2
        assert (fall is None and their_fall == 0) or (fall is not None and their_fall - 2 <= fall <= their_fall)


def test_variation_beyond_measure_gives_no_verdict_rather_than_a_wrong_one() -> None:
    assert p_value(30_000, 20_000, phi=1e9, df=4) > 0.05
    low, high = interval(30_000, 20_000, phi=1e4, df=1, alpha=1e-9)
    assert (float(low), float(high)) == (0.0, math.inf)
    assert visible_counts(3, phi=1e12) == ((None, None),)


@pytest.mark.parametrize("phi", [1.0001, 2.0, 5.0])
@pytest.mark.parametrize("mean", [1.5, 8.0, 300.0, 2_400.0])
def test_of_unchanged_series_at_most_one_in_twenty_is_called_changed(mean: float, phi: float) -> None:
    rng = np.random.default_rng(20240228)
    series = monthly(rng, np.full((4_000, 2, PERIODS), mean), phi)
    called = 0
    for now, before in series:
        spread = dispersion(now, before)
        called += float(p_value(now.sum(), before.sum(), phi=spread.phi, df=spread.df)) <= 0.05
    # Three standard errors of a simulated 5 % on 4,000 series are 1 %.
    assert called / len(series) <= 0.06
    if mean >= 300 and phi >= 2:
        assert called / len(series) >= 0.03, "so careful that it would see nothing"


def test_an_exact_test_that_ignores_the_variation_would_cry_wolf() -> None:
    rng = np.random.default_rng(7)
    sums = monthly(rng, np.full((4_000, 2, PERIODS), 300.0), 2.0).sum(axis=-1)
    assert (p_value(sums[:, 0], sums[:, 1]) <= 0.05).mean() > 0.12


def test_of_ward_changes_called_real_at_most_one_in_ten_is_luck() -> None:
    """19 wards and 14 types, months twice as variable as Poisson, 20 planted changes among 266 pairs."""
    rng = np.random.default_rng(19 * 14)
    means = np.tile(np.geomspace(1, 40, 14), 19)
    families = np.tile(np.arange(14), 19)
    lucky, planted_found, none_planted = [], 0, 0
    for _ in range(200):
        planted = rng.choice(266, 20, replace=False)
        change = np.ones(266)
        change[planted] = rng.choice([0.45, 2.2], 20)
        for factor in (np.ones(266), change):
            before = monthly(rng, np.repeat(means[:, None], PERIODS, axis=1), 2.0)
            now = monthly(rng, np.repeat((means * factor)[:, None], PERIODS, axis=1), 2.0)
            phi, df = shared_dispersion(now, before, families)
            p = p_value(now.sum(axis=1), before.sum(axis=1), phi=phi, df=df)
            stand = standing(p, 0.05)
            called = np.argsort(p, kind="stable")[:stand]
            if factor is change:
                lucky.append(np.isin(called, planted, invert=True).mean() if stand else 0.0)
                planted_found += int(np.isin(called, planted).sum())
            else:
                none_planted += stand > 0
    assert np.mean(lucky) <= 0.10
    assert none_planted / 200 <= 0.10
    assert planted_found / (200 * 20) >= 0.4, "it must still find changes of more than double"


def test_a_ward_that_bursts_is_held_to_its_own_variation_and_not_to_its_types_alone() -> None:
    calm = np.tile([10.0, 11, 9, 10, 10, 11, 9, 10, 10, 11, 9, 10], (18, 1))
    burst = np.array([[10.0, 11, 9, 10, 10, 11, 130, 10, 10, 11, 9, 10]])
    now, before = np.vstack([calm, burst]), np.vstack([calm, calm[:1]])
    phi, _ = shared_dispersion(now, before, np.zeros(19, dtype=int))
    assert phi[0] < 4
    assert phi[-1] > 12
    assert p_value(now[-1].sum(), before[-1].sum()) < 1e-6, "the burst alone would be called a rise"
    assert p_value(now[-1].sum(), before[-1].sum(), phi=phi[-1]) > 0.01


def test_variation_is_one_for_poisson_months_and_what_was_planted_otherwise() -> None:
    rng = np.random.default_rng(3)
    poisson = np.mean([dispersion(*rng.poisson(200, (2, 400))).phi for _ in range(40)])
    assert poisson == pytest.approx(1.0, abs=0.06)
    found = np.mean([dispersion(*monthly(rng, np.full((2, PERIODS), 50.0), 3.0)).phi for _ in range(2_000)])
    assert found == pytest.approx(3.0, abs=0.12)


def test_variation_by_hand() -> None:
    # Means 10 and 20: (4 + 4 + 0)/10 + (16 + 16 + 0)/20 = 0.8 + 1.6 = 2.4 on 4 degrees of freedom: floor 1.
    assert (dispersion([8, 12, 10], [16, 24, 20]).phi, dispersion([8, 12, 10], [16, 24, 20]).df) == (1.0, 4)
    # (100 + 100)/10 + (100 + 100)/20 = 30 on 2.
    assert dispersion([0, 20], [10, 30]).phi == pytest.approx(15.0)
    assert dispersion([0, 0], [0, 0]).phi == 1.0
