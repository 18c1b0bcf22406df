"""axe finds nothing on any page, in any state, in either theme, at a desk or on a phone."""

from __future__ import annotations

import pytest
from selenium.webdriver.common.keys import Keys

from layouts.components.filter_bar import box, head
from layouts.pages import PAGES, Page
from tests.browser.axe import violations
from tests.browser.reader import DESK, PHONE, Reader

SIZES = {"desk": DESK, "phone": PHONE}
SCREENS = [(size, dark) for size in SIZES for dark in (False, True)]
# A state's colours are its page's, tried in all four: the quick run looks at states once, the slow one also on a phone.
BOTH = [("desk", False), pytest.param(("phone", True), marks=pytest.mark.slow)]
DRAWER = [pytest.param(("desk", False), marks=pytest.mark.slow), ("phone", True)]
EMPTY = "/explore?source=stop-and-search&age=under-10&gender=other&ethnicity=mixed&hour=3&weekday=tuesday"
TWINS = "tables=map,trend,crime-type,object,people,ethnicity,outcome,clock"


def named(screen: tuple[str, bool]) -> str:
    return f"{screen[0]}-{'dark' if screen[1] else 'light'}"


@pytest.fixture(params=BOTH, ids=named)
def screen(request: pytest.FixtureRequest, reader: Reader) -> Reader:
    size, dark = request.param
    reader.sits_at(SIZES[size], dark=dark)
    return reader


@pytest.mark.parametrize("screen", SCREENS, ids=named, indirect=True)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_has_no_faults(page: Page, screen: Reader) -> None:
    screen.opens(page.path)
    assert screen.reads("#page h1")
    assert violations(screen.driver) == []


def test_a_page_that_does_not_exist_has_no_faults(screen: Reader) -> None:
    screen.opens("/nowhere")
    assert violations(screen.driver) == []
    assert [words for words in screen.errors() if "404" not in words] == []


@pytest.mark.parametrize("screen", DRAWER, ids=named, indirect=True)
def test_open_filters_have_no_faults_also_in_the_drawer_of_a_phone(screen: Reader) -> None:
    screen.opens("/explore?age=10-17&ward=E05013714")
    if screen.all(".opens"):
        screen.clicks(".opens")
    assert violations(screen.driver) == []
    for key in ("source", "period", "ward", "age"):
        screen.clicks(f"#{head(key)}")
        assert screen.all(f"#{box(key)}[open] .choices")
        assert violations(screen.driver, ".filters") == [], "the rest of the page is as it was"
        screen.clicks(f"#{head(key)}")


def test_an_open_menu_has_no_faults(screen: Reader) -> None:
    screen.opens("/explore")
    screen.clicks(".download summary")
    assert screen.all("#downloads a")
    assert violations(screen.driver) == []


def test_the_tables_behind_the_figures_have_no_faults(screen: Reader) -> None:
    screen.opens(f"/explore?{TWINS}")
    assert len(screen.all(".twin table")) >= 5
    assert violations(screen.driver) == []


def test_a_question_that_nothing_matches_has_no_faults(screen: Reader) -> None:
    screen.opens(EMPTY)
    assert screen.all(".blank")
    assert violations(screen.driver) == []


def test_notices_about_the_address_have_no_faults(screen: Reader) -> None:
    screen.opens("/explore?age=purple&shoe=9&since=yesterday&layer=moon")
    assert len(screen.all("#notices li")) == 4
    assert violations(screen.driver) == []


def test_a_server_that_is_away_has_no_faults(screen: Reader) -> None:
    screen.opens("/explore")
    _network(screen, away=True)
    try:
        screen.script("window.lion.go('/explore?gender=female')")
        screen.until(lambda: bool(screen.all("#offline")), "nothing was said of it")
        assert violations(screen.driver) == []
    finally:
        _network(screen, away=False)
    screen.errors()  # the browser's own lines about the questions that failed


def _network(reader: Reader, *, away: bool) -> None:
    speed = 0 if away else -1
    reader.driver.execute_cdp_cmd("Network.enable", {})
    told = {"offline": away, "latency": 0, "downloadThroughput": speed, "uploadThroughput": speed}
    reader.driver.execute_cdp_cmd("Network.emulateNetworkConditions", told)


def test_the_presentation_has_no_faults(screen: Reader) -> None:
    screen.opens("/explore?present=1")
    assert violations(screen.driver) == []
    screen.presses(Keys.ARROW_RIGHT)
    assert violations(screen.driver) == []


def test_axe_finds_what_is_wrong(reader: Reader) -> None:
    """A clean answer means something only where a fault is found."""
    reader.opens("/data-and-methods")
    reader.script("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"/favicon.ico\"><button></button>')")
    found = violations(reader.driver)
    assert [sentence.split()[0] for sentence in found] == ["button-name", "image-alt"]
    assert violations(reader.driver, "main") == found
    assert violations(reader.driver, "header") == []
    reader.errors()
