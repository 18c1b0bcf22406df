"""A number drawn in a table's cell: where it stands, how far it could reach, and what it says aloud."""

from __future__ import annotations

from dash.development.base_component import Component

from data_access.estimates import Interval
from layouts.components.dots import Dot, Scale, dot_cell, dot_heads
from tests.unit.test_panels import text


def pieces(component: Component, name: str) -> list[dict[str, str]]:
    return [each.style for each in component.children if name in (each.className or "").split()]


def test_a_number_its_interval_and_its_reach_stand_along_the_scale() -> None:
    drawn = dot_cell(Dot(10, Interval(8, 12), "ten", reach=30), Scale(40))
    assert pieces(drawn, "dot") == [{"--dot": "25.00%"}]
    assert pieces(drawn, "range") == [{"--low": "20.00%", "--high": "30.00%"}]
    assert pieces(drawn, "could-be") == [{"--high": "30.00%", "--most": "75.00%"}]
    assert getattr(drawn, "aria-label") == "ten"


def test_a_reach_beyond_the_scale_ends_in_an_arrow_with_its_number() -> None:
    drawn = dot_cell(Dot(10, Interval(8, 12), "ten", reach=95.4), Scale(40))
    assert pieces(drawn, "off") == [{"--high": "30.00%", "--most": "100.00%"}]
    assert "up to 95" in text(drawn)


def test_a_reach_within_the_interval_is_not_drawn() -> None:
    assert pieces(dot_cell(Dot(10, Interval(8, 12), "ten", reach=11), Scale(40)), "could-be") == []


def test_without_a_number_only_the_gridlines_stand() -> None:
    drawn = dot_cell(Dot(None, Interval(0, 1), "nothing to share"), Scale(40))
    assert {each.className for each in drawn.children} == {"line"}


def test_not_stated_is_an_open_dot() -> None:
    assert pieces(dot_cell(Dot(1, Interval(0, 2), "one", unknown=True), Scale(4)), "open") == [{"--dot": "25.00%"}]


def test_a_label_that_would_stand_under_everybody_s_gives_way() -> None:
    words = [text(each) for each in dot_heads(Scale(60, "%", 39, "all 39 %")).children]
    assert words == ["0", "20", "60 %", "all 39 %"]
    assert [text(each) for each in dot_heads(Scale(60, "%")).children] == ["0", "20", "40", "60 %"]


def test_labels_at_the_ends_stand_inside_the_scale() -> None:
    shown = {text(each): getattr(each, "className", None) for each in dot_heads(Scale(60, "%", 0.0, "all 0 %")).children}
    assert shown == {"20": None, "40": None, "60 %": "last", "all 0 %": "first"}
