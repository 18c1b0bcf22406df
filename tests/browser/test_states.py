"""Somebody at this machine says that a month is partial, readers see it, and it is withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver.common.keys import Keys

from tests.borough import build
from tests.browser.axe import violations
from tests.browser.desks import sitting_at
from tests.browser.reader import PHONE, Reader
from tests.loading import Store
from tests.wire.states_desk import WHY, rows
from tests.wire.test_partners import returned

ADDRESS = "/data-desk/states?of=stop-and-search"


@pytest.fixture
def at_desk(tmp_path: Path, reader: Reader) -> Iterator[Reader]:
    """The same browser, before an app over a made-up borough."""
    build(tmp_path, rows())
    with sitting_at(tmp_path, reader) as sitting:
        yield sitting


def test_a_month_is_called_partial_by_keyboard_readers_see_it_and_it_is_withdrawn(at_desk: Reader) -> None:
    at_desk.opens(ADDRESS)
    assert not at_desk.all("#states-sure"), "one is asked first"
    at_desk.tabs_to("First month")
    at_desk.presses(*"2023-03")
    at_desk.tabs_to("State")
    at_desk.presses(*"Partial")
    at_desk.tabs_to("Why, as readers will read it")
    at_desk.presses(*WHY)
    at_desk.tabs_to("Your name")
    at_desk.presses(*"Ada")
    at_desk.tabs_to("What would readers see?")
    at_desk.presses(Keys.ENTER)
    assert "readers will be told “partial”" in at_desk.reads("#states-asked")
    assert violations(at_desk.driver) == []
    at_desk.tabs_to("Yes, set it")
    at_desk.presses(Keys.ENTER)
    assert at_desk.reads("#states-done").startswith("Set: Stop and search, March 2023, partial.")
    assert WHY in at_desk.reads("#states-shown tr.marked")
    assert violations(at_desk.driver) == []

    at_desk.opens("/returns?until=2023-12")
    assert WHY in at_desk.reads("#returns-board")
    assert at_desk.all(".standing.by-hand")
    assert violations(at_desk.driver) == []

    at_desk.sits_at(PHONE, dark=True)
    at_desk.opens(f"{ADDRESS}&ruling=1")
    assert WHY in at_desk.reads("#states-back-asked")
    assert at_desk.script("return document.documentElement.scrollWidth <= window.innerWidth")
    assert violations(at_desk.driver) == []
    at_desk.tabs_to("Why it no longer holds")
    at_desk.presses(*"the second team sent theirs", Keys.TAB, *"Ben")
    at_desk.tabs_to("Yes, withdraw it")
    at_desk.presses(Keys.ENTER)
    assert at_desk.reads("#states-done").startswith("Withdrawn.")
    assert "by Ben: the second team sent theirs" in at_desk.reads("#states-history")


def test_one_ward_s_month_is_chosen_from_lists_by_keyboard_on_a_phone_and_its_map_and_page_say_so(at_desk: Reader) -> None:
    at_desk.sits_at(PHONE)
    at_desk.opens(ADDRESS)
    at_desk.tabs_to("Of what")
    at_desk.presses(*"North")
    at_desk.tabs_to("First month")
    at_desk.presses(*"2023-03")
    at_desk.tabs_to("State")
    at_desk.presses(*"Part")
    at_desk.tabs_to("Why, as readers will read it")
    at_desk.presses(*WHY)
    at_desk.tabs_to("Your name")
    at_desk.presses(*"Ada")
    at_desk.tabs_to("What would readers see?")
    at_desk.presses(Keys.ENTER)
    assert "Stop and search, Northfield, March 2023: readers will be told “partial”" in at_desk.reads("#states-asked")
    assert at_desk.script("return document.documentElement.scrollWidth <= window.innerWidth")
    assert violations(at_desk.driver) == []
    at_desk.tabs_to("Yes, set it")
    at_desk.presses(Keys.ENTER)
    assert at_desk.reads("#states-done").startswith("Set: Stop and search, Northfield, March 2023, partial.")
    assert "Northfield" in at_desk.reads("#states-shown tr.marked")
    at_desk.opens("/returns?until=2023-12")
    assert "1 of 3 wards partial: Northfield" in at_desk.reads("#returns-board")
    at_desk.opens("/data-desk/totals")
    assert "No total was ever given" in at_desk.reads("#totals-shown")
    assert violations(at_desk.driver) == []


def test_partners_returns_and_a_hospital_s_letter_have_no_faults_on_a_phone_in_the_dark(tmp_path: Path, reader: Reader) -> None:
    made = Store(tmp_path)
    made.load(ed=returned())
    with sitting_at(made.path, reader) as sitting:
        sitting.sits_at(PHONE, dark=True)
        sitting.opens("/data-desk/returns")
        assert "University Hospital Lewisham" in sitting.reads("#partners-board")
        assert sitting.script("return document.documentElement.scrollWidth <= window.innerWidth")
        assert violations(sitting.driver) == []
        sitting.opens("/returns/letter?of=ed-assaults&site=RJ224")
        assert "To: University Hospital Lewisham" in sitting.reads("#letter")
        assert sitting.finds("#letter a.button").get_attribute("href").endswith("/returns/letter.pdf?of=ed-assaults&site=RJ224")
        assert violations(sitting.driver) == []
