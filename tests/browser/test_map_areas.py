"""The map's layers of areas on Explore, by mouse and by keyboard, on a made-up borough that has wards of two times."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest
from selenium.webdriver.common.keys import Keys
from werkzeug.serving import make_server

from app import create_app
from data_access import settings
from tests.browser.axe import violations
from tests.browser.conftest import Quiet
from tests.browser.on_the_map import FETCHED, LEGEND, MAP, clicks_area, opens
from tests.browser.reader import DESK, PHONE, Reader
from tests.loading import OLD_NORTH
from tests.wards_of_two_times import loaded

STREET, COUNTED, BY_SMALL = (f"/explore?source={key}" for key in ("police-uk-crime", "mps-recorded-crime", "mps-lsoa-crime"))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the made-up borough answers."""
    configured = replace(settings.read({}), store=loaded(tmp_path_factory.mktemp("areas")).store)
    server = make_server("127.0.0.1", 0, create_app(configured).server, threaded=True, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()


@pytest.fixture
def there(reader: Reader, home: str) -> Reader:
    """Somebody at the made-up borough's map."""
    return replace(reader, home=home)


def layer(reader: Reader) -> str:
    return str(reader.script("return document.querySelector('.map').dataset.layer"))


def shades_of(reader: Reader, key: str) -> dict[str, str]:
    """Every area's shade that is on screen."""
    found = reader.script(
        f"""const drawn = {MAP};
        return Object.fromEntries([...drawn.areas.get(arguments[0])].filter(([, one]) => drawn.map.hasLayer(one))
          .map(([id, one]) => [id, one.getElement().dataset.shade]))""",
        key,
    )
    assert isinstance(found, dict)
    return found


def fetched(reader: Reader) -> list[str]:
    """The kinds of shape that were asked for."""
    found = reader.script(FETCHED)
    assert isinstance(found, list)
    return [name.rsplit("/", 1)[1].removesuffix(".json") for name in found]


def chooses(reader: Reader, words: str) -> None:
    reader.clicks(next(link for link in reader.all(".map-controls a") if link.text == words))


def test_by_mouse_a_layer_is_chosen_an_area_filters_and_back_undoes_each(there: Reader) -> None:
    opens(there, STREET)
    assert (layer(there), set(fetched(there))) == ("wards", {"ward", "borough", "neighbour"})
    chooses(there, "Small areas")
    assert (layer(there), there.asks()["layer"]) == ("small-areas", "lsoas")
    assert shades_of(there, "lsoa") == {"E01000001": "0", "E01000002": "4", "E01000003": "0", "E01000004": "2"}
    clicks_area(there, "lsoa", "E01000004")
    assert there.asks()["lsoa"] == "E01000004"
    assert "Lewisham 002B" in there.reads(".sentence")
    assert there.reads("#explore-trend-title").startswith("400 crimes")
    assert len(there.all(".map path.chosen")) == 1
    there.goes_back()
    assert "lsoa" not in there.asks()
    assert not there.all(".map path.chosen")
    there.goes_back()
    assert (layer(there), "layer" in there.asks()) == ("wards", False)


def test_by_keyboard_a_layer_is_chosen_and_an_area_in_the_table_beside_the_map(there: Reader) -> None:
    opens(there, STREET)
    there.tabs_to("Small areas")
    there.presses(Keys.ENTER)
    assert layer(there) == "small-areas"
    there.tabs_to("Table", back=True)
    there.presses(Keys.ENTER)
    there.tabs_to("Lewisham 001B")
    there.presses(Keys.ENTER)
    assert there.asks()["lsoa"] == "E01000002"
    assert there.focus().startswith("Lewisham 001B"), "whoever chose by keyboard is still where they were"
    there.goes_back()
    assert "lsoa" not in there.asks()


def test_the_wards_of_another_time_take_the_place_of_today_s_and_give_it_back_shaded(there: Reader) -> None:
    opens(there, STREET)
    today = shades_of(there, "ward")
    chooses(there, "Wards until 2022")
    assert shades_of(there, "ward") == {}
    assert set(shades_of(there, "old_ward").values()) <= {"1", "2", "3", "4", "5"}
    assert "OldNorth" in there.reads(".map-names"), "its two lines"
    clicks_area(there, "old_ward", OLD_NORTH)
    assert there.asks()["old_ward"] == OLD_NORTH
    chooses(there, "Wards")
    assert shades_of(there, "old_ward") == {}
    assert len(there.all(".map path.chosen")) == 1, "the old ward chosen stays outlined"
    there.clicks(".sentence a.release")
    assert shades_of(there, "ward") == today


def test_small_areas_bear_no_names_and_wards_lie_over_them_as_an_outline(there: Reader) -> None:
    opens(there, f"{STREET}&layer=lsoas")
    assert "Lewisham 0" not in there.reads(".map-names")
    assert there.script("return getComputedStyle(document.querySelector('.map path.ward')).fill") == "none"
    assert len(fetched(there)) == len(set(fetched(there)))


def test_a_source_by_small_area_shows_its_map_without_being_asked(there: Reader) -> None:
    opens(there, BY_SMALL)
    assert layer(there) == "small-areas"
    assert there.reads(LEGEND).startswith("Recorded crimes")


def test_an_estimate_says_about_under_the_pointer_s_words_and_in_the_title(there: Reader) -> None:
    opens(there, f"{COUNTED}&layer=old-wards")
    assert there.reads("#explore-map-title").endswith("(estimate)")
    assert there.script(f"return {MAP}.paint.areas['{OLD_NORTH}'][2]") == "about 50 recorded crimes"


@pytest.mark.parametrize(("size", "dark"), [(DESK, False), (PHONE, True)])
@pytest.mark.parametrize("address", [f"{STREET}&layer=lsoas", f"{COUNTED}&layer=old-wards&tables=map"])
def test_the_layers_have_no_faults_and_nothing_spills(address: str, size: tuple[int, int], dark: bool, there: Reader) -> None:
    there.sits_at(size, dark=dark)
    there.opens(address)
    assert violations(there.driver) == []
    assert there.script("return document.documentElement.scrollWidth") == size[0]


@pytest.mark.parametrize("key", ["old_ward", "lsoa"])
def test_areas_follow_the_theme(key: str, there: Reader) -> None:
    opens(there, f"{STREET}&layer={'old-wards' if key == 'old_ward' else 'lsoas'}")
    fills = f"return [...{MAP}.areas.get('{key}').values()].map((one) => getComputedStyle(one.getElement()).fill)"
    light = there.script(fills)
    there.clicks("#theme-button")
    dark = there.script(fills)
    assert isinstance(light, list)
    assert isinstance(dark, list)
    assert all(before != after for before, after in zip(light, dark, strict=True))
