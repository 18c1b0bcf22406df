"""The rail follows the address, whatever the address says."""

from __future__ import annotations

from pathlib import Path

import pytest

from callbacks import routing
from callbacks.explore import drawn
from callbacks.filters import filled
from data_access import settings
from data_access.filters import Filters
from data_access.settings import Settings
from data_access.warehouse import Warehouse, known
from layouts import shell
from layouts.answer import Place, answered
from layouts.components.filter_bar import TICKED, control, head, summary
from layouts.ids import Ids
from layouts.pages import PAGES
from layouts.view import View
from tests.borough import MIDDLE, NORTH, build, records
from tests.wire.asking import Answer, by_place, words


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    rows = [
        *records(5, month="2023-01", ward=NORTH, outcome="arrest", object="fireworks"),
        *records(2, month="2023-02", ward=MIDDLE, outcome="no-further-action", object="fireworks"),
        *records(9, source="police-uk-crime", month="2023-02", crime_type="burglary", outcome="prison"),
    ]
    return build(tmp_path_factory.mktemp("store"), rows)


@pytest.fixture(scope="module")
def configured() -> Settings:
    return settings.read({})


def rail(query: str, warehouse: Warehouse, configured: Settings) -> dict[str, dict[str, object]]:
    """What each listed filter shows: its options' values, what is ticked, its words."""
    asked = known(Filters.from_query(query))
    shown = by_place(answered(filled(asked, warehouse.settled(asked), View(), warehouse, configured)))
    return {key: told(shown, key) for key in ("source", *TICKED)}


def told(shown: Answer, key: str) -> dict[str, object]:
    boxes = [label[2][1] for label in shown[control(key)]["children"]]  # type: ignore[attr-defined]
    return {
        "options": [box["value"] for box in boxes],
        "value": [box["value"] for box in boxes if "checked" in box],
        "says": words(shown[summary(key)]),
        "barred": shown[head(key)]["aria-disabled"],
    }


def test_outcomes_and_objects_offer_only_what_the_source_has_ever_had_and_not_recorded(
    warehouse: Warehouse, configured: Settings
) -> None:
    stops = rail("", warehouse, configured)
    assert stops["outcome"]["options"] == ["no-further-action", "arrest", "unknown"]
    assert stops["object"]["options"] == ["fireworks", "unknown"]
    assert rail("source=police-uk-crime", warehouse, configured)["outcome"]["options"] == ["prison", "unknown"]


def test_a_value_in_the_address_is_offered_even_where_no_row_has_it(warehouse: Warehouse, configured: Settings) -> None:
    objects = rail("object=crossbows", warehouse, configured)["object"]
    assert objects["options"] == ["fireworks", "crossbows", "unknown"]
    assert (objects["value"], objects["says"]) == (["crossbows"], "Crossbows")


def test_a_filter_that_the_source_does_not_carry_stays_and_says_so(warehouse: Warehouse, configured: Settings) -> None:
    crimes = rail("source=police-uk-crime&age=10-17", warehouse, configured)
    assert crimes["age"] == {"options": [], "value": [], "says": "Not in this source", "barred": "true"}
    assert crimes["crime_type"]["barred"] == "false"


def test_not_recorded_is_the_last_value_of_every_filter(warehouse: Warehouse, configured: Settings) -> None:
    for key, offered in rail("", warehouse, configured).items():
        if key not in {"source", "crime_type", "category"}:
            assert isinstance(offered["options"], list)
            assert offered["options"][-1] == "unknown"


def test_only_sources_with_data_are_offered(warehouse: Warehouse, configured: Settings) -> None:
    assert rail("", warehouse, configured)["source"]["options"] == ["police-uk-crime", "stop-and-search"]


def test_the_drawer_s_button_says_how_many(warehouse: Warehouse, configured: Settings) -> None:
    asked = [("", "Show 7 searches"), ("outcome=arrest", "Show 5 searches"), ("source=police-uk-crime", "Show 9 crimes")]
    for query, said in asked:
        asked_for = warehouse.settled(Filters.from_query(query))
        assert drawn(warehouse, asked_for, View())[Place(Ids.FILTER_DONE)] == said


def test_every_page_has_a_module(warehouse: Warehouse, configured: Settings) -> None:
    assert {page.name for page in PAGES} == set(routing.MODULES)
    for page in PAGES:
        assert routing.page(page.path, warehouse, configured) is not None


@pytest.mark.parametrize("path", ["/nowhere", "/explore/more", "//", "/%00", "/" + "x" * 5000])
def test_a_path_that_names_nothing_has_a_page_that_says_so(path: str, warehouse: Warehouse, configured: Settings) -> None:
    if shell.page_at(path) is None:
        said = str(routing.page(path, warehouse, configured))
        assert "There is no such page" in said
        assert len(said) < 2000


def test_before_anything_is_loaded_every_page_says_what_to_do(tmp_path: Path, configured: Settings) -> None:
    empty = Warehouse(tmp_path)
    said = {page.name: str(routing.page(page.path, empty, configured)) for page in PAGES}
    assert all(("python -m data_access.ingest" in said[page.name]) is not page.always for page in PAGES)
    assert "Load files, see what they change" in said["desk"]
