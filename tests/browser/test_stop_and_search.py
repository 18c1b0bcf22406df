"""A reader of the stop and search page: by mouse, by keyboard, on a phone, in the dark."""

from __future__ import annotations

import pytest
from selenium.webdriver.common.keys import Keys

from tests.browser.axe import violations
from tests.browser.reader import DESK, PHONE, Reader

HERE = "/stop-and-search"
TWINS = f"{HERE}?tables=rates,unknown,action,outcome,volume,object,people"
EMPTY = f"{HERE}?since=2019-01&until=2019-12"


def test_the_page_opens_with_its_finding_its_rows_and_its_figures(reader: Reader) -> None:
    reader.opens(HERE)
    assert "times the rate of White people" in reader.reads("h1")
    assert len(reader.all(".table.rates tbody tr")) == 5
    assert len(reader.all(".table.actions tbody tr")) == 6
    assert len(reader.all(".plot[data-painted]")) == 5


def test_a_dot_stands_where_its_number_is_and_within_its_interval(reader: Reader) -> None:
    reader.opens(HERE)
    places = reader.script(
        "return [...document.querySelectorAll('.table.rates tbody tr')].map((row) => {"
        " const at = (name) => row.querySelector(name).getBoundingClientRect();"
        " const dot = at('.dot'), range = at('.range'), rate = parseFloat(row.querySelector('.over b').textContent);"
        " return [rate, dot.left + dot.width / 2, range.left, range.right]; })"
    )
    assert isinstance(places, list)
    assert all(low - 1 <= dot <= high + 1 for _, dot, low, high in places)
    assert [rate for rate, *_ in places] == sorted((rate for rate, *_ in places), reverse=True)
    assert [dot for _, dot, *_ in places] == sorted((dot for _, dot, *_ in places), reverse=True)


def test_a_year_is_chosen_by_mouse_and_back_returns(reader: Reader) -> None:
    reader.opens(HERE)
    before = reader.reads("h1 + .lead")
    reader.clicks(".ask summary")
    reader.clicks(".ask[open] li:nth-child(2) a")
    assert reader.asks()["until"] == "2025-09"
    assert reader.reads("h1 + .lead") != before
    assert reader.focus().startswith("Period"), "the reader stays on the chip that was opened"
    assert not reader.all(".ask ul")
    reader.goes_back()
    assert reader.reads("h1 + .lead") == before


def test_a_ward_is_chosen_by_keyboard(reader: Reader) -> None:
    reader.opens(HERE)
    reader.tabs_to("Place")
    reader.presses(Keys.ENTER, Keys.ARROW_DOWN, Keys.ARROW_DOWN)
    chosen = reader.focus()
    reader.presses(Keys.ENTER)
    assert reader.asks()["ward"].startswith("E05")
    assert reader.reads("h1").startswith(f"In {chosen}, ")
    assert reader.focus() == f"Place: {chosen}"


def test_escape_closes_a_list_where_it_was_opened(reader: Reader) -> None:
    reader.opens(HERE)
    reader.tabs_to("Place")
    reader.presses(Keys.ENTER, Keys.ARROW_DOWN, Keys.ESCAPE)
    assert reader.focus().startswith("Place")
    assert not reader.all(".ask ul")


def test_the_rates_turn_into_their_table_and_the_address_remembers(reader: Reader) -> None:
    reader.opens(HERE)
    reader.clicks("[data-panel=rates][data-show=table]")
    assert not reader.all(".table.rates")
    assert "If all not stated were of it" in reader.reads("#stops-rates-table")
    assert reader.asks()["tables"] == "rates"
    reader.opens(f"{HERE}?tables=rates")
    pressed = reader.all("[data-panel=rates][aria-pressed=true]")
    assert [each.text for each in pressed] == ["Table"]


def test_a_filter_from_elsewhere_is_a_chip_that_can_be_dropped(reader: Reader) -> None:
    reader.opens(f"{HERE}?age=10-17")
    reader.clicks(".asked a.chip")
    assert "age" not in reader.asks()


def test_drawn_rows_follow_the_theme(reader: Reader) -> None:
    colour = "return getComputedStyle(document.querySelector('.dot-cell .dot')).backgroundColor"
    reader.opens(HERE)
    light = reader.script(colour)
    reader.sits_at(dark=True)
    reader.opens(HERE)
    assert reader.script(colour) != light


def test_nothing_runs_off_a_phone(reader: Reader) -> None:
    reader.sits_at(PHONE)
    for address in (HERE, TWINS):
        reader.opens(address)
        assert reader.script("return document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize(
    "address", [TWINS, EMPTY, f"{HERE}?object=fireworks&ward=E05013714"], ids=["tables", "not supplied", "few"]
)
def test_every_state_has_no_faults(address: str, size: tuple[int, int], dark: bool, reader: Reader) -> None:
    reader.sits_at(size, dark=dark)
    reader.opens(address)
    assert violations(reader.driver) == []


def test_an_open_list_has_no_faults(reader: Reader) -> None:
    reader.opens(HERE)
    for summary in reader.all(".ask summary"):
        reader.clicks(summary)
        assert violations(reader.driver) == []
