"""Ids hold here, and one that is drawn but not wired, or wired but not drawn, is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.house import wiring
from tests.house.conftest import Plant
from tests.house.tree import TOP


@pytest.fixture
def small_page(plant: Plant) -> Path:
    plant("layouts/ids.py", 'class Ids(StrEnum):\n    """Ids."""\n\n    URL = "url"  # the address\n    MAP = "explore-map"\n')
    plant("layouts/page.py", "page = [dcc.Location(id=Ids.URL), html.Div(id=Ids.MAP)]\n")
    plant("assets/map.js", "const map = document.getElementById('explore-map');\n")
    return plant("callbacks/page.py", "app.callback(Output(Ids.URL, 'search'), Input({'type': 'switch', 'index': ALL}, 'n'))\n")


def test_this_project_s_ids_are_drawn_and_wired() -> None:
    assert wiring.named(TOP)
    assert wiring.ids_are_drawn_and_wired(TOP) == []


def test_this_project_never_spells_an_id_out() -> None:
    assert wiring.ids_are_never_spelled_out(TOP) == []


def test_a_page_whose_ids_are_drawn_and_wired_passes(small_page: Path) -> None:
    assert wiring.ids_are_drawn_and_wired(small_page) == []
    assert wiring.ids_are_never_spelled_out(small_page) == []


def test_an_id_that_no_layout_draws_is_found(small_page: Path, plant: Plant) -> None:
    plant("layouts/page.py", "page = html.Div(id=Ids.MAP)\n")
    assert wiring.ids_are_drawn_and_wired(small_page) == ["layouts/ids.py: no layout draws URL"]


def test_an_id_that_nothing_wires_is_found(small_page: Path, plant: Plant) -> None:
    plant("assets/map.js", "const map = document.getElementById('explore-map-other');\n")
    assert wiring.ids_are_drawn_and_wired(small_page) == ["layouts/ids.py: nothing wires MAP"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("layouts/page.py", "page = html.Div(id='explore-map')\n"),
        ("callbacks/page.py", "app.callback(Output('explore-map', 'children'))\n"),
        ("callbacks/page.py", "app.callback(Input(component_id='url', component_property='search'))\n"),
    ],
)
def test_an_id_that_is_spelled_out_is_found(name: str, text: str, small_page: Path, plant: Plant) -> None:
    plant(name, text)
    assert len(wiring.ids_are_never_spelled_out(small_page)) == 1
