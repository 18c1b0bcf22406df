"""The limits of a map's classes: round, apart, and of classes that hold about as many areas."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layouts.maps.breaks import breaks, shade, shades

# Made up, in the manner of what is published of nineteen wards.
CLOSE_RATES = [74, 75, 76, 77, 78, 78, 79, 80, 80, 81, 84, 86, 86, 88, 92, 94, 96, 101, 110]
SPREAD_RATES = [58, 60, 66, 67, 67, 71, 78, 79, 82, 85, 87, 89, 93, 102, 117, 134, 138, 149, 258]
YEARS_CRIMES = [812, 955, 1021, 1033, 1104, 1130, 1151, 1203, 1240, 1251, 1262, 1301, 1340, 1399, 1422, 1570, 1610, 1802, 2663]
SMALL_RATES = [0.4, 0.5, 0.6, 0.7, 0.7, 0.8, 0.9, 1.1, 1.2, 1.3, 2.2]


def held(amounts: Sequence[float], lows: Sequence[float]) -> list[int]:
    """How many amounts each class holds."""
    found = [shade(amount, lows) for amount in amounts]
    return [found.count(each) for each in shades(lows)]


@pytest.mark.parametrize(
    ("amounts", "limits", "sizes"),
    [
        (CLOSE_RATES, (80, 85, 90, 95), [7, 4, 3, 2, 3]),
        (SPREAD_RATES, (70, 80, 90, 120), [5, 3, 4, 3, 4]),
        (YEARS_CRIMES, (1100, 1200, 1300, 1500), [4, 3, 4, 4, 4]),
        (list(range(1, 101)), (20, 40, 60, 80), [19, 20, 20, 20, 21]),
    ],
)
def test_limits_are_as_round_as_even_classes_allow(amounts: list[float], limits: tuple[float, ...], sizes: list[int]) -> None:
    lows = breaks(amounts)
    assert lows[1:] == limits
    assert held(amounts, lows) == sizes


def test_small_rates_are_parted_at_fifths_of_one() -> None:
    assert breaks(SMALL_RATES, step=0.1) == (0.4, 0.6, 0.8, 1.0, 1.2)


def test_counts_close_together_are_parted_at_whole_numbers() -> None:
    assert breaks([2, 2, 2, 3, 3, 3, 3, 3, 4, 4, 4, 5, 5, 6, 6, 7]) == (2, 3, 4, 5, 6)


def test_where_most_areas_share_one_amount_the_others_are_still_told_apart() -> None:
    amounts = [10] * 7 + [11, 12, 13, 14, 15, 16]
    assert held(amounts, breaks(amounts))[0] == 7
    assert len(breaks(amounts)) == 5


@given(st.lists(st.integers(1, 5_000), min_size=1, max_size=400))
def test_no_two_classes_are_one_none_is_empty_and_counts_are_parted_at_whole_numbers(counts: list[int]) -> None:
    lows = breaks(counts)
    assert all(low == int(low) for low in lows)
    assert list(lows) == sorted(set(lows))
    if max(counts) <= 4 * median(counts):
        assert 0 not in held(counts, lows)
