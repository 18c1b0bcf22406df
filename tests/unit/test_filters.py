"""The address is the state: it reads back, and nothing typed into it can break a page."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.catalogue import DIMENSIONS, SOURCES, Kind
from data_access.filters import MAX_CORNERS, MAX_QUERY, Filters, chip_words

CODED = {key: dimension.slugs for key, dimension in DIMENSIONS.items() if dimension.kind is Kind.CODED}
CHOICES = st.fixed_dictionaries({}, optional={key: st.lists(st.sampled_from(slugs), min_size=1) for key, slugs in CODED.items()})
MONTHS = st.dates(date(2010, 1, 1), date(2026, 12, 1)).map(lambda day: day.replace(day=1))
CORNERS = st.tuples(st.floats(50, 52), st.floats(-1, 1)).map(lambda corner: (round(corner[0], 5), round(corner[1], 5)))

OPEN = sorted(key for key, source in SOURCES.items() if source.open)


@given(st.sampled_from(OPEN), CHOICES, st.lists(MONTHS, min_size=2, max_size=2), st.lists(CORNERS, min_size=3, max_size=9))
def test_an_address_brings_the_same_question_back(
    source: str, chosen: dict[str, list[str]], ends: list[date], drawn: list[tuple[float, float]]
) -> None:
    filters = Filters(source, min(ends), max(ends), within=tuple(drawn))
    for key, slugs in chosen.items():
        filters = filters.choosing(key, sorted(set(slugs), key=CODED[key].index))
    assert Filters.from_query(filters.to_query()) == filters
    assert Filters.from_query(filters.to_query()).notices == ()


@given(st.text(max_size=300))
def test_no_address_raises(query: str) -> None:
    filters = Filters.from_query(query)
    assert filters.source in SOURCES
    filters.in_words({}, "Lewisham")


@given(st.lists(st.tuples(st.sampled_from([*DIMENSIONS, "since", "until", "within", "x"]), st.text(max_size=20)), max_size=8))
def test_no_value_raises_and_what_is_left_out_is_said(pairs: list[tuple[str, str]]) -> None:
    query = "&".join(f"{key}={value}" for key, value in pairs)
    filters = Filters.from_query(query)
    assert Filters.from_query(filters.to_query()) == filters


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("ethnicity=purple", "“purple” is not a value of ethnicity"),
        ("since=2023-13", "“2023-13” is not a month"),
        ("since=2023-09&until=2023-01", "its ends were swapped"),
        ("source=police-uk-crime,stop-and-search", "never added up"),
        ("source=gossip", "There is no source “gossip”"),
        ("favourite=tea", "“favourite” is not something Lion can filter by"),
        ("within=51:0", f"3 to {MAX_CORNERS} corners"),
        ("within=51:0;nan:0;51:0.1", "could not be read"),
        ("ward=Lewisham", "“Lewisham” is not a value of ward"),
        ("x=" + "y" * MAX_QUERY, "too long"),
    ],
)
def test_bad_input_becomes_a_notice(query: str, said: str) -> None:
    assert any(said in notice for notice in Filters.from_query(query).notices)


def test_a_click_chooses_and_a_second_click_releases() -> None:
    once = Filters().toggling("age", "10-17")
    assert once.chosen("age") == ("10-17",)
    assert once.toggling("age", "10-17") == Filters()


def test_the_filters_read_out_as_english() -> None:
    asked = Filters.from_query("since=2022-10&until=2023-09&ward=E05013730&age=10-17&ethnicity=unknown")
    words = asked.in_words({"E05013730": "Rushey Green"}, "Lewisham")
    assert words == "Searches, October 2022 to September 2023, Rushey Green ward, age 10 to 17, ethnicity not stated"
    assert Filters().in_words({}, "Lewisham") == "Searches, all of Lewisham"
    assert chip_words("outcome", ("arrest", "caution", "summons"), {}) == "Arrest, Caution or Summons or charge by post"
