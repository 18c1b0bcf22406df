"""A board member at the front page: by mouse, by keyboard, on a phone, on a wall, in the dark."""

from __future__ import annotations

import pytest
from selenium.webdriver.common.keys import Keys

from tests.browser.axe import violations
from tests.browser.reader import DESK, PHONE, Reader

TWINS = "/?tables=figure-1,figure-2,moved,wards"
NEVER = "/?since=2030-01&until=2030-06"
DEMONSTRATION = ("/", TWINS, "/?source=stop-and-search", NEVER)


def test_the_page_opens_with_its_finding_and_every_panel_filled(reader: Reader) -> None:
    reader.opens("/")
    assert reader.reads("h1").startswith("Recorded crime is level with last year.")
    assert len(reader.all(".key-figure .number")) == 4
    assert len(reader.all(".movements tbody tr")) == 9
    assert len(reader.all(".ward-map .area")) == 19
    assert len(reader.all(".missing-sources li")) == 3
    assert not reader.all(".skeleton")


def test_an_interval_leaves_out_same_exactly_where_the_change_is_clear(reader: Reader) -> None:
    reader.opens("/?source=police-uk-crime")
    rows = reader.script(
        "return [...document.querySelectorAll('.movements tbody tr')].map((row) => {"
        " const at = (name) => row.querySelector(name).getBoundingClientRect(), same = at('.same').left, reach = at('.reach');"
        " return [reach.left <= same && same <= reach.right, row.textContent.includes('No clear change')]; })"
    )
    assert isinstance(rows, list)
    assert all(crosses == unclear for crosses, unclear in rows)
    assert {unclear for _, unclear in rows} == {True, False}


def test_a_key_figure_turns_into_its_months_and_nothing_jumps(reader: Reader) -> None:
    reader.opens("/")
    below = "return document.querySelector('.overview-columns').getBoundingClientRect().top + scrollY"
    before = reader.script(below)
    reader.clicks("[data-panel=figure-1][data-show=table]")
    assert reader.asks()["tables"] == "figure-1"
    assert "12 months" in reader.reads("#overview-figure-1-table thead")
    assert reader.script(below) == before
    reader.opens("/?tables=figure-1")
    assert [each.text for each in reader.all("[data-panel=figure-1][aria-pressed=true]")] == ["Table"]


def test_all_comparisons_open_from_the_note_and_back_closes_them(reader: Reader) -> None:
    reader.opens("/")
    reader.clicks("#overview-moved-source a")
    assert len(reader.all("#overview-moved-table tbody tr")) > 200
    assert not reader.all(".movements")
    reader.goes_back()
    assert len(reader.all(".movements tbody tr")) == 9


def test_another_source_is_chosen_by_keyboard(reader: Reader) -> None:
    reader.opens("/")
    reader.tabs_to("Source")
    reader.presses(Keys.ENTER, Keys.ARROW_DOWN, Keys.ARROW_DOWN)
    assert reader.focus() == "Stop and search"
    reader.presses(Keys.ENTER)
    assert reader.asks()["source"] == "stop-and-search"
    assert reader.reads("h1").startswith("Stop and search is ")
    assert reader.focus() == "Source: Stop and search", "the reader stays on the chip that was opened"


def test_a_ward_of_the_map_is_reached_by_keyboard_says_its_rate_and_leads_to_its_page(reader: Reader) -> None:
    reader.opens("/")
    reader.tabs_to("Lewisham Central: ")
    assert " per 1,000, could be " in reader.focus()
    reader.presses(Keys.ENTER)
    assert reader.path == "/ward"
    assert reader.asks()["ward"] == "E05013727"


def test_a_ward_is_clicked_on_its_own_shape_only(reader: Reader) -> None:
    reader.opens("/")
    hits = reader.script(
        "document.querySelector('.ward-map').scrollIntoView({block: 'center'});"
        "return [...document.querySelectorAll('.ward-map li:has(.area)')].map((ward) => {"
        " const at = ward.querySelector('.label:not(.beside)').getBoundingClientRect();"
        " const under = document.elementFromPoint(at.left + at.width / 2, at.top + at.height / 2);"
        " return under === ward.querySelector('.area'); })"
    )
    assert hits == [True] * 19


def test_the_map_follows_the_theme(reader: Reader) -> None:
    colours = (
        "return [...document.querySelectorAll('.ward-map .area')].map((ward) => getComputedStyle(ward).backgroundColor).join()"
    )
    reader.opens("/")
    light = reader.script(colours)
    reader.sits_at(dark=True)
    reader.opens("/")
    assert reader.script(colours) != light


def test_the_page_is_presented_panel_by_panel_and_left_with_escape(reader: Reader) -> None:
    reader.opens("/")
    reader.clicks("#overview-present")
    assert reader.asks()["present"] == "1"
    assert not reader.all("header.top")
    reader.script("document.activeElement.blur()")
    reader.presses(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT)
    assert "Violence against the person" in reader.reads("[data-stage]")
    reader.presses(Keys.ESCAPE)
    assert "present" not in reader.asks()


def test_on_a_phone_the_verdicts_are_in_sight_without_scrolling(reader: Reader) -> None:
    reader.sits_at(PHONE)
    reader.opens("/")
    assert len(reader.all(".movements .verdict")) == 9
    assert reader.script(
        "return [...document.querySelectorAll('.movements .verdict')]"
        ".every((one) => one.getBoundingClientRect().right <= innerWidth)"
    )


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_every_state_has_no_faults_and_runs_off_no_screen(size: tuple[int, int], dark: bool, reader: Reader) -> None:
    reader.sits_at(size, dark=dark)
    for address in DEMONSTRATION:
        reader.opens(address)
        assert reader.script("return document.documentElement.scrollWidth <= innerWidth"), address
        assert violations(reader.driver) == [], address
