"""Rates per 1,000 and proportionality, against worked values."""

from __future__ import annotations

from datetime import date

import pytest

from data_access.analytics.proportionality import actions, not_stated_by_month, proportionality
from data_access.analytics.rates import band_of_others, overall, rate, rates
from tests.unit.answers import answer

RESIDENTS = {"white": 154_765, "black": 80_466, "asian": 26_906, "mixed": 24_267, "other": 14_164}


def test_a_rate_is_per_thousand_with_its_exact_interval() -> None:
    found = rate("E05013714", 100, 20_000)
    assert found.per_1000 == 5.0
    assert [found.interval.low, found.interval.high] == pytest.approx([4.0682, 6.08135], abs=1e-4)
    with pytest.raises(ValueError, match="residents"):
        rate("nowhere", 3, 0)


def test_every_area_with_residents_has_a_rate_and_no_other_has() -> None:
    found = rates(answer("ward", [("a", 10), ("b", None), ("unknown", 7)]), {"a": 1000, "b": 1000, "c": 500, "d": 0})
    assert [(area.key, area.per_1000) for area in found] == [("a", 10.0), ("c", 0.0)]


def test_the_borough_is_all_areas_together_and_the_band_is_of_the_others() -> None:
    found = tuple(rate(key, count, 1000) for key, count in [("a", 10), ("b", 20), ("c", 30), ("d", 40), ("e", 50), ("me", 999)])
    everyone = overall(found[:5], "borough")
    assert everyone is not None
    assert everyone.per_1000 == 30.0
    band = band_of_others(found, "me")
    assert band is not None
    assert (band.low, band.middle, band.high, band.areas) == (20.0, 30.0, 40.0, 5)
    assert band_of_others(found[:4], "a") is None
    assert overall((), "borough") is None


def test_the_worked_disparity_ratio() -> None:
    found = proportionality({"white": 939, "black": 1088}, RESIDENTS)
    black, white = found.groups
    assert [white.rate.per_1000, black.rate.per_1000] == pytest.approx([6.0673, 13.5212], abs=5e-5)
    assert black.ratio == pytest.approx(2.2286, abs=5e-5)
    assert black.ratio_interval is not None
    assert black.ratio_interval.low < 2.2286 < black.ratio_interval.high
    assert white.ratio is None


def test_bounds_reach_from_all_unknown_of_the_reference_to_all_of_the_group() -> None:
    counts = {"unknown": 1264, "white": 1179, "black": 1320, "mixed": 164, "other": 76, "asian": 120}
    found = proportionality(counts, RESIDENTS)
    black = found.of("black")
    assert black is not None
    assert black.ratio == pytest.approx((1320 / 80_466) / (1179 / 154_765))
    assert black.ratio_interval is not None
    assert (round(black.ratio_interval.low, 1), round(black.ratio_interval.high, 1)) == (2.0, 2.3)
    assert black.ratio_bounds is not None
    assert black.ratio_bounds.low == pytest.approx((1320 / 80_466) / ((1179 + 1264) / 154_765))
    assert black.ratio_bounds.high == pytest.approx(((1320 + 1264) / 80_466) / (1179 / 154_765))
    assert (round(black.ratio_bounds.low, 1), round(black.ratio_bounds.high, 1)) == (1.0, 4.2)
    assert black.highest_rate == pytest.approx(1000 * 2584 / 80_466)
    assert [group.key for group in found.groups] == ["black", "white", "mixed", "other", "asian"]
    assert found.unknown.share == pytest.approx(1264 / 4123)


def test_groups_without_residents_get_no_rate_and_an_empty_reference_no_ratio() -> None:
    found = proportionality({"black": 5, "white": 0, "martian": 3}, RESIDENTS)
    assert dict(found.left_out) == {"martian": 3}
    black = found.of("black")
    assert black is not None
    assert black.ratio is None
    assert proportionality({}, RESIDENTS).unknown.share is None


def test_action_is_any_outcome_but_no_further_action_and_blank_ones_are_left_out() -> None:
    rows = [
        (("black", "no-further-action"), 796),
        (("black", "arrest"), 400),
        (("black", "caution"), 124),
        (("white", "no-further-action"), 754),
        (("white", "arrest"), 425),
        (("unknown", "arrest"), 339),
        (("unknown", "no-further-action"), 925),
        (("white", "unknown"), 10),
    ]
    found = actions(answer("ethnicity,outcome", rows))
    black, white, unknown = found.groups
    assert (black.part, black.whole, white.part, white.whole, unknown.part, unknown.whole) == (524, 1320, 425, 1179, 339, 1264)
    assert (round(black.interval.low, 2), round(black.interval.high, 2)) == (0.37, 0.42)
    assert found.overall.part == 524 + 425 + 339
    assert found.unknown_outcome == 10
    assert found.differ is False, "40 % and 36 % of so many are no clear difference"


def test_stated_groups_that_differ_are_said_to_and_too_few_are_not_tested() -> None:
    far = [
        (("black", "arrest"), 50),
        (("black", "no-further-action"), 50),
        (("white", "arrest"), 10),
        (("white", "no-further-action"), 90),
    ]
    assert actions(answer("ethnicity,outcome", far)).differ is True
    assert actions(answer("ethnicity,outcome", [(("black", "arrest"), 3), (("white", "no-further-action"), 2)])).differ is None
    assert actions(answer("ethnicity,outcome", [])).overall.share is None


def test_the_share_not_stated_has_no_value_in_a_month_with_nothing_to_read() -> None:
    rows = [(("2022-10", "unknown"), 30), (("2022-10", "white"), 70), (("2022-12", "white"), 5), (("2023-01", "unknown"), None)]
    found = {entry.month: entry.share for entry in not_stated_by_month(answer("month,ethnicity", rows))}
    assert len(found) == 12
    october, december = found[date(2022, 10, 1)], found[date(2022, 12, 1)]
    assert october is not None
    assert december is not None
    assert (october.share, december.share) == (0.3, 0.0)
    assert found[date(2022, 11, 1)] is None
    assert found[date(2023, 1, 1)] is None
