"""Filters by keyboard, and the drawers of a phone."""

from __future__ import annotations

import pytest
from selenium.webdriver.common.keys import Keys

from tests.browser.filling import count, tick, ticked
from tests.browser.reader import DESK, PHONE, Reader

# -- filters by keyboard ------------------------------------------------------------------------


def test_a_filter_is_opened_ticked_and_closed_by_keyboard_alone(reader: Reader) -> None:
    reader.opens("/explore")
    reader.tabs_to("Gender")
    reader.presses(Keys.ENTER)
    assert reader.all("#filter-box-gender[open]")
    reader.tabs_to("Female", at_most=3)
    reader.presses(Keys.SPACE)
    assert reader.asks()["gender"] == "female"
    assert reader.all("#filter-box-gender[open]"), "several values can be ticked one after another"
    reader.presses(Keys.ESCAPE)
    assert not reader.all("#filter-box-gender[open]")
    assert reader.script("return document.activeElement.id") == "filter-head-gender"


def test_a_long_list_can_be_searched_and_only_one_filter_is_open_at_a_time(reader: Reader) -> None:
    reader.opens("/explore")
    reader.clicks("#filter-head-ward")
    reader.finds("#filter-find-ward").send_keys("rush")
    reader.waits()
    assert [label.text.strip() for label in reader.all("#filter-ward label")] == ["Rushey Green"]
    assert reader.reads("#said") == "1 found"
    reader.presses(Keys.ESCAPE)
    reader.clicks("#filter-head-gender")
    reader.clicks("#filter-head-source")
    assert len(reader.all(".filter[open]")) == 1
    reader.clicks("#filters h2")
    assert not reader.all(".filter[open]"), "a click elsewhere closes it"


# -- the drawer on a phone -------------------------------------------------------------------------


@pytest.fixture
def phone(reader: Reader) -> Reader:
    reader.sits_at(PHONE)
    return reader


def test_on_a_phone_filters_are_a_drawer_that_holds_the_keyboard_until_it_is_closed(phone: Reader) -> None:
    phone.opens("/explore?age=10-17&gender=male")
    assert not phone.all("#filters")
    assert phone.reads("#filter-count") == "2"
    phone.clicks(".opens")
    drawer = phone.finds("#filters")
    assert (drawer.get_attribute("role"), drawer.get_attribute("aria-modal")) == ("dialog", "true")
    assert phone.focus() == "Close"
    assert phone.script("return document.querySelector('header').inert")
    for _ in range(40):
        phone.driver.switch_to.active_element.send_keys(Keys.TAB)
        assert phone.script("return Boolean(document.activeElement.closest('#filters'))")
    phone.presses(Keys.ESCAPE)
    assert not phone.all("#filters")
    assert phone.script("return document.activeElement.matches('.opens')")
    assert not phone.script("return document.querySelector('header').inert")


def test_the_drawer_s_foot_says_how_many_and_shows_them(phone: Reader) -> None:
    phone.opens("/explore")
    phone.clicks(".opens")
    everyone = count(phone)
    tick(phone, "gender", "Female")
    assert phone.all("#filters"), "the drawer stays while filters are chosen"
    assert count(phone) != everyone
    assert phone.reads(".drawer-foot .main").endswith(" searches")
    phone.clicks(".drawer-foot .main")
    assert not phone.all("#filters")
    phone.clicks(".opens")
    phone.clicks("#filter-clear")
    assert set(phone.asks()) <= {"source"}
    assert ticked(phone, "gender") == []
    assert phone.all("#filters")


def test_a_tap_beside_the_drawer_closes_it_and_a_wide_window_has_none(phone: Reader) -> None:
    phone.opens("/explore")
    phone.clicks(".opens")
    phone.script("document.querySelector('.scrim').click()")
    assert not phone.all("#filters")
    phone.clicks(".opens")
    phone.sits_at(DESK)
    phone.waits()
    assert phone.all("#filters")
    assert not phone.finds("#filters").get_attribute("role")
    assert not phone.script("return document.querySelector('header').inert")


def test_on_a_phone_the_pages_are_behind_a_menu(phone: Reader) -> None:
    phone.opens("/explore")
    assert not phone.all(".top nav a")
    phone.clicks(".top .menu")
    assert phone.finds(".top .menu").get_attribute("aria-expanded") == "true"
    phone.clicks(next(link for link in phone.all(".top nav a") if link.text == "Data and methods"))
    assert phone.path == "/data-and-methods"
    assert not phone.all(".top nav a")
    assert phone.finds(".top .menu").get_attribute("aria-expanded") == "false"


@pytest.mark.parametrize("path", ["/explore", "/no-such-page"])
def test_on_a_phone_nothing_is_wider_than_the_screen(path: str, phone: Reader) -> None:
    phone.opens(path)
    assert phone.script("return document.documentElement.scrollWidth") == PHONE[0]
    phone.errors()
