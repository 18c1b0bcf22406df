"""Intervals against published values."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.analytics.intervals import poisson_interval, rate_ratio_interval, wilson_interval


@pytest.mark.parametrize(
    ("count", "low", "high"), [(0, 0, 3.6889), (1, 0.0253, 5.5716), (5, 1.6235, 11.6683), (100, 81.364, 121.627)]
)
def test_the_exact_poisson_interval_is_the_published_one(count: int, low: float, high: float) -> None:
    found = poisson_interval(count)
    assert [found.low, found.high] == pytest.approx([low, high], abs=6e-4)


def test_a_rate_ratio_has_its_exact_interval_and_not_the_narrower_approximation() -> None:
    found = rate_ratio_interval(41, 15, exposure_a=28_010, exposure_b=19_017)
    assert pytest.approx(1.855759, abs=1e-6) == (41 / 28_010) / (15 / 19_017)
    assert [found.low, found.high] == pytest.approx([1.0057, 3.6093], abs=5e-5)


def test_none_against_five_could_still_be_the_same() -> None:
    found = rate_ratio_interval(0, 5)
    assert found.low == 0
    assert found.high == pytest.approx(1.0913, abs=5e-5)


def test_five_against_none_has_no_upper_end() -> None:
    found = rate_ratio_interval(5, 0)
    assert found.high == math.inf
    assert found.low == pytest.approx(1 / 1.0913, abs=5e-5)


def test_none_against_none_could_be_anything() -> None:
    found = rate_ratio_interval(0, 0)
    assert (found.low, found.high) == (0, math.inf)


def test_wilson_agrees_with_his_worked_shares_and_stays_between_nought_and_one() -> None:
    # Newcombe 1998, table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
    for part, whole, low, high in [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ]:
        found = wilson_interval(part, whole)
        assert [found.low, found.high] == pytest.approx([low, high], abs=6e-5)
    assert wilson_interval(0, 0).holds(0.5)
    assert wilson_interval(29, 29).high == 1


@given(a=st.integers(0, 30_000), b=st.integers(1, 30_000))
def test_the_interval_holds_the_ratio_seen_and_turns_over_with_its_counts(a: int, b: int) -> None:
    found, turned = rate_ratio_interval(a, b), rate_ratio_interval(b, a)
    assert found.holds(a / b)
    assert found.low == pytest.approx(1 / turned.high if turned.high else math.inf, rel=1e-9)
