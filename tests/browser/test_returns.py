"""The returns board and the letter, at a browser."""

from __future__ import annotations

import json

from tests.browser.axe import violations
from tests.browser.reader import Reader

REASON = "getComputedStyle(document.activeElement, '::after').content"


def test_the_board_has_no_faults_and_a_mark_says_why_when_the_keyboard_reaches_it(reader: Reader) -> None:
    reader.opens("/returns")
    assert reader.reads("#returns-headline")
    assert violations(reader.driver) == []
    assert reader.script("return document.documentElement.scrollWidth <= window.innerWidth")
    reader.script("document.querySelector('.standing[tabindex]').focus()")
    assert json.loads(str(reader.script(f"return {REASON}"))) == reader.script(
        "return document.activeElement.getAttribute('aria-label')"
    )


def test_the_board_leads_to_each_letter(reader: Reader) -> None:
    reader.opens("/returns/letter?source=stop-and-search")
    assert "Stop and search" in reader.reads("#letter h1")
    assert violations(reader.driver) == []
