"""What fills a page is plain nodes: nothing in it can act, and nothing is lost on the way."""

from __future__ import annotations

import json

import pytest
from dash import dcc, html

from layouts.answer import FIGURES, PAINT, SAME, Place, answered
from layouts.components.attributes import worn
from layouts.written import Element, written


def test_components_become_tags_with_attributes_as_html_spells_them() -> None:
    label = html.Label("From", htmlFor="since", className="small")
    assert written(label) == [["label", {"for": "since", "class": "small"}, "From"]]
    drawn = html.Div(style={"--shape": "url(x)", "fontWeight": 600}, tabIndex="0")
    assert written(drawn) == [["div", {"style": "--shape:url(x);font-weight:600", "tabindex": "0"}]]
    named = worn(html.Details([html.Summary("More")], open=True), {"data-menu": "", "aria-label": "More"})
    assert written(named) == [["details", {"open": "", "data-menu": "", "aria-label": "More"}, ["summary", {}, "More"]]]


def test_what_is_false_or_nothing_is_left_out() -> None:
    assert written([None, "", html.P(hidden=False, title=None), ["a", [html.B("b")]]]) == [["p", {}], "a", ["b", {}, "b"]]
    assert written(0) == ["0"]


def test_boxes_are_elements_that_dash_has_no_component_for() -> None:
    box = Element("input", {"type": "checkbox", "checked": True, "disabled": False})
    assert written(Element("label", {}, [box, "Male"])) == [["label", {}, ["input", {"type": "checkbox", "checked": ""}], "Male"]]


def test_markup_in_a_name_stays_text() -> None:
    assert written(html.Td("<img src=x onerror=alert(1)>")) == [["td", {}, "<img src=x onerror=alert(1)>"]]


def test_behaviour_cannot_be_sent() -> None:
    with pytest.raises(ValueError, match="onclick"):
        written(Element("button", {"onclick": "alert(1)"}))


def test_a_component_that_needs_dash_is_a_mistake() -> None:
    with pytest.raises(TypeError, match="Graph needs Dash"):
        written(html.Div(dcc.Graph()))


def test_an_answer_is_one_text_with_a_value_for_each_place_and_none_for_what_stays() -> None:
    told = answered(
        {
            Place("title"): html.B("Higher"),
            Place("slot", "className"): "slot gone",
            Place("note"): SAME,
            Place("", FIGURES): {"g": {"data": []}},
            Place("map", PAINT): {"key": "ward"},
        }
    )
    assert json.loads(told) == [
        ["title", "children", [["b", {}, "Higher"]]],
        ["slot", "className", "slot gone"],
        ["", "figures", {"g": {"data": []}}],
        ["map", "paint", {"key": "ward"}],
    ]
