"""The map on Explore: what is drawn, what is sent, what a click, a key or a theme does."""

from __future__ import annotations

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from layouts.components.panel import part
from layouts.ids import Ids
from tests.browser.on_the_map import (
    ABSENT,
    CELLS,
    FETCHED,
    HERE,
    LEAFLET,
    LEGEND,
    MAP,
    busiest_cell,
    clicks_area,
    colours,
    opens,
    points_at,
    shades,
    ward,
)
from tests.browser.reader import DESK, PHONE, Reader

# ---- what is drawn --------------------------------------------------------------


def test_every_ward_has_a_shade_of_the_legend_a_name_and_a_number_and_what_is_not_on_the_map_is_said(reader: Reader) -> None:
    opens(reader)
    legend = reader.script(
        f"return [...document.querySelectorAll('{LEGEND} .swatch')].map((one) => one.className.match(/shade-(\\w+)/)[1])"
    )
    assert isinstance(legend, list)
    assert len(shades(reader)) == 19
    assert set(shades(reader).values()) <= set(legend)
    written = reader.reads(".map-names")
    assert "Evelyn" in written
    assert any(letter.isdigit() for letter in written)
    assert reader.reads(ABSENT).startswith(("Not on this map: ", "Everything asked for is on this map."))


@pytest.mark.parametrize("size", [DESK, PHONE])
@pytest.mark.parametrize("address", [HERE, CELLS])
def test_the_legend_lies_over_no_ward_and_no_cell(address: str, size: tuple[int, int], reader: Reader) -> None:
    reader.sits_at(size)
    opens(reader, address)
    assert reader.script(_COVERED) == []


# The legend's words that lie over an area drawn, tried at a grid of points of each.
_COVERED = f"""
const drawn = {MAP}, frame = drawn.map.getContainer().getBoundingClientRect();
const words = [...document.querySelectorAll('{LEGEND} li, {LEGEND} .legend-title')].map((part) => {{
  const range = document.createRange();
  range.selectNodeContents(part);
  return [part.textContent, range.getBoundingClientRect()];
}});
const pen = document.createElement("canvas").getContext("2d");
const path = new Path2D();
const rings = (latlngs) => latlngs[0].lat === undefined ? latlngs.flatMap(rings) : [latlngs];
for (const layer of drawn.areas.get(drawn.paint.key).values()) {{
  if (layer.options.fillOpacity === 0) continue;
  for (const ring of rings(layer.getLatLngs())) {{
    ring.map((corner) => drawn.map.latLngToContainerPoint(corner))
      .forEach((at, nth) => path[nth ? "lineTo" : "moveTo"](frame.left + at.x, frame.top + at.y));
    path.closePath();
  }}
}}
const covers = (box) => [0, .25, .5, .75, 1].some((part) =>
  [0, 1].some((edge) => pen.isPointInPath(path, box.left + part * box.width, box.top + edge * box.height, "evenodd")));
return words.filter(([, box]) => covers(box)).map(([text]) => text);
"""


def test_cells_no_finer_than_the_points_allow_and_the_page_says_why(reader: Reader) -> None:
    opens(reader, f"{CELLS}&res=10")
    assert reader.script(f"return {MAP}.paint.key") == "h3_9"
    assert "moved to a nearby street" in reader.reads(ABSENT)


def test_a_source_without_points_offers_no_cells(reader: Reader) -> None:
    opens(reader, f"{HERE}?source=mps-recorded-crime&layer=cells")
    assert reader.script(f"return {MAP}.paint.key") == "ward"
    assert "without points" in reader.reads(ABSENT)


# ---- clicks ------------------------------------------------------------------------


def test_a_click_on_a_ward_chooses_it_and_another_lets_go(reader: Reader) -> None:
    opens(reader)
    code = ward(reader, "Rushey Green")
    clicks_area(reader, "ward", code)
    assert reader.asks()["ward"] == code
    assert len(reader.all(".map path.chosen")) == 1
    assert len(set(shades(reader).values())) > 1, "the other wards stay shaded, to compare with"
    clicks_area(reader, "ward", code)
    assert "ward" not in reader.asks()
    assert not reader.all(".map path.chosen")


def test_the_pointer_is_told_in_words_what_it_is_on(reader: Reader) -> None:
    opens(reader, f"{HERE}?measure=rate")
    x, y = points_at(reader, "ward", ward(reader, "Rushey Green"))
    mouse = ActionChains(reader.driver)
    mouse.w3c_actions.pointer_action.move_to_location(x, y)
    mouse.perform()
    reader.until(lambda: bool(reader.all(".map-tip")), "no words came")
    words = reader.reads(".map-tip")
    assert words.startswith("Rushey Green: ")
    assert " searches, " in words
    assert " per 1,000 residents (between " in words


# ---- what is sent ----------------------------------------------------------------------


def test_a_click_on_a_cell_chooses_it_and_another_lets_go_and_shapes_are_fetched_once(reader: Reader) -> None:
    opens(reader, CELLS)
    first = reader.script(FETCHED)
    assert isinstance(first, list)
    assert len(first) == len(set(first))
    cell = busiest_cell(reader)
    clicks_area(reader, "h3_9", cell)
    assert reader.asks()["h3_9"] == cell
    assert len(reader.all(".map path.chosen")) == 1
    clicks_area(reader, "h3_9", cell)
    assert "h3_9" not in reader.asks()
    reader.clicks(".map-controls a[href*='layer=cells'] , .map-controls a")
    reader.goes_back()
    assert reader.script(FETCHED) == first
    assert finest_cells_restyled_ms(reader) < 50, "within three frames"


def finest_cells_restyled_ms(reader: Reader) -> float:
    """The best of ten tries, since a busy machine only ever adds to it; scaled to the 2,336 cells of resolution 10."""
    took = reader.script(
        f"""const cells = [...{MAP}.areas.get('h3_9').values()];
        const once = () => {{
          const begun = performance.now();
          for (const cell of cells) cell.setStyle({{fillColor: cell.options.fillColor}});
          return performance.now() - begun;
        }};
        return Math.min(...Array.from({{length: 10}}, once)) / cells.length * 2336"""
    )
    assert isinstance(took, int | float)
    return took


def test_a_new_answer_restyles_the_shapes_in_place_and_keeps_the_view(reader: Reader) -> None:
    opens(reader)
    reader.script("for (const path of document.querySelectorAll('.map path.ward')) path.dataset.kept = 'yes'")
    before = shades(reader)
    reader.goes_to("/explore?age=10-17&object=offensive-weapons")
    assert len(reader.all(".map path.ward[data-kept]")) == 19
    assert shades(reader) != before
    where = f"const map = {MAP}.map; return [map.getZoom(), map.getCenter().lat, map.getCenter().lng]"
    reader.clicks(".leaflet-control-zoom-in")
    zoomed = reader.script(where)
    reader.goes_to("/explore?gender=female")
    assert reader.script(where) == zoomed


# ---- the keyboard, the phone, the dark ----------------------------------------------------


def test_zoom_and_drawing_are_reached_by_keyboard(reader: Reader) -> None:
    opens(reader)
    zoom = reader.script(f"return {MAP}.map.getZoom()")
    reader.tabs_to("Zoom in")
    reader.presses(Keys.ENTER)
    reader.until(lambda: reader.script(f"return {MAP}.map.getZoom()") != zoom, "the map did not zoom")
    reader.tabs_to("Draw an area")


@pytest.mark.parametrize("address", [HERE, CELLS])
def test_the_map_follows_the_theme(address: str, reader: Reader) -> None:
    opens(reader, address)
    light = colours(reader)
    reader.clicks("#theme-button")
    dark = colours(reader)
    assert light
    assert all(before != after for before, after in zip(light, dark, strict=True))
    reader.clicks("#theme-button")
    assert colours(reader) == light


def test_on_a_phone_buttons_are_as_large_as_thumbs_and_nothing_spills(reader: Reader) -> None:
    reader.sits_at(PHONE)
    opens(reader, CELLS)
    for name in (".leaflet-control-zoom-in", ".leaflet-control-zoom-out", ".map-drawing .draw"):
        size = reader.finds(name).size
        assert min(size["width"], size["height"]) >= 44, name
    assert reader.script("return document.documentElement.scrollWidth") == PHONE[0]


def test_the_map_says_where_its_areas_are_listed(reader: Reader) -> None:
    reader.opens(f"{HERE}?tables=map")
    rows = reader.all(f"#{part(Ids.EXPLORE_MAP, 'table')} tbody tr")
    assert len(rows) == 19
    reader.clicks(rows[0].find_element("css selector", "a"))
    assert reader.asks()["ward"].startswith("E05")


def test_a_withheld_ward_is_hatched(reader: Reader) -> None:
    """Nothing published is withheld, so the paint is handed over as the server would send it."""
    opens(reader)
    code = ward(reader, "Bellingham")
    reader.script(
        f"""const paint = structuredClone({MAP}.paint);
        paint.areas[arguments[0]] = ["withheld", "", "withheld"];
        window.lion.map.show('{LEAFLET}', paint)""",
        code,
    )
    reader.until(lambda: shades(reader)[code] == "withheld", "the ward was not repainted")
    fill = reader.script(f"return getComputedStyle({MAP}.areas.get('ward').get(arguments[0]).getElement()).fill", code)
    assert "map-hatch" in str(fill)
    assert reader.script("return document.querySelector('#map-hatch path, #map-hatch line') !== null")
