"""An area of one's own: drawn by clicks, corrected by keys, or typed."""

from __future__ import annotations

from selenium.webdriver.common.keys import Keys

from tests.browser.on_the_map import clicks_area, opens, ward
from tests.browser.reader import PHONE, Reader


def test_an_area_is_given_up_by_key_or_drawn_by_clicks_corrected_and_finished(reader: Reader) -> None:
    opens(reader)
    reader.clicks(".map-drawing .draw")
    clicks_area(reader, "ward", ward(reader, "Evelyn"))
    reader.presses(Keys.ESCAPE)
    assert "within" not in reader.asks()
    assert not reader.all(".map path.drawn, .draw-hint")
    assert reader.focus() == "Draw an area"
    reader.clicks(".map-drawing .draw")
    for name in ("Evelyn", "Deptford", "Downham", "Sydenham", "Forest Hill"):
        clicks_area(reader, "ward", ward(reader, name))
    assert "ward" not in reader.asks(), "while drawing, a click is a corner and nothing else"
    reader.presses(Keys.BACKSPACE, Keys.ENTER)
    assert len(reader.asks()["within"].split(";")) == 4
    assert len(reader.all(".map path.within")) == 1


def test_an_area_is_typed_where_nothing_can_be_clicked(reader: Reader) -> None:
    opens(reader)
    reader.tabs_to("Type its corners")
    reader.presses(Keys.ENTER)
    field = reader.finds(".map-drawing textarea")
    field.send_keys("51.4600, -0.0300\n0.03, 51.4")
    reader.clicks("[data-corners]")
    assert "3 to 100" in reader.reads(".map-drawing .fault")
    field.send_keys("\n51.4500, -0.0100")
    reader.clicks("[data-corners]")
    assert "not a place in Britain" in reader.reads(".map-drawing .fault")
    field.send_keys(Keys.CONTROL, "a", Keys.NULL, Keys.DELETE)
    field.send_keys("51.4600, -0.0300\n51.4650, -0.0100\n51.4400, -0.0200")
    reader.clicks("[data-corners]")
    assert reader.asks()["within"] == "51.46000:-0.03000;51.46500:-0.01000;51.44000:-0.02000"


def test_with_nothing_but_a_thumb_the_button_finishes(reader: Reader) -> None:
    reader.sits_at(PHONE)
    opens(reader)
    reader.clicks(".map-drawing .draw")
    for name in ("Evelyn", "Downham", "Sydenham"):
        clicks_area(reader, "ward", ward(reader, name))
    assert reader.reads(".map-drawing .draw") == "Finish the area"
    reader.clicks(".map-drawing .draw")
    assert len(reader.asks()["within"].split(";")) == 3
    assert reader.reads(".map-drawing .draw") == "Draw an area"


def test_a_drawing_left_behind_does_not_follow_to_another_page(reader: Reader) -> None:
    opens(reader)
    reader.clicks(".map-drawing .draw")
    clicks_area(reader, "ward", ward(reader, "Evelyn"))
    reader.script("window.lion.go('/data')")
    reader.waits()
    reader.goes_back()
    reader.until(lambda: bool(reader.all(".map[data-painted]")), "the map was not painted again")
    code = ward(reader, "Evelyn")
    clicks_area(reader, "ward", code)
    assert reader.asks()["ward"] == code
