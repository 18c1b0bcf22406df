"""Panels, tables and small drawings say in words what the figures show."""

from __future__ import annotations

import re
from datetime import date

from dash.development.base_component import Component

from data_access.estimates import Interval
from data_access.released import MonthCoverage, State
from data_access.verdicts import Verdict, VerdictKind
from layouts import wording
from layouts.components.coverage import coverage_strip
from layouts.components.interval import TABLE_SCALE, change_interval
from layouts.components.panel import Drop, panel, panel_parts, part, stated, word
from layouts.components.sparkline import sparkline
from layouts.components.table import twin
from layouts.components.verdict import verdict_mark
from tests import fixtures_released as made


def text(component: object) -> str:
    """Everything a component says, in order."""
    if isinstance(component, list | tuple):
        return " ".join(text(child) for child in component)
    if isinstance(component, Component):
        return text(getattr(component, "children", None) or "")
    return "" if component is None else str(component)


def table_rows(component: Component) -> list[list[str]]:
    rows = [part for part in component._traverse() if type(part).__name__ == "Tr"]
    return [[text(cell) for cell in row.children] for row in rows]


def found(component: Component, name: str) -> list[Component]:
    return [each for each in component._traverse() if isinstance(each, Component) and type(each).__name__ == name]


def test_the_months_of_a_table_say_their_state_in_words() -> None:
    rows = dict(row for row in table_rows(twin(made.monthly())) if len(row) == 2)
    assert rows["January 2022"] == "not published"
    assert rows["December 2022"] == "126 (to 17 Dec)"
    assert rows["October 2022"] == "374"
    assert len(rows) == 28 + 1  # and the head


def test_a_table_gives_number_and_share_with_not_stated_last() -> None:
    rows = table_rows(twin(made.ethnicities()))
    assert rows[0] == ["Ethnicity", "Searches", "Share"]
    assert rows[-1] == ["Not stated", "1,264", "31\N{NO-BREAK SPACE}%"]


def test_a_withheld_number_is_a_word_and_takes_the_shares_away() -> None:
    rows = table_rows(twin(made.one("age", under_10=None, over_34=20)))
    assert rows[1:] == [["Under 10", "withheld", "–"], ["Over 34", "20", "–"]]


def test_two_dimensions_cross_with_noughts_where_nothing_was_recorded() -> None:
    rows = table_rows(twin(made.ages_and_genders()))
    assert rows[0] == ["Age", "Female", "Male", "Other", "Not given"]
    assert ["Under 10", "0", "1", "0", "0"] in rows


def test_every_table_has_a_caption_and_scoped_heads() -> None:
    drawn = twin(made.ethnicities())
    assert text(found(drawn, "Caption")) == "Searches by ethnicity, October 2022 to September 2023"
    assert {getattr(head, "scope", None) for head in found(drawn, "Th")} == {"col", "row"}
    assert (drawn.tabIndex, drawn.role) == ("0", "region")


def test_the_switch_is_two_buttons_of_which_one_is_pressed() -> None:
    buttons = found(panel("explore-trend", "Month by month", height=100, as_table=True), "Button")
    assert [(button.children, button.to_plotly_json()["props"]["aria-pressed"]) for button in buttons] == [
        ("Figure", "false"),
        ("Table", "true"),
    ]
    assert word("explore-trend") == "trend"


def test_an_empty_answer_names_the_filters_and_offers_to_drop_them() -> None:
    parts = panel_parts(made.released(["age"], {}), finding="None", drops=[Drop("age 10 to 17", "source=x")])
    assert "No searches match." in text(parts.note)
    assert "Drop age 10 to 17" in text(parts.note)
    assert found(parts.note[0], "A")[0].to_plotly_json()["props"]["href"] == "?source=x"


def test_a_withheld_answer_is_not_called_empty() -> None:
    assert panel_parts(made.one("age", under_10=None), finding="Withheld").note == []


def test_a_table_is_sent_only_when_it_is_asked_for() -> None:
    answer = made.ethnicities()
    assert panel_parts(answer, finding="x").table == []
    assert len(panel_parts(answer, finding="x", as_table=True).table) == 1


def test_the_source_line_says_what_is_missing_and_how_many_state_it() -> None:
    line = text(panel_parts(made.ethnicities(), finding="x").source)
    assert "Metropolitan Police, through police.uk" in line
    assert "2,859 of 4,123 state it" in line
    assert "December 2022 to the 17th only" in line
    assert stated(made.monthly()) == ""


def test_the_parts_of_a_panel_are_in_its_skeleton() -> None:
    drawn = panel("x", "Heading", height=100)
    ids = {getattr(each, "id", None) for each in drawn._traverse() if not isinstance(getattr(each, "id", None), dict)}
    assert {part("x", name) for name in ("title", "subtitle", "figure", "note", "table", "source")} <= ids


def verdict(kind: VerdictKind, ratio: float, low: float, high: float) -> Verdict:
    return Verdict(kind, 90, 100, (date(2025, 3, 1),), ratio=ratio, interval=Interval(low, high))


def test_half_and_twice_are_as_far_from_same() -> None:
    half, same, twice = (TABLE_SCALE.at(ratio) for ratio in (0.5, 1, 2))
    assert round(same - half, 1) == round(twice - same, 1)


def test_an_interval_crosses_same_exactly_when_its_ends_stand_on_both_sides() -> None:
    for kind, ratio, low, high in ((VerdictKind.NO_CLEAR_CHANGE, 0.9, 0.8, 1.1), (VerdictKind.LOWER, 0.6, 0.5, 0.8)):
        style = change_interval(verdict(kind, ratio, low, high)).style
        at = {name: float(value.rstrip("%")) for name, value in style.items()}
        assert (at["--low"] < at["--same"] < at["--high"]) == (kind is VerdictKind.NO_CLEAR_CHANGE)


def test_an_interval_that_runs_off_its_scale_ends_in_an_arrow_and_says_its_words() -> None:
    drawn = change_interval(verdict(VerdictKind.NO_CLEAR_CHANGE, 2.0, 0.9, 40.0))
    assert any("off-high" in (span.className or "") for span in found(drawn, "Span") if hasattr(span, "className"))
    assert "could be anything from" in drawn.to_plotly_json()["props"]["aria-label"]


def test_verdicts_are_words_with_a_mark_only_where_something_was_tested() -> None:
    assert text(verdict_mark(Verdict(VerdictKind.TOO_FEW, 1, 2, ()))) == "Too few to say"
    assert len(verdict_mark(verdict(VerdictKind.LOWER, 0.5, 0.4, 0.6)).children) == 2


def test_a_sparkline_lifts_its_pen_at_a_gap_and_rings_what_stands_alone() -> None:
    drawn = sparkline([1, 2, None, 4, 5], now=3, words="Months", alone=[0])
    before = drawn.children[0].style["--shape"]
    assert before.count("circle") == 1
    assert len(re.findall("M", before.split("path")[1])) >= 1
    assert "L" not in before.split("path")[1].split("fill")[0]  # 2 stands between a ring and a gap


def test_a_coverage_strip_is_as_long_as_its_months_and_names_its_gaps() -> None:
    drawn = coverage_strip(made.month_states())
    assert sum(int(piece.style["--months"]) for piece in drawn.children) == 28
    assert "January 2022 not published" in drawn.to_plotly_json()["props"]["aria-label"]


def test_months_of_one_state_are_said_together() -> None:
    entries = tuple(MonthCoverage(date(2024, month, 1), State.MISSING) for month in (3, 4, 5))
    assert wording.gaps(entries) == "March 2024 to May 2024 not supplied"
    assert wording.gaps(entries, brief=True) == "Mar 2024 to May 2024 not supplied"
