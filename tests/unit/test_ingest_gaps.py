"""A silence is a gap only where chance could not have made it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from data_access.ingest.arriving import gaps

JUNE = date(2023, 6, 1)


def days(*silent: int, rows: int = 5) -> dict[date, int]:
    """June with ``rows`` a day but for the ``silent`` ones."""
    return {JUNE + timedelta(days=day - 1): rows for day in range(1, 31) if day not in silent}


@pytest.mark.parametrize(
    ("silent", "expected"),
    [
        ((), ""),
        (tuple(range(18, 31)), "to the 17th only"),
        (tuple(range(1, 11)), "from the 11th only"),
        ((12, 13, 14), "nothing from the 12th to the 14th"),
        ((12, 13), ""),
        ((5, 6, 7, 28, 29, 30), "nothing from the 5th to the 7th, to the 27th only"),
    ],
)
def test_three_silent_days_of_a_busy_month_are_a_gap_and_are_said(silent: tuple[int, ...], expected: str) -> None:
    assert gaps.words(days(*silent), JUNE) == expected


def test_a_quiet_week_of_a_quiet_place_is_no_gap() -> None:
    seldom = {JUNE + timedelta(days=day): 1 for day in (0, 4, 9, 15, 22)}
    assert gaps.words(seldom, JUNE) == ""


def test_a_few_rows_on_one_day_show_no_rhythm_to_miss() -> None:
    assert gaps.words({JUNE: 40}, JUNE) == ""
    assert gaps.words({JUNE: 400}, JUNE) == "to the 1st only"


def test_only_a_month_that_stops_early_has_a_last_day_covered() -> None:
    last = date(2023, 6, 17)
    assert gaps.through("to the 17th only", last) == last
    assert gaps.through("nothing from the 12th to the 14th", last) is None


@pytest.mark.parametrize(
    ("day", "words"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (23, "23rd"), (31, "31st")]
)
def test_days_are_said_in_english(day: int, words: str) -> None:
    assert gaps.ordinal(day) == words
