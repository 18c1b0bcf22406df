"""How a page is drawn, read from an address and written back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.filters import VIEW_KEYS, Filters
from layouts.view import DENOMINATORS, LAYERS, MEASURES, RESOLUTIONS, View, address

words = st.from_regex(r"[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,8})?", fullmatch=True)
views = st.builds(
    View,
    layer=st.sampled_from(LAYERS),
    res=st.sampled_from(RESOLUTIONS),
    measure=st.sampled_from(MEASURES),
    tables=st.lists(words, unique=True, max_size=6).map(tuple),
    against=st.sampled_from(DENOMINATORS),
    present=st.booleans(),
)


def test_an_empty_address_is_the_plain_view_and_the_plain_view_adds_nothing() -> None:
    assert View.from_query("") == View.from_query("?") == View()
    assert View().to_query() == ""


@given(views)
def test_a_view_survives_the_address(view: View) -> None:
    read = View.from_query("?" + view.to_query())
    assert read == view
    assert read.notices == ()


@given(views)
def test_a_view_rides_along_with_a_question_without_disturbing_it(view: View) -> None:
    question = Filters.of("stop-and-search", age=["10-17", "18-24"], since="2023-01")
    together = address(question, view)
    assert View.from_query(together) == view
    assert Filters.from_query(together) == question
    assert Filters.from_query(together).notices == ()


@given(st.text(max_size=300))
def test_no_address_raises(text: str) -> None:
    assert View.from_query(text).layer in LAYERS
    assert View.from_query(f"?layer={text}&res={text}&measure={text}&tables={text}&present={text}").res in RESOLUTIONS


@pytest.mark.parametrize("value", [None, 7, ["?res=8"], {"search": "?res=8"}, b"?res=8"])
def test_what_is_not_text_is_the_plain_view(value: object) -> None:
    assert View.from_query(value) == View()


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("layer=moon", "“moon” is not a layer of the map: it can be wards, old-wards, lsoas or cells."),
        ("res=11", "“11” is not a size of cell: it can be 8, 9 or 10."),
        ("measure=vibes", "“vibes” is not a measure: it can be count or rate."),
        ("against=guess", "“guess” is not a count of residents: it can be census-2021 or census-2011."),
    ],
)
def test_what_cannot_be_drawn_is_left_out_and_said(query: str, told: str) -> None:
    view = View.from_query(query)
    assert view == View()
    assert view.notices == (told,)


def test_a_stranger_s_words_are_quoted_short() -> None:
    assert len(View.from_query("layer=" + "x" * 5000).notices[0]) < 120


def test_panels_shown_as_tables_are_named_once_each_and_not_without_end() -> None:
    assert View.from_query("tables=trend,age,trend").tables == ("trend", "age")
    assert len(View.from_query("tables=" + ",".join(f"panel{n}" for n in range(500))).tables) == 20


def test_a_panel_s_name_carries_nothing_but_letters_digits_and_hyphens() -> None:
    assert View.from_query("tables=trend,%3Cscript%3E,a%20b,age-sex").tables == ("trend", "age-sex")


def test_every_key_of_a_view_is_passed_over_by_the_filters() -> None:
    full = View(layer="cells", res=8, measure="rate", tables=("trend",), against="census-2011", present=True).to_query()
    written = {pair.partition("=")[0] for pair in full.split("&")}
    assert written == {"layer", "res", "measure", "tables", "against", "present"}
    assert written <= VIEW_KEYS
