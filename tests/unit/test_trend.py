"""The bars of the months: where counting changed, and which numbers are printed."""

from __future__ import annotations

from datetime import date

import pytest

from data_access import months
from data_access.released import MonthCoverage, State
from layouts import timeline
from layouts.figures import trend
from tests import fixtures_released as made
from tests.unit.test_figures import layout, trace


def test_where_counting_changed_a_line_parts_the_bars_and_says_why() -> None:
    answer = made.released(
        ["month"],
        {(months.address(month),): 30 for month in months.between(date(2023, 10, 1), date(2024, 9, 1))},
        source="mps-recorded-crime",
        coverage=[MonthCoverage(month, State.COMPLETE) for month in months.between(date(2023, 10, 1), date(2024, 9, 1))],
    )
    figure = trend.monthly(answer, period=(date(2023, 10, 1), date(2024, 9, 1)))
    lines = [shape for shape in layout(figure)["shapes"] if shape["line"].get("dash") == "2px,3px"]
    assert [(shape["x0"], shape["x1"]) for shape in lines] == [(4.5, 4.5)]  # between February and March 2024
    [said] = [note for note in layout(figure)["annotations"] if note["text"] == "new police system"]
    assert said["x"] == 4.5


def test_a_break_before_the_first_month_parts_nothing_and_one_near_the_end_is_named_to_its_left() -> None:
    shown = [date(2024, 3, 1), date(2024, 4, 1)]
    entry, places = timeline.Break(shown[0], "new police system"), {month: i for i, month in enumerate(shown)}
    assert timeline.break_lines([entry], places, 1) == timeline.break_words([entry], places) == []
    year = list(months.between(date(2023, 4, 1), date(2024, 3, 1)))
    [said] = timeline.break_words([entry], {month: i for i, month in enumerate(year)})
    assert said["xanchor"] == "right"


@pytest.mark.parametrize(
    ("last", "printed"),
    [((229, 220, 206), ["<b>206</b>"]), ((229, 120, 110), ["<b>229</b>", "<b>110</b>"])],
)
def test_no_two_printed_numbers_lie_on_each_other_where_the_panel_is_narrow(last: tuple[int, ...], printed: list[str]) -> None:
    shown = list(months.between(date(2023, 10, 1), date(2025, 9, 1)))
    values = [100] * 21 + list(last)
    answer = made.released(
        ["month"],
        {(months.address(month),): value for month, value in zip(shown, values, strict=True)},
        coverage=[MonthCoverage(month, State.COMPLETE) for month in shown],
    )
    figure = trend.monthly(answer, period=(date(2024, 10, 1), date(2025, 9, 1)))
    assert list(trace(figure, 1)["text"]) == printed
