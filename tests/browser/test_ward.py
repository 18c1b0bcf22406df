"""A resident, and who shows a ward in a hall: by mouse, by keyboard, on a phone, on paper."""

from __future__ import annotations

import base64

import pytest
from selenium.webdriver.common.keys import Keys

from tests.browser.axe import violations
from tests.browser.reader import DESK, PHONE, Reader

WARD = "/ward?ward=E05013730"  # Rushey Green
PLACES = f"{WARD}&source=stop-and-search"
TWINS = f"{PLACES}&tables=worse,kind,where"
STATES = {"figures": PLACES, "tables": TWINS, "published": f"{WARD}&tables=published"}
SCREENS = {"desk-light": (DESK, False), "desk-dark": (DESK, True), "phone-light": (PHONE, False), "phone-dark": (PHONE, True)}


def test_no_ward_is_shown_before_one_is_chosen_and_all_can_be(reader: Reader) -> None:
    reader.opens("/ward")
    assert reader.reads("h1") == "Which ward do you live in?"
    assert len(reader.all(".ward-list tbody tr")) == 19
    assert not reader.all(".ward-three")
    reader.clicks(".ward-list tbody tr:nth-child(17) a")
    assert reader.reads("h1") == "Rushey Green ward"
    assert not reader.all(".ward-list")
    reader.goes_back()
    assert len(reader.all(".ward-list tbody tr")) == 19


def test_a_ward_opens_with_its_sentence_two_numbers_and_three_answers(reader: Reader) -> None:
    reader.opens(WARD)
    assert reader.reads(".ward-lead .say").startswith("Crime here ")
    assert len(reader.all(".ward-lead dd.number")) == 2
    assert len(reader.all(".ward-three .plot[data-painted]")) == 3
    assert [one.text for one in reader.all(".ward-three h2")] == ["Is it getting worse?", "What kind?", "Where and when?"]


def test_a_postcode_is_typed_by_keyboard_alone_and_stays_out_of_the_address(reader: Reader) -> None:
    reader.opens("/ward")
    reader.tabs_to("Find your ward")
    reader.presses(*"se6 4ru", Keys.ENTER)
    assert reader.reads("h1") == "Rushey Green ward"
    assert reader.asks() == {"source": "mps-recorded-crime", "ward": "E05013730"}


def test_a_name_that_leads_nowhere_is_answered_where_it_was_typed(reader: Reader) -> None:
    reader.opens(WARD)
    reader.clicks("#ward-sought")
    reader.presses(*"Atlantis", Keys.ENTER)
    assert reader.reads("#ward-found").startswith("No ward is called “Atlantis”")
    assert reader.reads("h1") == "Rushey Green ward", "the last good view stays"


def test_the_list_of_wards_is_opened_and_walked_by_keyboard(reader: Reader) -> None:
    reader.opens(WARD)
    reader.tabs_to("Ward: or choose")
    reader.presses(Keys.ENTER, Keys.ARROW_DOWN)
    chosen = reader.focus()
    reader.presses(Keys.ENTER)
    assert reader.reads("h1") == f"{chosen} ward"
    assert reader.focus().startswith("Ward: or choose"), "the reader stays on the chip that was opened"


def test_another_source_keeps_the_ward_and_shows_its_places(reader: Reader) -> None:
    reader.opens(WARD)
    reader.clicks("details:has(#ward-sources-choices) > summary")
    reader.clicks("#ward-sources-choices a[href*='stop-and-search']")
    assert reader.reads("h1") == "Rushey Green ward"
    assert reader.asks()["source"] == "stop-and-search"
    assert len(reader.all(".ward-where .strip")) == 2


def test_a_figure_turns_into_its_table_and_the_address_remembers(reader: Reader) -> None:
    reader.opens(PLACES)
    reader.clicks("[data-show='table'][data-panel='where']")
    assert len(reader.all(".ward-where table")) == 3
    assert not reader.all(".ward-where .strip"), "the table has the strips' numbers"
    assert reader.asks()["tables"] == "where"
    reader.clicks("[data-show='figure'][data-panel='where']")
    assert not reader.all(".ward-where table")


def test_what_else_is_published_stands_beside_the_borough_and_flips_to_its_table(reader: Reader) -> None:
    reader.opens(WARD)
    assert len(reader.all(".published-rows > li")) == 5
    assert "across Lewisham" in reader.reads("#ward-published-title")
    reader.clicks("[data-show='table'][data-panel='published']")
    assert len(reader.all(".ward-published table")) == 1, "the months wait behind their summary"
    assert reader.asks()["tables"] == "published"
    reader.opens("/ward")
    assert not reader.all(".ward-published"), "no ward is chosen"


@pytest.mark.parametrize("address", [WARD, PLACES, f"{WARD}&source=police-uk-crime"])
def test_it_prints_on_one_page_of_a4(address: str, reader: Reader) -> None:
    reader.opens(address)
    printed = reader.driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True, "printBackground": True})
    pdf = base64.b64decode(printed["data"])
    assert pdf.count(b"/Type /Page\n") == 1
    assert b"/MediaBox [0 0 594" in pdf or b"/MediaBox [0 0 595" in pdf


def test_nothing_is_wider_than_a_phone(reader: Reader) -> None:
    reader.sits_at(PHONE)
    for address in (WARD, PLACES, "/ward"):
        reader.opens(address)
        assert reader.script("return document.documentElement.scrollWidth") == PHONE[0]


@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing_in_any_state(screen: str, reader: Reader) -> None:
    size, dark = SCREENS[screen]
    reader.sits_at(size, dark=dark)
    found = {}
    for name, address in STATES.items():
        reader.opens(address)
        found[name] = violations(reader.driver)
    assert found == {name: [] for name in STATES}
