"""An analyst's journey on Explore, once with a mouse and once with a keyboard alone."""

from __future__ import annotations

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from layouts.components.filter_bar import control, head, summary
from layouts.components.panel import part
from layouts.ids import Ids
from tests.browser.reader import DESK, PHONE, Reader

CHOSEN = (("age", "10 to 17", "10-17"), ("gender", "Male", "male"), ("ethnicity", "Black", "black"))
TREND = "#explore-trend-title"
MAP = f"window.lion.map.maps.get('{part(Ids.EXPLORE_MAP, 'leaflet')}')"
MAP_TABLE = f"#{part(Ids.EXPLORE_MAP, 'table')}"
PAINTED = ".map[data-painted]"


def opens(reader: Reader, address: str = "/explore") -> None:
    reader.opens(address)
    reader.until(lambda: bool(reader.all(PAINTED)), "the map was never painted")


def counted(reader: Reader) -> int:
    """How many records the trend's finding speaks of."""
    return int(reader.reads(TREND).split()[0].replace(",", ""))


def ticks(reader: Reader, key: str, label: str) -> None:
    reader.clicks(f"#{head(key)}")
    reader.clicks(next(each for each in reader.all(f"#{control(key)} label") if each.text.strip() == label))
    reader.presses(Keys.ESCAPE)


def shows(reader: Reader, panel: str, how: str) -> None:
    """Press Figure or Table on a panel."""
    reader.clicks(f"[data-panel='{panel}'][data-show='{how}']")


def clicks_busiest(reader: Reader) -> str:
    """Click the area of the map in which most was recorded; its code."""
    code, x, y = _busiest(reader)
    clicks_at(reader, x, y)
    return code


def clicks_at(reader: Reader, x: float, y: float) -> None:
    """Click a place on the screen, whatever is drawn there."""
    mouse = ActionChains(reader.driver)
    mouse.w3c_actions.pointer_action.move_to_location(round(x), round(y))
    mouse.w3c_actions.pointer_action.click()
    mouse.perform()
    reader.waits()


def _busiest(reader: Reader) -> tuple[str, float, float]:
    found = reader.script(
        f"""const drawn = {MAP}, areas = drawn.areas.get(drawn.paint.key);
        drawn.map.getContainer().scrollIntoView({{block: "center"}});
        const code = drawn.paint.busiest.length ? drawn.paint.busiest[0]
          : [...areas].sort(([, a], [, b]) => b.getElement().dataset.shade - a.getElement().dataset.shade)[0][0];
        const box = drawn.map.getContainer().getBoundingClientRect();
        const at = drawn.map.latLngToContainerPoint(areas.get(code).getCenter());
        return [code, box.left + at.x, box.top + at.y]"""
    )
    assert isinstance(found, list)
    return str(found[0]), float(found[1]), float(found[2])


def copied(reader: Reader) -> str:
    """What the clipboard holds after the link was copied."""
    assert reader.reads("[data-does='copy']") == "Link copied"
    return str(reader.driver.execute_async_script("navigator.clipboard.readText().then(arguments[0], arguments[0])"))


@pytest.fixture
def analyst(reader: Reader) -> Reader:
    allowed = {"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"], "origin": reader.home}
    reader.driver.execute_cdp_cmd("Browser.grantPermissions", allowed)
    return reader


def test_by_mouse_from_the_borough_to_one_cell_and_back(analyst: Reader) -> None:
    opens(analyst)
    everyone = counted(analyst)
    for key, label, slug in CHOSEN:
        ticks(analyst, key, label)
        assert analyst.asks()[key] == slug
    narrowed = counted(analyst)
    assert 0 < narrowed < everyone

    ward = clicks_busiest(analyst)
    assert analyst.asks()["ward"] == ward
    in_ward = counted(analyst)
    assert 0 < in_ward < narrowed
    analyst.goes_back()
    assert counted(analyst) == narrowed
    assert "ward" not in analyst.asks()
    analyst.driver.forward()
    analyst.waits()
    assert counted(analyst) == in_ward

    analyst.clicks(next(each for each in analyst.all(".map-controls a") if each.text == "Cells"))
    analyst.until(lambda: analyst.script(f"return {MAP}.paint.key") == "h3_9", "the cells never came")
    assert counted(analyst) == in_ward, "drawing cells asks the same question"
    cell = clicks_busiest(analyst)
    assert analyst.asks()["h3_9"] == cell
    in_cell = counted(analyst)
    assert 0 < in_cell <= in_ward

    shows(analyst, "people", "table")
    assert analyst.reads("#explore-people-table tbody th").startswith(("Under 10", "10 to 17"))
    analyst.clicks("[data-does='copy']")
    assert copied(analyst) == analyst.driver.current_url

    shared = analyst.driver.current_url.removeprefix(analyst.home)
    opens(analyst, shared)
    assert counted(analyst) == in_cell
    assert analyst.all("#explore-people-table table")


@pytest.mark.slow
def test_back_undoes_one_step_at_a_time_and_forward_does_it_again(analyst: Reader) -> None:
    opens(analyst)
    seen = [counted(analyst)]
    for key, label, _ in CHOSEN:
        ticks(analyst, key, label)
        seen.append(counted(analyst))
    clicks_busiest(analyst)
    for step, (key, _, _) in zip(reversed(seen[1:]), reversed(CHOSEN), strict=True):
        analyst.goes_back()
        assert counted(analyst) == step
        assert key in analyst.asks()
    analyst.goes_back()
    assert counted(analyst) == seen[0]
    assert analyst.reads(f"#{summary('age')}") == "All ages"
    analyst.driver.forward()
    analyst.waits()
    assert counted(analyst) == seen[1]
    assert analyst.reads(f"#{summary('age')}").endswith("10 to 17")


def test_by_keyboard_alone_from_the_borough_to_one_cell_and_back(analyst: Reader) -> None:
    opens(analyst)
    everyone = counted(analyst)
    for key, label, slug in CHOSEN:
        analyst.tabs_to(analyst.reads(f"#{head(key)} .label"))
        analyst.presses(Keys.ENTER)
        analyst.tabs_to(label, at_most=8)
        analyst.presses(Keys.SPACE)
        assert analyst.asks()[key] == slug
        analyst.presses(Keys.ESCAPE)
    narrowed = counted(analyst)
    assert 0 < narrowed < everyone

    analyst.tabs_to("Table")
    analyst.presses(Keys.ENTER)
    assert analyst.asks()["tables"] == "map", "the first figure on the page is the map"
    analyst.tabs_to(analyst.reads(f"{MAP_TABLE} tbody a"))
    analyst.presses(Keys.ENTER)
    assert analyst.asks()["ward"].startswith("E05")
    in_ward = counted(analyst)
    assert 0 < in_ward < narrowed

    analyst.tabs_to("Cells", back=True)
    analyst.presses(Keys.ENTER)
    assert analyst.asks()["layer"] == "cells"
    analyst.tabs_to(analyst.reads(f"{MAP_TABLE} tbody a"))
    analyst.presses(Keys.ENTER)
    assert analyst.asks()["h3_9"]
    assert 0 < counted(analyst) <= in_ward

    analyst.tabs_to("Copy link", back=True)
    analyst.presses(Keys.ENTER)
    assert copied(analyst) == analyst.driver.current_url
    analyst.goes_back()
    assert "h3_9" not in analyst.asks()
    assert counted(analyst) == in_ward


def test_the_focus_is_always_seen(reader: Reader) -> None:
    """Every stop of the Tab key wears a ring of at least 2 px, or its label does."""
    opens(reader)
    bare: list[str] = []
    for _ in range(60):
        ActionChains(reader.driver).send_keys(Keys.TAB).perform()
        if not reader.script(_RINGED):
            bare.append(reader.focus())
    assert bare == []


_RINGED = """
const ringed = (one) => { const style = getComputedStyle(one);
  return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2; };
const at = document.activeElement;
return at === document.body || ringed(at) || [...at.querySelectorAll("*")].some(ringed)
  || Boolean(at.closest(".leaflet-container"));
"""


def test_a_click_on_a_bar_filters_by_it_and_another_lets_go(reader: Reader) -> None:
    opens(reader)
    reader.script("document.querySelector('#explore-ethnicity-figure').scrollIntoView({block: 'center'})")
    for expected in (True, False):
        x, y = _middle(reader, "#explore-ethnicity-figure .points .point path")
        clicks_at(reader, x, y)
        assert ("ethnicity" in reader.asks()) is expected


def _middle(reader: Reader, selector: str) -> tuple[float, float]:
    """Where on the screen the middle of something is."""
    found = reader.script(
        """const box = document.querySelector(arguments[0]).getBoundingClientRect();
        return [box.left + box.width / 2, box.top + box.height / 2]""",
        selector,
    )
    assert isinstance(found, list)
    return float(found[0]), float(found[1])


def test_what_emptied_a_question_can_be_dropped_and_tables_stay_tables(reader: Reader) -> None:
    reader.opens("/explore?age=under-10&gender=other&ethnicity=mixed&hour=3&weekday=tuesday&tables=outcome")
    offers = [each for each in reader.all("#explore-trend-note a") if "age" in each.text]
    assert offers, "the note says which filters could go"
    reader.clicks(offers[0])
    assert "age" not in reader.asks()
    assert reader.asks()["tables"] == "outcome"


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_neighbouring_figures_start_at_one_height(size: tuple[int, int], reader: Reader) -> None:
    reader.sits_at(size)
    opens(reader)
    rows: dict[int, list[int]] = {}
    for slot in reader.all(".figures .slot:not(.wide):not(.gone)"):
        figure = slot.find_element("css selector", ".frame")
        rows.setdefault(round(slot.rect["y"]), []).append(round(figure.rect["y"]))
    assert rows
    assert all(max(tops) - min(tops) <= 1 for tops in rows.values()), rows
