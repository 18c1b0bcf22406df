"""Somebody at the map of Explore: where its areas are, what they show, how they are clicked."""

from __future__ import annotations

from selenium.webdriver.common.action_chains import ActionChains

from layouts.components.panel import part
from layouts.ids import Ids
from tests.browser.reader import Reader

HERE = "/explore"
CELLS = f"{HERE}?layer=cells"
LEAFLET = part(Ids.EXPLORE_MAP, "leaflet")
LEGEND = f"#{part(Ids.EXPLORE_MAP, 'legend')}"
ABSENT = f"#{part(Ids.EXPLORE_MAP, 'absent')}"
MAP = f"window.lion.map.maps.get('{LEAFLET}')"
FETCHED = "return performance.getEntriesByType('resource').map((each) => each.name).filter((name) => name.includes('/shapes/'))"


def opens(reader: Reader, address: str = HERE) -> None:
    reader.opens(address)
    reader.until(lambda: bool(reader.all(f".map[data-painted] #{LEAFLET}")), "the map was never painted")


def ward(reader: Reader, name: str) -> str:
    """The code of a ward by its name."""
    return str(
        reader.script(
            f"return [...{MAP}.areas.get('ward')].find(([, layer]) => layer.feature.properties.name === arguments[0])[0]", name
        )
    )


def points_at(reader: Reader, key: str, code: str) -> tuple[int, int]:
    """Where on the screen an area's middle is."""
    spot = reader.script(
        f"""const drawn = {MAP};
        const box = drawn.map.getContainer().getBoundingClientRect();
        const at = drawn.map.latLngToContainerPoint(drawn.areas.get(arguments[0]).get(arguments[1]).getCenter());
        return [box.left + at.x, box.top + at.y]""",
        key,
        code,
    )
    assert isinstance(spot, list)
    return round(spot[0]), round(spot[1])


def clicks_area(reader: Reader, key: str, code: str) -> None:
    reader.script(f"document.getElementById('{LEAFLET}').scrollIntoView({{block: 'center'}})")
    mouse = ActionChains(reader.driver)
    mouse.w3c_actions.pointer_action.move_to_location(*points_at(reader, key, code))
    mouse.w3c_actions.pointer_action.click()
    mouse.perform()
    reader.waits()


def shades(reader: Reader) -> dict[str, str]:
    found = reader.script(
        f"return Object.fromEntries([...{MAP}.areas.get('ward')].map(([id, one]) => [id, one.getElement().dataset.shade]))"
    )
    assert isinstance(found, dict)
    return found


def busiest_cell(reader: Reader) -> str:
    return str(reader.script(f"return {MAP}.paint.busiest[0]"))


def colours(reader: Reader) -> list[str]:
    """The fills of the areas that have something recorded."""
    found = reader.script(
        f"""const drawn = {MAP}, key = drawn.paint.key;
        return [...drawn.areas.get(key)].filter(([id]) => drawn.paint.areas[id]).map(([, layer]) =>
          key === 'ward' ? getComputedStyle(layer.getElement()).fill : layer.options.fillColor)"""
    )
    assert isinstance(found, list)
    return found
