"""Names that have no room in a narrow figure are shortened, never cut, and stand in full where there is room."""

from __future__ import annotations

from datetime import date

import pytest

from data_access.catalogue import DIMENSIONS
from layouts import canvas, timeline
from layouts.figures.bars import Style, ranking
from layouts.short_names import NARROW
from tests.fixtures_released import released

DRAWN = ("crime_type", "offence", "object", "outcome", "age", "gender", "ethnicity", "officer_ethnicity")
EVERY = [(key, slug) for key in DRAWN for slug in DIMENSIONS[key].slugs]


@pytest.mark.parametrize(("key", "slug"), EVERY)
def test_no_value_of_the_code_lists_is_cut_and_its_hover_says_it_in_full(key: str, slug: str) -> None:
    figure = ranking(released([key], {(slug,): 5}), style=Style())
    layout, trace = figure["layout"], figure["data"]
    assert isinstance(layout, dict)
    assert isinstance(trace, list)
    place = [code.partition("=")[2] for code in trace[0]["customdata"]].index(slug)
    assert "…" not in layout["yaxis"]["ticktext"][place]
    assert canvas.plain(DIMENSIONS[key].label(slug)) in trace[0]["hovertext"][place]


def test_a_name_that_has_room_is_not_shortened() -> None:
    wide = ranking(released(["object"], {("articles-for-criminal-damage",): 5}), style=Style(label_width=240))
    layout = wide["layout"]
    assert isinstance(layout, dict)
    assert layout["yaxis"]["ticktext"] == ["Articles for criminal damage"]


@pytest.mark.parametrize("key", ["crime_type", "offence", "object", "outcome"])
def test_short_names_of_one_list_are_told_apart(key: str) -> None:
    drawn = [NARROW.get(slug, DIMENSIONS[key].label(slug)) for slug in DIMENSIONS[key].slugs if slug in NARROW]
    assert len(drawn) == len(set(drawn))


def words(named: list[tuple[float, str]], count: int = 36) -> list[object]:
    return [note["text"] for note in timeline.gap_notes(named, count, above=6)]


def test_gaps_far_apart_are_named_side_by_side() -> None:
    assert words([(8, "Jan 22 not supplied"), (28, "Sep 23 to the 17th")]) == ["Jan 22 not supplied", "Sep 23 to the 17th"]


def test_gaps_beside_each_other_are_named_together() -> None:
    assert words([(1, "Jan 22 not supplied"), (3, "Mar 22 to the 17th")]) == ["Jan 22 not supplied; Mar 22 to the 17th"]


def test_where_two_names_have_no_room_together_the_later_speaks() -> None:
    earlier, later = "Jan 2022 to Feb 2022: not supplied", "Apr 2022: two thirds of its records are absent"
    assert words([(1, earlier), (4, later)]) == [later]


def test_one_gap_and_none_are_named_as_they_are() -> None:
    assert words([]) == []
    assert words([(5, f"{date(2022, 1, 1):%b %y} not supplied")]) == ["Jan 22 not supplied"]
