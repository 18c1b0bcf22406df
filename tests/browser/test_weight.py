"""Dash visits every component again with every change: a page of thousands holds its reader up for a minute."""

from __future__ import annotations

import pytest

from layouts.pages import PAGES, Page
from tests.browser.reader import Reader

MOST = 600  # elements that React looks after; what fills a frame sets itself up
_TENDED = """
return [...document.querySelectorAll("*")].filter((one) => Object.keys(one).some((key) => key.startsWith("__reactFiber"))).length
"""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_has_no_more_parts_than_a_browser_carries_lightly(page: Page, reader: Reader) -> None:
    reader.opens(page.path)
    parts = reader.script(_TENDED)
    assert isinstance(parts, int)
    assert 20 < parts < MOST


def test_the_months_that_are_loaded_are_drawn_as_squares_that_say_what_they_are(reader: Reader) -> None:
    reader.opens("/data-and-methods")
    squares = reader.all(".calendar tbody .square.complete")
    assert len(squares) > 12
    assert squares[0].get_attribute("title") == squares[0].get_property("textContent") == "complete"
