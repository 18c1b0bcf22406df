"""The frame around every page: its address, its filters, its drawers, its theme."""

from __future__ import annotations

from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from layouts.pages import PAGES
from tests.browser.filling import count, tick, ticked
from tests.browser.reader import Reader

NARROWED = "/explore?age=10-17,18-24&gender=male&since=2025-12&until=2026-03"


def chips(reader: Reader) -> list[str]:
    return [chip.text.replace("✕", "").strip() for chip in reader.all("#sentence .chip")]


# -- the address is the state ------------------------------------------------------------------


def test_a_deep_link_stays_as_it_is_fills_every_control_reads_out_as_a_sentence_and_is_what_a_download_asks(
    reader: Reader,
) -> None:
    reader.opens(NARROWED)
    assert reader.driver.current_url == f"{reader.home}{NARROWED}"
    assert ticked(reader, "age") == ["10 to 17", "18 to 24"]
    assert ticked(reader, "gender") == ["Male"]
    assert reader.reads("#filter-says-age") == "10 to 17 or 18 to 24"
    assert reader.reads("#filter-says-period") == "Dec 2025 to Mar 2026"
    assert [reader.finds(f"#filter-{end}").get_property("value") for end in ("since", "until")] == ["2025-12", "2026-03"]
    assert chips(reader) == ["Stop and search", "December 2025 to March 2026", "age 10 to 17 or 18 to 24", "Male"]
    reader.clicks(".download summary")
    addresses = [str(link.get_attribute("href")) for link in reader.all("#downloads a")]
    assert [address.partition("/data/")[2].partition("?")[0] for address in addresses] == [
        "counts.csv",
        "counts.csv",
        "counts.geojson",
        "counts.json",
    ]
    assert all("age=10-17,18-24&gender=male" in address and "since=2025-12&until=2026-03" in address for address in addresses)
    reader.presses(Keys.ESCAPE)
    assert not reader.all("#downloads")


def test_a_tick_is_written_into_the_address_and_back_takes_it_away_again(reader: Reader) -> None:
    reader.opens("/explore")
    assert reader.driver.current_url == f"{reader.home}/explore", "opening an address adds nothing to it"
    everyone, steps = count(reader), reader.steps()
    tick(reader, "gender", "Female")
    assert reader.asks()["gender"] == "female"
    assert reader.steps() == steps + 1
    fewer = count(reader)
    assert fewer != everyone
    tick(reader, "gender", "Male")
    assert reader.asks()["gender"] == "female,male"
    reader.goes_back()
    assert reader.asks()["gender"] == "female"
    assert ticked(reader, "gender") == ["Female"]
    assert count(reader) == fewer
    reader.goes_back()
    assert reader.asks() == {}
    assert ticked(reader, "gender") == []
    assert count(reader) == everyone
    reader.driver.forward()
    reader.waits()
    assert ticked(reader, "gender") == ["Female"]


def test_months_are_had_in_one_press_or_chosen_from_the_browser_s_own_lists(reader: Reader) -> None:
    reader.opens("/explore")
    reader.clicks("#filter-head-period")
    presets = {link.text: link for link in reader.all("#filter-presets a")}
    assert list(presets) == ["Latest 12 months", "Year before", "Everything"]
    reader.clicks(presets["Year before"])
    assert (reader.asks()["since"], reader.asks()["until"]) == ("2024-10", "2025-09")
    until = reader.finds("#filter-until").get_property("value")
    reader.clicks("#filter-since option[value='2025-06']")
    assert (reader.asks()["since"], reader.asks()["until"]) == ("2025-06", until)
    assert reader.reads("#filter-says-period").startswith("Jun 2025 to ")
    assert reader.all("#filter-box-period[open]"), "choosing one end leaves the other to be chosen"


def test_another_source_says_which_filters_it_does_not_carry(reader: Reader) -> None:
    reader.opens("/explore?age=10-17")
    tick(reader, "source", "Street crime, police.uk")
    assert reader.asks()["source"] == "police-uk-crime"
    assert "does not carry age" in reader.reads("#notices")
    assert reader.reads("#filter-says-age") == "Not in this source"
    assert reader.finds("#filter-head-age").get_attribute("aria-disabled") == "true"
    reader.clicks("#filter-head-age")
    assert not reader.all("#filter-box-age[open]")
    assert reader.finds("#filter-head-crime_type").get_attribute("aria-disabled") == "false"


def test_not_recorded_is_a_value_of_every_filter(reader: Reader) -> None:
    reader.opens("/explore?source=stop-and-search")
    for source in ("stop-and-search", "police-uk-crime", "mps-recorded-crime"):
        reader.goes_to(f"/explore?source={source}")
        shown = reader.driver.find_elements(By.CSS_SELECTOR, ".filters .filter:not(.absent):not(.gone) [role=group]")
        assert len(shown) >= 2
        for group in shown:
            assert group.find_elements(By.CSS_SELECTOR, "input[value='unknown']"), f"{source}: {group.get_attribute('id')}"


# -- letting go --------------------------------------------------------------------------------


def test_each_chip_lets_go_of_its_own_filter_and_clear_of_all(reader: Reader) -> None:
    reader.opens(NARROWED)
    crosses = {cross.get_attribute("aria-label"): cross for cross in reader.all("#sentence .release")}
    assert list(crosses) == ["Remove December 2025 to March 2026", "Remove age 10 to 17 or 18 to 24", "Remove Male"]
    reader.clicks(crosses["Remove Male"])
    assert "gender" not in reader.asks()
    assert reader.asks()["age"] == "10-17,18-24"
    reader.clicks("#sentence .clear")
    assert set(reader.asks()) <= {"source"}
    assert not reader.all("#sentence .release")


def test_letting_go_by_keyboard_never_loses_the_reader_s_place(reader: Reader) -> None:
    reader.opens("/explore?age=10-17")
    reader.tabs_to("Remove age 10 to 17")
    reader.presses(Keys.ENTER)
    assert "age" not in reader.asks()
    assert reader.script("return Boolean(document.activeElement.closest('.sentence'))")


def test_an_address_that_makes_no_sense_is_a_notice_that_can_be_put_away(reader: Reader) -> None:
    reader.opens("/explore?age=purple&shoe=9&until=soon&res=77")
    told = [item.text for item in reader.all("#notices li")]
    assert len(told) == 4
    assert any("purple" in words for words in told)
    assert reader.finds("#notices").get_attribute("role") == "status"
    reader.clicks("#notices button")
    assert not reader.all("#notices li")
    assert reader.focus(), "the focus is not lost with the button"
    tick(reader, "age", "10 to 17")
    assert reader.asks()["age"] == "10-17"


def test_an_address_that_is_no_page_is_answered_calmly(reader: Reader) -> None:
    reader.opens("/no/such/page")
    assert reader.reads("#page h1") == "There is no such page"
    assert reader.driver.title.startswith("No such page")
    assert [entry for entry in reader.errors() if "404" not in entry] == []
    reader.clicks("#page a[href='/explore']")
    assert reader.path == "/explore"
    assert reader.reads("#page h1") == "Explore"


# -- pages -------------------------------------------------------------------------------------


def test_pages_name_and_mark_themselves_and_take_along_the_period_and_the_ward_and_nothing_else(reader: Reader) -> None:
    reader.opens("/explore?since=2025-12&until=2026-03&ward=E05013714&age=10-17&layer=cells")
    assert reader.driver.title == "Explore · Lion for Lewisham"
    reader.clicks(".top nav a[href='/data-and-methods']")
    assert reader.driver.title == "Data and methods · Lion for Lewisham"
    assert [link.text for link in reader.all(".top nav a[aria-current='page']")] == ["Data and methods"]
    assert reader.asks() == {}
    reader.goes_back()
    assert reader.path == "/explore"
    assert [link.text for link in reader.all(".top nav a[aria-current='page']")] == ["Explore"]
    reader.clicks(".top nav a[href='/stop-and-search']")
    assert reader.asks() == {"since": "2025-12", "until": "2026-03", "ward": "E05013714"}


def test_a_page_that_the_header_does_not_list_has_its_own_title_too(reader: Reader) -> None:
    reader.opens(PAGES[-1].path)
    for page in reversed(PAGES):
        reader.goes_to(page.path)
        assert reader.driver.title == f"{page.title} · Lion for Lewisham"


def test_the_skip_link_is_first_and_leads_past_the_header(reader: Reader) -> None:
    reader.opens("/data-and-methods")
    reader.tabs_to("Skip to the page", at_most=1)
    reader.presses(Keys.ENTER)
    assert reader.script("return document.activeElement.id") == "page"


def test_what_is_asked_is_announced_when_it_changes_and_nothing_is_laid_out_again(reader: Reader) -> None:
    reader.opens("/explore")
    reader.script("document.querySelector('.explore').dataset.marked = 'here'")
    assert reader.finds("#said").get_attribute("role") == "status"
    tick(reader, "age", "10 to 17")
    assert reader.reads("#said") == count(reader).removeprefix("Show ")
    assert reader.reads("#said").endswith(" searches")
    assert reader.all(".explore[data-marked='here']")


# -- theme, presentation, print ------------------------------------------------------------------------


def theme(reader: Reader) -> object:
    return reader.script("return document.documentElement.dataset.theme")


def test_the_theme_follows_the_system_before_any_script_until_the_reader_chooses_and_the_choice_is_kept(reader: Reader) -> None:
    reader.sits_at(dark=True)
    reader.opens("/explore")
    order = reader.script("return [...document.scripts].map((one) => one.src).filter(Boolean)")
    assert isinstance(order, list)
    assert "theme.js" in order[0]
    assert reader.script("return document.querySelector('head script').src") == order[0]
    assert theme(reader) == "dark"
    assert reader.finds("#theme-button").get_attribute("aria-pressed") == "true"
    reader.clicks("#theme-button")
    assert theme(reader) == "light"
    reader.opens("/data-and-methods")
    assert theme(reader) == "light"
    assert reader.finds("#theme-button").get_attribute("aria-pressed") == "false"


def test_presentation_hides_the_chrome_steps_by_arrow_keys_and_ends_by_escape(reader: Reader) -> None:
    reader.opens("/explore?age=10-17")
    reader.clicks(".download summary")
    reader.clicks("[data-does='present']")
    assert reader.asks() == {"age": "10-17", "present": "1"}
    assert not reader.all(".top, .rail, .foot")
    reader.presses(Keys.ARROW_RIGHT)
    first = reader.all("[data-stage]")
    reader.presses(Keys.ARROW_RIGHT)
    second = reader.all("[data-stage]")
    assert len(first) == len(second) == 1
    assert first != second
    reader.presses(Keys.ESCAPE)
    assert reader.asks() == {"age": "10-17"}
    assert reader.all(".top")


# -- a server that is away -----------------------------------------------------------------------------


def test_a_server_that_is_away_leaves_the_figures_and_offers_to_try_again(reader: Reader) -> None:
    reader.opens("/explore")
    finding = reader.reads("#page h2")
    reader.driver.execute_cdp_cmd("Network.enable", {})
    away = {"offline": True, "latency": 0, "downloadThroughput": 0, "uploadThroughput": 0}
    reader.driver.execute_cdp_cmd("Network.emulateNetworkConditions", away)
    try:
        tick(reader, "gender", "Female")
        assert reader.reads("#offline").startswith("The server did not answer; the figures shown are from before.")
        assert reader.finds("#offline").get_attribute("role") == "alert"
        assert reader.reads("#page h2") == finding
        reader.clicks("#offline button")
        assert reader.reads("#offline button") == "Retry"
        assert reader.reads("#page h2") == finding, "trying again in vain loses nothing"
    finally:
        back = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
        reader.driver.execute_cdp_cmd("Network.emulateNetworkConditions", back)
    reader.clicks("#offline button")
    assert not reader.all("#offline")
    assert ticked(reader, "gender") == ["Female"]
    reader.errors()  # the browser's own lines about the network
