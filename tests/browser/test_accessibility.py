"""axe finds nothing on any page, in any state, in either theme, at a desk or on a phone."""

from __future__ import annotations

import pytest

from layouts.pages import PAGES, Page
from tests.browser.axe import violations
from tests.browser.reader import DESK, PHONE, Reader

SIZES = {"desk": DESK, "phone": PHONE}
SCREENS = [(size, dark) for size in SIZES for dark in (False, True)]
NAMES = [f"{size}-{'dark' if dark else 'light'}" for size, dark in SCREENS]
NARROW = "/explore?source=stop-and-search&age=under-10&gender=other&ethnicity=mixed&hour=3&weekday=tuesday"
TWINS = "tables=trend,crime-type,object,people,ethnicity,outcome,clock"


@pytest.fixture(params=SCREENS, ids=NAMES)
def screen(request: pytest.FixtureRequest, reader: Reader) -> Reader:
    size, dark = request.param
    reader.sits_at(SIZES[size], dark=dark)
    return reader


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_has_no_faults(page: Page, screen: Reader) -> None:
    screen.opens(page.path)
    assert violations(screen.driver) == []


def test_a_page_that_does_not_exist_has_no_faults(screen: Reader) -> None:
    screen.driver.get(f"{screen.home}/nowhere")
    assert violations(screen.driver) == []
    screen.errors()  # the browser's own line about the 404


def test_every_filter_open_has_no_faults(screen: Reader) -> None:
    screen.opens("/explore?age=10-17&ward=E05013714")
    if screen.all(".opens"):
        screen.clicks(".opens")
    for summary in screen.all("#filters .filter:not(.absent) > summary"):
        screen.clicks(summary)
        assert violations(screen.driver) == []
        screen.clicks(summary)


def test_the_tables_behind_the_figures_have_no_faults(screen: Reader) -> None:
    screen.opens(f"/explore?{TWINS}")
    assert len(screen.all(".twin table")) >= 5
    assert violations(screen.driver) == []


def test_a_question_that_nothing_matches_has_no_faults(screen: Reader) -> None:
    screen.opens(NARROW)
    assert screen.all(".blank")
    assert violations(screen.driver) == []


def test_notices_about_the_address_have_no_faults(screen: Reader) -> None:
    screen.opens("/explore?age=purple&shoe=9&since=yesterday&layer=moon")
    assert len(screen.all("#notices li")) == 4
    assert violations(screen.driver) == []


def test_a_server_that_does_not_answer_has_no_faults(screen: Reader) -> None:
    screen.opens("/explore")
    screen.script("window.fetch = ((real) => (...what) => real('/data/none').then(() => { throw new TypeError('away'); }))(window.fetch)")
    screen.script("window.lion.offline(true)")
    assert screen.all("#offline")
    assert violations(screen.driver) == []


def test_the_presentation_has_no_faults(screen: Reader) -> None:
    screen.opens("/explore?present=1")
    assert violations(screen.driver) == []
